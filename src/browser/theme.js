// Runs before the first paint, so that a chosen theme does not flash, and handles the theme switch of readers' pages.
// It listens in the capturing phase at the window, before a client that failed stops all events there (hydrate.js). The
// admin changes the theme in browser/theme.rs.
{
  const root = document.documentElement;
  const NAME = 'theme';
  const apply = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  try {
    apply(localStorage.getItem(NAME));
  } catch {
    // Without storage, the system's setting applies.
  }
  window.addEventListener('storage', (event) => {
    if (event.key === NAME) apply(event.newValue);
  });
  window.addEventListener('click', (event) => {
    if (!event.target.closest?.('.theme-switch')) return;
    // From the system's setting to the other one first, then to the same, and back.
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const order = isDark ? ['light', 'dark'] : ['dark', 'light'];
    const next = order[order.indexOf(root.dataset.theme) + 1];
    apply(next);
    try {
      if (next) localStorage.setItem(NAME, next);
      else localStorage.removeItem(NAME);
    } catch {
      // The choice is for this page.
    }
  }, true);
  // Style sheets give no room to a picture that could not be loaded.
  window.addEventListener('error', (event) => {
    if (event.target.tagName === 'IMG') event.target.classList.add('broken');
  }, true);
  root.dataset.scripts = 'on';
}

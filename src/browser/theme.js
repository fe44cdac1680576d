// Runs before the first paint, so that a chosen theme does not flash. browser/theme.rs changes the choice.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage, the system's setting applies.
}

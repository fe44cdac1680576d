// Asks before code of other services runs, which waits in templates. The choice stays in the browser. It listens in the
// capturing phase at the window, before a client that failed stops all events there (hydrate.js).
{
  const NAME = 'longan-consent';
  const panel = document.getElementById('consent');
  const link = document.querySelector('.consent-link');
  let choice;
  try {
    choice = localStorage.getItem(NAME);
  } catch {
    // Without storage, the choice is for this page.
  }
  // A script that was parsed in a template runs only as a new element.
  const start = (template) => {
    const content = template.content.cloneNode(true);
    for (const old of content.querySelectorAll('script')) {
      const script = document.createElement('script');
      for (const { name, value } of old.attributes) script.setAttribute(name, value);
      script.text = old.text;
      script.async = old.hasAttribute('async');
      old.replaceWith(script);
    }
    for (const unused of content.querySelectorAll('noscript')) unused.remove();
    document[template.dataset.consent].append(content);
    template.remove();
  };
  const run = () => document.querySelectorAll('template[data-consent]').forEach(start);
  if (choice === 'yes') run();
  else if (choice !== 'no') panel.hidden = false;
  link.hidden = false;
  window.addEventListener('click', (event) => {
    if (event.target.closest?.('.consent-link')) {
      panel.hidden = false;
      panel.focus();
      return;
    }
    const button = event.target.closest?.('#consent [data-choice]');
    if (!button) return;
    const had = choice;
    choice = button.dataset.choice;
    try {
      localStorage.setItem(NAME, choice);
    } catch {
      // As above.
    }
    panel.hidden = true;
    // What runs already stops only with the page.
    if (choice === 'no' && had === 'yes') location.reload();
    else if (choice === 'yes') run();
  }, true);
}

// Loads the player of an embed when the reader asks for it. Until then, no other site is asked for anything. It listens
// in the capturing phase at the window, before a client that failed stops all events there (hydrate.js).
document.documentElement.dataset.embeds = 'on';
window.addEventListener('click', (event) => {
  const button = event.target.closest?.('.embed-load');
  const embed = button?.closest('[data-frame]');
  if (!embed) return;
  const frame = document.createElement('iframe');
  frame.title = embed.querySelector('a').textContent;
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation');
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.src = embed.dataset.frame;
  button.replaceWith(frame);
  frame.focus();
}, true);

// Starts the client. If it cannot run (no WebAssembly, a page changed by a translator or an extension before hydration,
// a release that no longer exists), the page keeps working as a plain document: a client that failed half-way must not
// intercept clicks and forms that it can no longer handle.
let plain = false;
const disable_client = () => {
  if (plain) return;
  plain = true;
  document.documentElement.dataset.client = 'off';
  history.scrollRestoration = 'auto';
  const heard = ['click', 'submit', 'input', 'change', 'pointerover', 'touchstart', 'focusin', 'scrollend', 'pageshow', 'pagehide'];
  for (const type of heard)
    window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  window.addEventListener('popstate', (event) => { event.stopImmediatePropagation(); location.reload(); }, true);
};
window.longan_disable_client = disable_client;
const load = () => {
  // Start both downloads in parallel. A failure is reported where the promise is awaited.
  const wasm = fetch(client.wasm);
  wasm.catch(() => {});
  import(client.js)
    .then((module) => module.default({ module_or_path: wasm }).then(() => module.hydrate()))
    .then(() => { if (!plain) document.documentElement.dataset.client = 'on'; })
    .catch((error) => { console.warn('Longan runs without its client:', error); disable_client(); });
};
// Start after the first paint when the browser is idle, or on the first interaction. With data saving, start only when
// a comment is going to be written: all else works without the client.
const saves_data = navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches;
const touches = saves_data ? ['focusin'] : ['pointerdown', 'pointerover', 'keydown', 'touchstart', 'focusin'];
let begun = false;
const begin = (event) => {
  if (begun || (saves_data && !event.target.closest('.comment-form'))) return;
  begun = true;
  for (const touch of touches) window.removeEventListener(touch, begin, true);
  load();
};
for (const touch of touches) window.addEventListener(touch, begin, { capture: true, passive: true });
const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 100));
const when_painted = (then) => {
  // Browsers without Paint Timing have painted by the second frame.
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes('paint'))
    return requestAnimationFrame(() => requestAnimationFrame(then));
  new PerformanceObserver((paints, observer) => {
    if (!paints.getEntriesByName('first-contentful-paint').length) return;
    observer.disconnect();
    then();
  }).observe({ type: 'paint', buffered: true });
};
if (!saves_data) when_painted(() => idle(begin, { timeout: 1000 }));

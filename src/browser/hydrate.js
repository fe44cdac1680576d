// Starts the client. If it cannot run (no WebAssembly, a page changed by a translator or an extension before
// hydration, a release that is gone), the page goes on as a plain document: a client that broke half-way must not
// catch clicks and forms it can no longer answer.
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
  // Both at once, not one after the other; a failure is told where it is awaited.
  const wasm = fetch(client.wasm);
  wasm.catch(() => {});
  import(client.js)
    .then((module) => module.default({ module_or_path: wasm }).then(() => module.hydrate()))
    .then(() => { if (!plain) document.documentElement.dataset.client = 'on'; })
    .catch((error) => { console.warn('Longan runs without its client:', error); disable_client(); });
};
// After the first paint, when the browser has nothing better to do, or at the first touch. Who saves data has it at
// the first touch only.
const touches = ['pointerdown', 'pointerover', 'keydown', 'touchstart', 'focusin'];
let begun = false;
const begin = () => {
  if (begun) return;
  begun = true;
  for (const touch of touches) window.removeEventListener(touch, begin, true);
  load();
};
for (const touch of touches) window.addEventListener(touch, begin, { capture: true, passive: true });
const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 100));
const when_painted = (then) => {
  // A browser that does not tell of its paints (Paint Timing) has painted by the second frame.
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes('paint'))
    return requestAnimationFrame(() => requestAnimationFrame(then));
  new PerformanceObserver((paints, observer) => {
    if (!paints.getEntriesByName('first-contentful-paint').length) return;
    observer.disconnect();
    then();
  }).observe({ type: 'paint', buffered: true });
};
const saves_data = navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches;
if (!saves_data) when_painted(() => idle(begin, { timeout: 1000 }));

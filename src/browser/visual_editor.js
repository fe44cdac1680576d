// Loads the visual editor (editor/src/bridge.ts) when a page needs it. The page's functions get and return JSON, since
// that is what the client has.
const load_style = () => document.querySelector(`link[href="${editor.css}"]`) ? undefined : new Promise((resolve, reject) => {
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: editor.css });
  sheet.onload = resolve;
  sheet.onerror = reject;
  document.head.append(sheet);
});
const answer = (asked, signal) => asked.then(text => {
  signal?.throwIfAborted();
  return JSON.parse(text);
}, reason => { throw new Error(reason); });
// `options`: `html`, `language`, `label`, and `page` with the functions of the client.
globalThis.longan_visual_editor = async (parent, { page, ...options }) => {
  const [{ createEditor }] = await Promise.all([import(editor.js), load_style()]);
  return createEditor(parent, {
    ...options,
    onChange: () => page.change(),
    chooseMedia: (kind, several) => answer(page.choose(kind, several)),
    uploadMedia: (file, progress) => answer(page.upload(file, progress)),
    searchPosts: (words, signal) => answer(page.search(words), signal),
    describePictures: addresses => answer(page.describe(addresses)),
    resolveAddress: (address, signal) => answer(page.resolve(address), signal),
  });
};

//! The visual editor in the browser, by the function of `visual_editor.js`. A page has at most one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::web_sys::{File, HtmlElement};
use serde::Serialize;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// What the editor asks of the page. Answers are the types of `editor/src/bridge.ts`; errors are messages for the
/// writer.
pub trait EditorHost: 'static {
    /// The text has changed.
    fn change(&self);
    /// Lets the writer choose files of a kind, such as `picture`.
    fn choose(&self, kind: String, several: bool) -> impl Future<Output = Result<Vec<Medium>, String>> + 'static;
    /// Uploads a file. `progress` is called with the share that was sent.
    fn upload(
        &self,
        file: File,
        progress: impl Fn(f64) + 'static,
    ) -> impl Future<Output = Result<Medium, String>> + 'static;
    /// Finds posts of the site by words of their title.
    fn search(&self, words: String) -> impl Future<Output = Result<Vec<FoundPost>, String>> + 'static;
    /// Returns the descriptions that the library has of pictures, by address.
    fn describe(
        &self,
        addresses: Vec<String>,
    ) -> impl Future<Output = Result<HashMap<String, String>, String>> + 'static;
    /// Tells what an address stands for.
    fn resolve(&self, address: String) -> impl Future<Output = Result<ResolvedAddress, String>> + 'static;
}

/// A file of the library.
#[derive(Clone, Debug, Serialize)]
pub struct Medium {
    pub kind: &'static str,
    pub src: String,
    pub name: String,
    pub alt: String,
    /// In pixels, of pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    /// Kind and size in words, of other files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A post that a link may lead to.
#[derive(Clone, Debug, Serialize)]
pub struct FoundPost {
    pub href: String,
    pub title: String,
    pub detail: String,
}

/// What an address stands for.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ResolvedAddress {
    Embed {
        href: String,
        title: String,
    },
    Card {
        href: String,
        title: String,
        text: String,
        source: String,
        image: String,
    },
    /// Why nothing is known; empty if there is no more to say. Who pastes an address is told only if it is unexpected.
    Nothing {
        reason: String,
        #[serde(rename = "isExpected")]
        is_expected: bool,
    },
}

/// The running editor, which is removed from the page on drop.
struct VisualEditor {
    handle: JsValue,
    /// Called by the editor for as long as it runs.
    callbacks: Callbacks,
}

thread_local! {
    static EDITOR: RefCell<Option<Rc<VisualEditor>>> = const { RefCell::new(None) };
}

type Callbacks = (
    Closure<dyn Fn()>,
    Closure<dyn Fn(String, bool) -> Promise>,
    Closure<dyn Fn(File, Function) -> Promise>,
    Closure<dyn Fn(String) -> Promise>,
    Closure<dyn Fn(String) -> Promise>,
    Closure<dyn Fn(Vec<String>) -> Promise>,
);

/// Puts the editor into `parent`, in place of the one before. `label` is the accessible name of the text.
///
/// # Errors
///
/// The editor could not be loaded.
pub async fn mount(
    parent: &HtmlElement,
    html: &str,
    language: &str,
    label: &str,
    page: impl EditorHost,
) -> Result<(), JsValue> {
    let callbacks = callbacks(&Rc::new(page));
    let functions = object(&[
        ("change", callbacks.0.as_ref()),
        ("choose", callbacks.1.as_ref()),
        ("upload", callbacks.2.as_ref()),
        ("search", callbacks.3.as_ref()),
        ("resolve", callbacks.4.as_ref()),
        ("describe", callbacks.5.as_ref()),
    ])?;
    let options = object(&[
        ("html", &JsValue::from_str(html)),
        ("language", &JsValue::from_str(language)),
        ("label", &JsValue::from_str(label)),
        ("page", &functions),
    ])?;
    let start: Function = Reflect::get(&window(), &JsValue::from_str("longan_visual_editor"))?.dyn_into()?;
    let started: Promise = start.call2(&JsValue::NULL, parent, &options)?.dyn_into()?;
    let handle = JsFuture::from(started).await?;
    let editor = VisualEditor { handle, callbacks };
    // The page may have been left meanwhile.
    if parent.is_connected() {
        drop(EDITOR.replace(Some(Rc::new(editor))));
    }
    Ok(())
}

/// Removes the editor from the page.
pub fn unmount() {
    drop(EDITOR.take());
}

/// Returns the text as HTML: what was not changed, to the byte as it was opened. `None` if there is no editor.
pub fn html() -> Option<String> {
    call("getHTML", &[])?.as_string()
}

/// Has the editor's page learn of the last changes now. The editor reports them a moment later, when a key that saves has
/// already been handled.
pub fn report_changes() {
    if let Some(editor) = EDITOR.with_borrow(Clone::clone) {
        let change: &Function = editor.callbacks.0.as_ref().unchecked_ref();
        let _ = change.call0(&JsValue::NULL);
    }
}

/// Replaces the text, which can be undone.
pub fn set_html(html: &str) {
    call("setHTML", &[JsValue::from_str(html)]);
}

/// Moves the focus into the text; the selection is where it was. Returns whether there is an editor.
pub fn focus() -> bool {
    call("focus", &[]).is_some()
}

/// Lists the addresses of the pictures without a description, as often as they occur.
pub fn undescribed_pictures() -> Vec<String> {
    let found = call("undescribedPictures", &[]).map(|found| Array::from(&found)).unwrap_or_default();
    found.iter().filter_map(|address| address.as_string()).collect()
}

/// Describes pictures that have no description, by address.
pub fn describe(descriptions: &HashMap<String, String>) {
    let values = Object::new();
    for (address, alt) in descriptions {
        let _ = Reflect::set(&values, &JsValue::from_str(address), &JsValue::from_str(alt));
    }
    call("describe", &[values.into()]);
}

/// Returns whether files are being uploaded into the text.
pub fn is_uploading() -> bool {
    call("isUploading", &[]).is_some_and(|answer| answer.is_truthy())
}

fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    // The editor may call back, so the cell is not borrowed meanwhile.
    let editor = EDITOR.with_borrow(Clone::clone)?;
    editor.call(name, arguments)
}

fn object(values: &[(&str, &JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in values {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object.into())
}

fn callbacks<P: EditorHost>(page: &Rc<P>) -> Callbacks {
    let [changed, chosen, uploaded, searched, resolved, described] = std::array::from_fn(|_| page.clone());
    (
        Closure::new(move || changed.change()),
        Closure::new(move |kind, several| answer(chosen.choose(kind, several))),
        Closure::new(move |file, progress: Function| {
            let tell = move |share: f64| {
                let _ = progress.call1(&JsValue::NULL, &JsValue::from_f64(share));
            };
            answer(uploaded.upload(file, tell))
        }),
        Closure::new(move |words| answer(searched.search(words))),
        Closure::new(move |address| answer(resolved.resolve(address))),
        Closure::new(move |addresses| answer(described.describe(addresses))),
    )
}

/// Converts an answer to a promise of JSON, which is rejected with the message.
fn answer<T: Serialize>(asked: impl Future<Output = Result<T, String>> + 'static) -> Promise {
    future_to_promise(async move {
        let answer = asked.await.map_err(|message| JsValue::from_str(&message))?;
        serde_json::to_string(&answer).map(|json| JsValue::from_str(&json)).map_err(|_| JsValue::from_str(""))
    })
}

impl VisualEditor {
    fn call(&self, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let function: Function = Reflect::get(&self.handle, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
        function.apply(&self.handle, &arguments.iter().collect()).ok()
    }
}

impl Drop for VisualEditor {
    fn drop(&mut self) {
        self.call("destroy", &[]);
    }
}

//! The metadata in the document's head, which the server renders last there.

use leptos::prelude::document;
use leptos::web_sys::Element;

use super::each;

/// The elements of the metadata: those after the script of the client. Style sheets of browser extensions are not among
/// them.
const ELEMENTS: &str = "head > [type=module] ~ :is(title, meta, link, script)";

/// Returns the metadata as HTML.
pub fn read() -> String {
    let mut html = String::new();
    each(ELEMENTS, |element: Element| html.push_str(&element.outer_html()));
    html
}

/// Replaces the metadata. Share dialogs and reading lists take address and title of a page from there.
pub fn replace(html: &str) {
    each(ELEMENTS, |element: Element| element.remove());
    if let Ok(Some(head)) = document().query_selector("head") {
        let _ = head.insert_adjacent_html("beforeend", html);
    }
}

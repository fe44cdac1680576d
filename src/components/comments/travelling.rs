//! How a discussion travels to the browser: with the page that shows it already, and so without the comments' bodies.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlTemplateElement};

use super::{DATA, PLACE};
use crate::model::comment::Discussion;

/// A discussion as JSON for a `<script>`, which nothing in it can end.
pub fn pack(discussion: &Discussion) -> String {
    let mut discussion = discussion.clone();
    for comment in &mut discussion.comments {
        comment.html.clear();
    }
    serde_json::to_string(&discussion).unwrap_or_default().replace('<', "\\u003c")
}

/// The discussion of JSON, with the bodies taken from the element that shows it.
pub fn unpack(text: &str, place: &Element) -> Option<Discussion> {
    let mut discussion: Discussion = serde_json::from_slice(text.as_bytes()).ok()?;
    for comment in &mut discussion.comments {
        let body = place.query_selector(&format!("#comment-{} > .prose", comment.id)).ok().flatten();
        comment.html = body.map(|body| body.inner_html()).unwrap_or_default();
    }
    Some(discussion)
}

/// The discussion of a page that is not shown.
pub fn find_in(html: &str) -> Option<Discussion> {
    // In a template no picture is loaded and no script runs.
    let template: HtmlTemplateElement = document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    let content = template.content();
    let data = content.get_element_by_id(DATA)?.text_content()?;
    unpack(&data, &content.get_element_by_id(PLACE)?)
}

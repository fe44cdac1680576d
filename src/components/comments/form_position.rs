//! Moves the page's single comment form below the comment that is replied to, without losing the text.

use leptos::prelude::document;
use leptos::web_sys::Element;

use crate::browser;

/// Moves the form below a comment, or back to its default position.
pub fn move_form(form: &Element, answered: Option<i64>) {
    let Some(home) = browser::find("respond") else { return };
    let around = form.parent_element();
    let comment = answered.and_then(|id| browser::find(&format!("comment-{id}")));
    let target = match comment.and_then(|comment| comment.parent_element()) {
        Some(item) => below(&item),
        None => home.query_selector(".place").ok().flatten(),
    };
    let Some(target) = target.filter(|target| around.as_ref() != Some(target)) else { return };
    let _ = target.append_child(form);
    let _ = home.toggle_attribute_with_force("hidden", answered.is_some());
    if let Some(left) = around.filter(|around| around.class_name() == "reply-form") {
        left.remove();
    }
}

/// Returns the container for the form below a comment, and creates it if needed.
fn below(item: &Element) -> Option<Element> {
    if let Ok(Some(there)) = item.query_selector(".reply-form") {
        return Some(there);
    }
    let place = document().create_element("div").ok()?;
    place.set_class_name("reply-form");
    item.append_child(&place).ok()?;
    Some(place)
}

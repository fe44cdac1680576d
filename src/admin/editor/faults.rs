use leptos::prelude::*;

use super::manuscript::{Manuscript, Pane};
use crate::browser;
use crate::model::error::Rejection;

/// The fields in the order in which the page has them.
const ORDER: [&str; 16] = [
    "post-title",
    "post-body",
    "post-slug",
    "post-parent",
    "post-menu-order",
    "post-categories",
    "post-tags",
    "post-author",
    "post-image",
    "post-image-alt",
    "post-image-caption",
    "post-excerpt",
    "post-seo-title",
    "post-seo-description",
    "post-publish-at",
    "",
];

/// Where a field is; None: in a dialog, or nowhere.
fn pane_of(field: &str) -> Option<Pane> {
    match field {
        "post-title" | "post-body" => Some(Pane::Writing),
        "post-publish-at" | "" => None,
        _ => Some(Pane::Settings),
    }
}

/// The fault to be mended first.
fn first(faults: &[Rejection]) -> Option<&str> {
    let place = |fault: &&Rejection| ORDER.iter().position(|field| *field == fault.field).unwrap_or(ORDER.len());
    faults.iter().min_by_key(place).map(|fault| fault.field.as_str())
}

impl Manuscript {
    /// Tells what is wrong at the fields; when somebody asked for what went wrong, they are led to the first.
    pub fn show_faults(self, faults: Vec<Rejection>, lead: bool) {
        let field = first(&faults).map(str::to_owned);
        self.faults.set(faults);
        let Some(field) = field.filter(|_| lead) else { return };
        match pane_of(&field) {
            // On a wide screen the text is there anyway.
            Some(Pane::Writing) if is_wide() => {}
            Some(pane) => self.pane.set(pane),
            None if field == "post-publish-at" => self.scheduling.set(true),
            None => {}
        }
        request_animation_frame(move || browser::visit(&field));
    }
}

/// Whether the text and a pane have room beside each other; `editor.css` has the same width.
pub fn is_wide() -> bool {
    browser::matches_media("(min-width: 60rem)")
}

/// What is wrong with a field, below it.
#[component]
pub fn Fault(manuscript: Manuscript, field: &'static str) -> impl IntoView {
    move || manuscript.fault(field).map(|text| view! { <p class="error" id=format!("{field}-error")>{text}</p> })
}

/// The `aria-describedby` of a field: its fault and its hint, as far as there are any.
pub fn described(manuscript: Manuscript, field: &'static str, has_hint: bool) -> impl Fn() -> Option<String> + Copy {
    move || {
        let fault = manuscript.fault(field).map(|_| format!("{field}-error"));
        let hint = has_hint.then(|| format!("{field}-hint"));
        let ids = fault.into_iter().chain(hint).collect::<Vec<_>>().join(" ");
        (!ids.is_empty()).then_some(ids)
    }
}

/// The `aria-invalid` of a field.
pub fn invalid(manuscript: Manuscript, field: &'static str) -> impl Fn() -> Option<&'static str> + Copy {
    move || manuscript.fault(field).map(|_| "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_the_one_highest_on_the_page() {
        let fault = |field: &str| Rejection { field: field.to_owned(), text: String::new() };
        assert_eq!(first(&[fault("post-seo-title"), fault("post-slug"), fault("")]), Some("post-slug"));
        assert_eq!(first(&[fault("unknown"), fault("post-title")]), Some("post-title"));
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn every_field_is_somewhere() {
        let nowhere = ORDER.iter().filter(|field| pane_of(field).is_none());
        assert_eq!(nowhere.copied().collect::<Vec<_>>(), ["post-publish-at", ""]);
    }
}

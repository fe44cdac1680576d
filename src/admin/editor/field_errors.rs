use leptos::prelude::{Set, request_animation_frame};

use super::editor_state::{EditorPane, EditorState};
use super::textarea::BODY;
use super::visual_body::focus_body;
use crate::browser;
use crate::model::error::Rejection;

/// The fields in the order of the page.
const ORDER: [&str; 17] = [
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
    "post-canonical",
    "post-publish-at",
    "",
];

/// Returns the pane that contains a field; `None` if it is in a dialog or unknown.
fn pane_of(field: &str) -> Option<EditorPane> {
    match field {
        "post-title" | "post-body" => Some(EditorPane::Writing),
        "post-publish-at" | "" => None,
        _ => Some(EditorPane::Settings),
    }
}

/// Returns the field of the first error in the order of the page.
fn first_error(errors: &[Rejection]) -> Option<&str> {
    let place =
        |field_error: &&Rejection| ORDER.iter().position(|field| *field == field_error.field).unwrap_or(ORDER.len());
    errors.iter().min_by_key(place).map(|field_error| field_error.field.as_str())
}

impl EditorState {
    /// Shows validation errors at their fields. With `lead`, after a manual save, focuses the first one.
    pub fn show_errors(self, errors: Vec<Rejection>, lead: bool) {
        let field = first_error(&errors).map(str::to_owned);
        self.errors.set(errors);
        let Some(field) = field.filter(|_| lead) else { return };
        match pane_of(&field) {
            // On a wide screen, the text is always visible.
            Some(EditorPane::Writing) if is_wide() => {}
            Some(pane) => self.pane.set(pane),
            None if field == "post-publish-at" => self.scheduling.set(true),
            None => {}
        }
        request_animation_frame(move || match field.as_str() {
            BODY => focus_body(),
            field => browser::visit(field),
        });
    }
}

/// Returns whether the screen is wide enough for the text and a pane. `editor.css` uses the same width.
pub fn is_wide() -> bool {
    browser::matches_media("(min-width: 60rem)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_the_one_highest_on_the_page() {
        let field_error = |field: &str| Rejection { field: field.to_owned(), text: String::new() };
        assert_eq!(
            first_error(&[field_error("post-seo-title"), field_error("post-slug"), field_error("")]),
            Some("post-slug")
        );
        assert_eq!(first_error(&[field_error("unknown"), field_error("post-title")]), Some("post-title"));
        assert_eq!(first_error(&[]), None);
    }

    #[test]
    fn only_the_schedule_has_no_pane() {
        let nowhere = ORDER.iter().filter(|field| pane_of(field).is_none());
        assert_eq!(nowhere.copied().collect::<Vec<_>>(), ["post-publish-at", ""]);
    }
}

use leptos::prelude::*;

use super::removal::Removing;
use crate::browser;
use crate::model::admin::snippet::SnippetDraft;

/// State of the page.
#[derive(Clone, Copy)]
pub struct SnippetsPageState {
    pub snippets: RwSignal<Vec<SnippetDraft>>,
    /// The snippet whose form is open. A new one has no ID.
    pub open: RwSignal<Option<SnippetDraft>>,
    pub removing: Removing,
}

impl SnippetsPageState {
    /// Opens the form.
    pub fn edit(self, draft: SnippetDraft) {
        self.open.set(Some(draft));
        request_animation_frame(|| browser::focus("snippet-name"));
    }
}

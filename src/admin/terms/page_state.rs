use leptos::prelude::*;

use crate::admin::form_fields::FormErrors;
use crate::browser;
use crate::model::admin::term::{TermDraft, TermListItem};
use crate::model::term::TermKind;

/// What is open on the page: one thing at a time.
#[derive(Clone, PartialEq)]
pub enum OpenTermForm {
    Nothing,
    New(TermKind),
    Edit(i64),
    Merge(TermListItem),
}

/// What somebody is doing on the page. It outlives the lists, which are made anew when they are fetched anew.
#[derive(Clone, Copy)]
pub struct TermsPageState {
    pub open: RwSignal<OpenTermForm>,
    pub name: RwSignal<String>,
    pub slug: RwSignal<String>,
    pub description: RwSignal<String>,
    /// The parent's id, or nothing.
    pub parent: RwSignal<String>,
    pub errors: FormErrors,
    /// What gets the focus once the lists are there again.
    focus: StoredValue<Option<String>>,
    refetch: Callback<()>,
}

impl TermsPageState {
    /// Nothing is open. `refetch` fetches the lists anew.
    pub fn new(refetch: Callback<()>) -> TermsPageState {
        TermsPageState {
            open: RwSignal::new(OpenTermForm::Nothing),
            name: RwSignal::new(String::new()),
            slug: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            parent: RwSignal::new(String::new()),
            errors: FormErrors::new(),
            focus: StoredValue::new(None),
            refetch,
        }
    }

    /// Opens the form for a new term.
    pub fn open_new(self, kind: TermKind) {
        self.fill("", "", "", None);
        self.open.set(OpenTermForm::New(kind));
    }

    /// Opens the form of a term, below its line.
    pub fn open_edit(self, term: &TermListItem) {
        self.fill(&term.name, &term.slug, &term.description, term.parent);
        self.open.set(OpenTermForm::Edit(term.id));
    }

    /// Asks what a term is to be merged into.
    pub fn open_merge(self, term: TermListItem) {
        self.errors.clear();
        self.parent.set(String::new());
        self.open.set(OpenTermForm::Merge(term));
    }

    fn fill(self, name: &str, slug: &str, description: &str, parent: Option<i64>) {
        self.errors.clear();
        self.name.set(name.to_owned());
        self.slug.set(slug.to_owned());
        self.description.set(description.to_owned());
        self.parent.set(parent.map(|id| id.to_string()).unwrap_or_default());
        request_animation_frame(|| browser::focus("term-name"));
    }

    /// What is typed.
    pub fn draft(self, kind: TermKind, id: Option<i64>) -> TermDraft {
        TermDraft {
            id,
            kind,
            name: self.name.get_untracked(),
            slug: self.slug.get_untracked(),
            description: self.description.get_untracked(),
            parent: self.parent.get_untracked().parse().ok(),
        }
    }

    /// Closes what is open and gives the focus back.
    pub fn close(self, focus: String) {
        self.open.set(OpenTermForm::Nothing);
        request_animation_frame(move || browser::focus(&focus));
    }

    /// Something was changed: what is open is closed, the lists are fetched anew, and then the focus is there.
    pub fn finish(self, focus: String) {
        self.open.set(OpenTermForm::Nothing);
        self.focus.set_value(Some(focus));
        self.refetch.run(());
    }

    /// Called when the lists are there.
    pub fn arrive(self) {
        Effect::new(move || {
            if let Some(id) = self.focus.get_value() {
                request_animation_frame(move || {
                    // The other list may come first; then what is looked for is not there yet.
                    if browser::find(&id).is_some() {
                        browser::focus(&id);
                        self.focus.try_set_value(None);
                    }
                });
            }
        });
    }
}

/// The `id` of the button that opens what can be done with a term.
pub fn button_id(id: i64) -> String {
    format!("term-{id}-actions")
}

use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::browser;
use crate::model::admin::term::{TermDraft, TermListItem};
use crate::model::term::{TermAppearance, TermColor, TermKind};

/// The open form of the page, one at a time.
#[derive(Clone, PartialEq)]
pub enum OpenTermForm {
    Nothing,
    New(TermKind),
    Edit(i64),
    Merge(TermListItem),
}

/// State of the page. It outlives the lists, which are recreated when they are refetched.
#[derive(Clone, Copy)]
pub struct TermsPageState {
    pub open: RwSignal<OpenTermForm>,
    pub name: RwSignal<String>,
    pub slug: RwSignal<String>,
    pub description: RwSignal<String>,
    /// The parent's id; empty if there is none.
    pub parent: RwSignal<String>,
    /// A number.
    pub position: RwSignal<String>,
    /// The name of its colour; empty if it has none.
    pub color: RwSignal<String>,
    /// The address of its picture; empty if it has none.
    pub image: RwSignal<String>,
    pub has_front_page: RwSignal<bool>,
    pub errors: FormErrors,
    /// Id of the element that gets the focus after the lists are refetched.
    focus: StoredValue<Option<String>>,
    refetch: Callback<()>,
}

impl TermsPageState {
    /// Creates the state without an open form. `refetch` refetches the lists.
    pub fn new(refetch: Callback<()>) -> TermsPageState {
        TermsPageState {
            open: RwSignal::new(OpenTermForm::Nothing),
            name: RwSignal::new(String::new()),
            slug: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            parent: RwSignal::new(String::new()),
            position: RwSignal::new(String::new()),
            color: RwSignal::new(String::new()),
            image: RwSignal::new(String::new()),
            has_front_page: RwSignal::new(false),
            errors: FormErrors::new(),
            focus: StoredValue::new(None),
            refetch,
        }
    }

    /// Opens the form for a new term.
    pub fn open_new(self, kind: TermKind) {
        self.fill("", "", "", None, 0);
        self.fill_appearance(&TermAppearance::default());
        self.open.set(OpenTermForm::New(kind));
    }

    /// Opens the form of a term, below its row.
    pub fn open_edit(self, term: &TermListItem) {
        self.fill(&term.name, &term.slug, &term.description, term.parent, term.position);
        self.fill_appearance(&term.appearance);
        self.open.set(OpenTermForm::Edit(term.id));
    }

    /// Opens the dialog for merging a term.
    pub fn open_merge(self, term: TermListItem) {
        self.errors.clear();
        self.parent.set(String::new());
        self.open.set(OpenTermForm::Merge(term));
    }

    fn fill(self, name: &str, slug: &str, description: &str, parent: Option<i64>, position: i64) {
        self.errors.clear();
        self.name.set(name.to_owned());
        self.slug.set(slug.to_owned());
        self.description.set(description.to_owned());
        self.parent.set(parent.map(|id| id.to_string()).unwrap_or_default());
        self.position.set(position.to_string());
        request_animation_frame(|| browser::focus("term-name"));
    }

    fn fill_appearance(self, appearance: &TermAppearance) {
        self.color.set(appearance.color.map(TermColor::as_str).unwrap_or_default().to_owned());
        self.image.set(appearance.image_src.clone());
        self.has_front_page.set(appearance.has_front_page);
    }

    /// Returns the content of the form.
    pub fn draft(self, kind: TermKind, id: Option<i64>) -> TermDraft {
        TermDraft {
            id,
            kind,
            name: self.name.get_untracked(),
            slug: self.slug.get_untracked(),
            description: self.description.get_untracked(),
            parent: self.parent.get_untracked().parse().ok(),
            position: self.position.get_untracked().trim().parse().unwrap_or_default(),
            appearance: Some(TermAppearance {
                color: TermColor::parse(&self.color.get_untracked()),
                image_src: self.image.get_untracked(),
                has_front_page: self.has_front_page.get_untracked(),
            }),
        }
    }

    /// Closes the open form and restores the focus.
    pub fn close(self, focus: String) {
        self.open.set(OpenTermForm::Nothing);
        request_animation_frame(move || browser::focus(&focus));
    }

    /// Closes the open form after a change, refetches the lists and then sets the focus.
    pub fn finish(self, focus: String) {
        self.open.set(OpenTermForm::Nothing);
        self.focus.set_value(Some(focus));
        self.refetch.run(());
    }

    /// Called when a list was fetched: sets the focus.
    pub fn arrive(self) {
        Effect::new(move || {
            if let Some(id) = self.focus.get_value() {
                request_animation_frame(move || {
                    // The other list may be fetched first; then the element does not exist yet.
                    if browser::find(&id).is_some() {
                        browser::focus(&id);
                        self.focus.try_set_value(None);
                    }
                });
            }
        });
    }
}

/// Returns the `id` of the button that opens the menu of a term.
pub fn button_id(id: i64) -> String {
    format!("term-{id}-actions")
}

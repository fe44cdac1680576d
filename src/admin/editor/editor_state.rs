use leptos::prelude::*;

use super::local_drafts::LocalDrafts;
use super::save_queue::SaveQueue;
use crate::admin::error_page::SessionExpiry;
use crate::admin::toast::Toaster;
use crate::i18n::admin::AdminTexts;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::post::{EditorPost, PostDraft, PostKind, PostStatus, SavedPost, SelectOption};
use crate::model::error::Rejection;
use crate::model::user::Role;

/// What stands beside the text, or alone on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorPane {
    Writing,
    Preview,
    Settings,
    History,
}

/// How saving fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing is under way: what is typed is saved, or not yet.
    Resting,
    Saving,
    /// The server cannot be reached; it is tried again.
    Offline,
    /// Nobody is logged in any more; it is tried again.
    Expired,
    /// The server had an error; it is tried again.
    Broken,
    /// The faults have to be mended first.
    Refused,
    /// Somebody else has saved meanwhile.
    Parted,
    /// It will not work, for this reason.
    Stopped(&'static str),
}

/// Whether this device has what the server does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalCopyState {
    Nothing,
    OnDevice,
    /// The device has no room for it.
    NoRoom,
}

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct EditorOptions {
    pub categories: Vec<SelectOption>,
    pub tags: Vec<String>,
    pub authors: Vec<SelectOption>,
    pub parents: Vec<SelectOption>,
    /// What comes before the slug.
    pub address: String,
    /// The time zone of the site, by its IANA name.
    pub zone: String,
    /// Of the one who writes.
    pub role: Role,
}

/// The post on the desk: what is typed, what the server has, and what stands between the two.
#[derive(Clone, Copy)]
pub struct EditorState {
    pub texts: &'static AdminTexts,
    /// The tag of the site's language.
    pub language: &'static str,
    pub kind: PostKind,
    pub user: i64,
    pub options: StoredValue<EditorOptions>,
    pub id: RwSignal<Option<i64>>,
    /// The version that what is typed was made from.
    pub version: RwSignal<i64>,
    /// What is typed. Its `id` and `version` are empty: they are above.
    pub draft: RwSignal<PostDraft>,
    /// The same as the server has it.
    pub stored: RwSignal<PostDraft>,
    pub is_dirty: Memo<bool>,
    pub saved: RwSignal<SavedPost>,
    pub status: Memo<PostStatus>,
    /// `2026-11-23T14:05` in the site's time zone; empty when it has none.
    pub publish_at: RwSignal<String>,
    pub errors: RwSignal<Vec<Rejection>>,
    pub state: RwSignal<SaveState>,
    pub kept: RwSignal<LocalCopyState>,
    /// When it was last saved here because somebody wanted that, in milliseconds since 1970; 0: not yet.
    pub settled: RwSignal<f64>,
    /// What somebody else has saved meanwhile.
    pub conflict: RwSignal<Option<EditorPost>>,
    pub pane: RwSignal<EditorPane>,
    /// Whether the time of publication is being asked for.
    pub scheduling: RwSignal<bool>,
    pub save_queue: StoredValue<SaveQueue>,
    pub toaster: Toaster,
    pub expiry: SessionExpiry,
    /// Gives the page the address of the post that was stored for the first time.
    pub adopt: Callback<i64>,
}

impl EditorState {
    /// Lays a post on the desk.
    pub fn new(
        kind: PostKind,
        editing: EditorPost,
        context: &AdminContext,
        texts: &'static AdminTexts,
        (toaster, expiry): (Toaster, SessionExpiry),
        adopt: Callback<i64>,
    ) -> Self {
        let options = options(&editing, context);
        let draft = RwSignal::new(comparable(&editing.draft));
        let stored = RwSignal::new(comparable(&editing.draft));
        let saved = RwSignal::new(editing.saved);
        EditorState {
            texts,
            language: context.language.tag(),
            kind,
            user: context.user.id,
            options: StoredValue::new(options),
            id: RwSignal::new(editing.draft.id),
            version: RwSignal::new(editing.draft.version),
            draft,
            stored,
            is_dirty: Memo::new(move |_| draft.with(|draft| stored.with(|stored| draft != stored))),
            saved,
            status: Memo::new(move |_| saved.with(|saved| saved.status)),
            publish_at: RwSignal::new(editing.publish_at),
            errors: RwSignal::new(Vec::new()),
            state: RwSignal::new(SaveState::Resting),
            kept: RwSignal::new(LocalCopyState::Nothing),
            settled: RwSignal::new(0.0),
            conflict: RwSignal::new(None),
            pane: RwSignal::new(EditorPane::Writing),
            scheduling: RwSignal::new(false),
            save_queue: StoredValue::new(SaveQueue::default()),
            toaster,
            expiry,
            adopt,
        }
    }

    /// What would be sent now.
    pub fn to_send(self) -> PostDraft {
        let (id, version) = (self.id.get_untracked(), self.version.get_untracked());
        PostDraft { id, version, ..self.draft.get_untracked() }
    }

    /// Lays what the server has on the desk instead of what is there.
    pub fn replace(self, editing: EditorPost) {
        self.id.set(editing.draft.id);
        self.version.set(editing.draft.version);
        self.stored.set(comparable(&editing.draft));
        self.draft.set(comparable(&editing.draft));
        self.saved.set(editing.saved);
        self.publish_at.set(editing.publish_at);
        self.errors.set(Vec::new());
        self.conflict.set(None);
        self.state.set(SaveState::Resting);
    }

    /// Where this device keeps copies of it.
    pub fn local_drafts(self) -> LocalDrafts {
        LocalDrafts { user: self.user, kind: self.kind, post: self.id.get_untracked() }
    }

    /// Changes what is typed into a field, which takes back what was wrong with it.
    pub fn write(self, field: &str, change: impl FnOnce(&mut PostDraft)) {
        self.draft.update(change);
        if self.errors.with_untracked(|errors| errors.iter().any(|field_error| field_error.field == field)) {
            self.errors.update(|errors| errors.retain(|field_error| field_error.field != field));
        }
    }

    /// Nothing is wrong with a field any more.
    pub fn clear_error(self, field: &str) {
        self.errors.update(|errors| errors.retain(|field_error| field_error.field != field));
    }

    /// What is wrong with a field.
    pub fn field_error(self, field: &str) -> Option<String> {
        let field_error = |errors: &Vec<Rejection>| {
            errors.iter().find(|field_error| field_error.field == field).map(|field_error| field_error.text.clone())
        };
        self.errors.with(field_error)
    }
}

/// A draft without what its content does not decide.
pub fn comparable(draft: &PostDraft) -> PostDraft {
    PostDraft { id: None, version: 0, ..draft.clone() }
}

fn options(editing: &EditorPost, context: &AdminContext) -> EditorOptions {
    EditorOptions {
        categories: editing.categories.clone(),
        tags: editing.tags.clone(),
        authors: editing.authors.clone(),
        parents: editing.parents.clone(),
        address: editing.address.clone(),
        zone: context.time_zone.clone(),
        role: context.user.role,
    }
}

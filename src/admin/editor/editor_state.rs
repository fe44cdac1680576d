use leptos::prelude::*;

use super::local_drafts::LocalDrafts;
use super::save_queue::SaveQueue;
use crate::admin::error_page::SessionExpiry;
use crate::admin::form_errors::FormErrors;
use crate::admin::toast::Toaster;
use crate::i18n::admin::AdminTexts;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::post::{EditorPost, PostDraft, PostKind, PostStatus, SaveIntent, SavedPost, SelectOption};
use crate::model::language::Language;
use crate::model::user::Role;

/// The pane beside the text, or the only one on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorPane {
    Writing,
    Preview,
    Settings,
    History,
}

/// State of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// No save is in progress; there may be unsaved changes.
    Resting,
    Saving,
    /// The server is unreachable; the save will be retried.
    Offline,
    /// The session has expired; the save will be retried.
    Expired,
    /// The server had an error; the save will be retried.
    Broken,
    /// Validation errors must be corrected first.
    Refused,
    /// Another user has saved meanwhile.
    Parted,
    /// The save failed permanently for this reason.
    Stopped(&'static str),
}

/// Whether unsaved changes are stored on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalCopyState {
    Nothing,
    OnDevice,
    /// The device's storage is full.
    NoRoom,
}

/// The options of the settings.
#[derive(Clone, Debug)]
pub struct EditorOptions {
    pub categories: Vec<SelectOption>,
    pub tags: Vec<String>,
    pub authors: Vec<SelectOption>,
    pub parents: Vec<SelectOption>,
    /// URL before the slug.
    pub address: String,
    /// IANA name of the site's time zone.
    pub zone: String,
    /// Role of the current user.
    pub role: Role,
}

/// State of the editor: the edited draft, the saved one, and the progress of saving.
#[derive(Clone, Copy)]
pub struct EditorState {
    pub texts: &'static AdminTexts,
    pub language: Language,
    pub kind: PostKind,
    pub user: i64,
    pub options: StoredValue<EditorOptions>,
    pub id: RwSignal<Option<i64>>,
    /// The version that the draft is based on.
    pub version: RwSignal<i64>,
    /// The edited draft. Its `id` and `version` are empty; they are in the fields above.
    pub draft: RwSignal<PostDraft>,
    /// The draft as saved on the server.
    pub stored: RwSignal<PostDraft>,
    pub is_dirty: Memo<bool>,
    pub saved: RwSignal<SavedPost>,
    pub status: Memo<PostStatus>,
    /// `2026-11-23T14:05` in the site's time zone; empty if there is none.
    pub publish_at: RwSignal<String>,
    pub errors: FormErrors,
    pub state: RwSignal<SaveState>,
    pub kept: RwSignal<LocalCopyState>,
    /// Time of the last manual save on this page, in Unix milliseconds; 0 if there was none.
    pub settled: RwSignal<f64>,
    /// The version that another user has saved meanwhile.
    pub conflict: RwSignal<Option<EditorPost>>,
    pub pane: RwSignal<EditorPane>,
    /// Whether the confirmation before publishing is open.
    pub confirming: RwSignal<bool>,
    /// The save that is repeated until the server answers, if readers will see its result.
    pub pending: RwSignal<Option<SaveIntent>>,
    /// Whether the dialog for scheduling is open.
    pub scheduling: RwSignal<bool>,
    pub save_queue: StoredValue<SaveQueue>,
    pub toaster: Toaster,
    pub expiry: SessionExpiry,
    /// Called when a new post was first saved, to update the page's URL.
    pub adopt: Callback<i64>,
}

impl EditorState {
    /// Creates the editor state for a post.
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
            language: context.language,
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
            errors: FormErrors::with_rejections(texts, Vec::new()),
            state: RwSignal::new(SaveState::Resting),
            kept: RwSignal::new(LocalCopyState::Nothing),
            settled: RwSignal::new(0.0),
            conflict: RwSignal::new(None),
            pane: RwSignal::new(EditorPane::Writing),
            confirming: RwSignal::new(false),
            pending: RwSignal::new(None),
            scheduling: RwSignal::new(false),
            save_queue: StoredValue::new(SaveQueue::default()),
            toaster,
            expiry,
            adopt,
        }
    }

    /// Returns the draft to send.
    pub fn to_send(self) -> PostDraft {
        let (id, version) = (self.id.get_untracked(), self.version.get_untracked());
        PostDraft { id, version, ..self.draft.get_untracked() }
    }

    /// Replaces the draft by the version on the server.
    pub fn replace(self, editing: EditorPost) {
        self.id.set(editing.draft.id);
        self.version.set(editing.draft.version);
        self.stored.set(comparable(&editing.draft));
        self.draft.set(comparable(&editing.draft));
        self.saved.set(editing.saved);
        self.publish_at.set(editing.publish_at);
        self.errors.clear();
        self.conflict.set(None);
        self.state.set(SaveState::Resting);
    }

    /// Returns the storage of local copies of this post.
    pub fn local_drafts(self) -> LocalDrafts {
        LocalDrafts { user: self.user, kind: self.kind, post: self.id.get_untracked() }
    }

    /// Changes a field of the draft, and clears its error.
    pub fn write(self, field: &str, change: impl FnOnce(&mut PostDraft)) {
        self.draft.update(change);
        self.errors.clear_field(field);
    }
}

/// Returns the draft without id and version, for comparing contents.
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

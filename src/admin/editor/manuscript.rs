use leptos::prelude::*;

use super::flow::Flow;
use super::keepsake::Shelf;
use crate::admin::failure::Expiry;
use crate::admin::toast::Toaster;
use crate::i18n::admin::AdminTexts;
use crate::model::admin::desk::Desk;
use crate::model::admin::post::{Choice, Draft, Editing, Kind, Saved, Status};
use crate::model::error::Rejection;
use crate::model::user::Role;

/// What stands beside the text, or alone on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
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
pub enum Kept {
    Nothing,
    OnDevice,
    /// The device has no room for it.
    NoRoom,
}

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct Options {
    pub categories: Vec<Choice>,
    pub tags: Vec<String>,
    pub authors: Vec<Choice>,
    pub parents: Vec<Choice>,
    /// What comes before the slug.
    pub address: String,
    /// The time zone of the site, by its IANA name.
    pub zone: String,
    /// Of the one who writes.
    pub role: Role,
}

/// The post on the desk: what is typed, what the server has, and what stands between the two.
#[derive(Clone, Copy)]
pub struct Manuscript {
    pub texts: &'static AdminTexts,
    /// The tag of the site's language.
    pub language: &'static str,
    pub kind: Kind,
    pub user: i64,
    pub options: StoredValue<Options>,
    pub id: RwSignal<Option<i64>>,
    /// The version that what is typed was made from.
    pub version: RwSignal<i64>,
    /// What is typed. Its `id` and `version` are empty: they are above.
    pub draft: RwSignal<Draft>,
    /// The same as the server has it.
    pub stored: RwSignal<Draft>,
    pub is_dirty: Memo<bool>,
    pub saved: RwSignal<Saved>,
    pub status: Memo<Status>,
    /// `2026-11-23T14:05` in the site's time zone; empty when it has none.
    pub publish_at: RwSignal<String>,
    pub faults: RwSignal<Vec<Rejection>>,
    pub state: RwSignal<SaveState>,
    pub kept: RwSignal<Kept>,
    /// When it was last saved here because somebody wanted that, in milliseconds since 1970; 0: not yet.
    pub settled: RwSignal<f64>,
    /// What somebody else has saved meanwhile.
    pub conflict: RwSignal<Option<Editing>>,
    pub pane: RwSignal<Pane>,
    /// Whether the time of publication is being asked for.
    pub scheduling: RwSignal<bool>,
    pub flow: StoredValue<Flow>,
    pub toaster: Toaster,
    pub expiry: Expiry,
    /// Gives the page the address of the post that was stored for the first time.
    pub adopt: Callback<i64>,
}

impl Manuscript {
    /// Lays a post on the desk.
    pub fn new(
        kind: Kind,
        editing: Editing,
        desk: &Desk,
        texts: &'static AdminTexts,
        (toaster, expiry): (Toaster, Expiry),
        adopt: Callback<i64>,
    ) -> Self {
        let options = options(&editing, desk);
        let draft = RwSignal::new(bare(&editing.draft));
        let stored = RwSignal::new(bare(&editing.draft));
        let saved = RwSignal::new(editing.saved);
        Manuscript {
            texts,
            language: desk.language.tag(),
            kind,
            user: desk.user.id,
            options: StoredValue::new(options),
            id: RwSignal::new(editing.draft.id),
            version: RwSignal::new(editing.draft.version),
            draft,
            stored,
            is_dirty: Memo::new(move |_| draft.with(|draft| stored.with(|stored| draft != stored))),
            saved,
            status: Memo::new(move |_| saved.with(|saved| saved.status)),
            publish_at: RwSignal::new(editing.publish_at),
            faults: RwSignal::new(Vec::new()),
            state: RwSignal::new(SaveState::Resting),
            kept: RwSignal::new(Kept::Nothing),
            settled: RwSignal::new(0.0),
            conflict: RwSignal::new(None),
            pane: RwSignal::new(Pane::Writing),
            scheduling: RwSignal::new(false),
            flow: StoredValue::new(Flow::default()),
            toaster,
            expiry,
            adopt,
        }
    }

    /// What would be sent now.
    pub fn to_send(self) -> Draft {
        let (id, version) = (self.id.get_untracked(), self.version.get_untracked());
        Draft { id, version, ..self.draft.get_untracked() }
    }

    /// Lays what the server has on the desk instead of what is there.
    pub fn replace(self, editing: Editing) {
        self.id.set(editing.draft.id);
        self.version.set(editing.draft.version);
        self.stored.set(bare(&editing.draft));
        self.draft.set(bare(&editing.draft));
        self.saved.set(editing.saved);
        self.publish_at.set(editing.publish_at);
        self.faults.set(Vec::new());
        self.conflict.set(None);
        self.state.set(SaveState::Resting);
    }

    /// Where this device keeps copies of it.
    pub fn shelf(self) -> Shelf {
        Shelf { user: self.user, kind: self.kind, post: self.id.get_untracked() }
    }

    /// Changes what is typed into a field, which takes back what was wrong with it.
    pub fn write(self, field: &str, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        if self.faults.with_untracked(|faults| faults.iter().any(|fault| fault.field == field)) {
            self.faults.update(|faults| faults.retain(|fault| fault.field != field));
        }
    }

    /// Nothing is wrong with a field any more.
    pub fn clear_fault(self, field: &str) {
        self.faults.update(|faults| faults.retain(|fault| fault.field != field));
    }

    /// What is wrong with a field.
    pub fn fault(self, field: &str) -> Option<String> {
        let fault =
            |faults: &Vec<Rejection>| faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone());
        self.faults.with(fault)
    }
}

/// A draft without what its content does not decide.
pub fn bare(draft: &Draft) -> Draft {
    Draft { id: None, version: 0, ..draft.clone() }
}

fn options(editing: &Editing, desk: &Desk) -> Options {
    Options {
        categories: editing.categories.clone(),
        tags: editing.tags.clone(),
        authors: editing.authors.clone(),
        parents: editing.parents.clone(),
        address: editing.address.clone(),
        zone: desk.time_zone.clone(),
        role: desk.user.role,
    }
}

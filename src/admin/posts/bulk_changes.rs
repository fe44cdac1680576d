use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::error_page::{SessionExpiry, error_text, use_session_expiry};
use crate::admin::toast::{Toaster, use_toaster};
use crate::api::admin::posts::change_posts;
use crate::i18n::admin::posts::PostsTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::BulkAction;

/// State of the actions on selected posts.
#[derive(Clone, Copy)]
pub struct BulkChanges {
    pub chosen: RwSignal<BTreeSet<i64>>,
    /// Posts to be permanently deleted after the confirmation.
    pub doomed: RwSignal<Vec<i64>>,
    pub asking: RwSignal<bool>,
    pub is_busy: RwSignal<bool>,
    texts: &'static PostsTexts,
    toaster: Toaster,
    expiry: SessionExpiry,
    /// Refetches the list.
    refresh: Callback<()>,
    owner: StoredValue<Option<Owner>>,
}

impl BulkChanges {
    /// Creates the state. Call it during rendering.
    pub fn new(refresh: Callback<()>) -> Self {
        BulkChanges {
            chosen: RwSignal::new(BTreeSet::new()),
            doomed: RwSignal::new(Vec::new()),
            asking: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            texts: &use_admin_texts().posts,
            toaster: use_toaster(),
            expiry: use_session_expiry(),
            refresh,
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Selects or deselects a post.
    pub fn choose(self, id: i64, on: bool) {
        self.chosen.update(|chosen| match on {
            true => {
                chosen.insert(id);
            }
            false => {
                chosen.remove(&id);
            }
        });
    }

    /// Asks for confirmation before posts are permanently deleted.
    pub fn ask_to_delete(self, ids: Vec<i64>) {
        self.doomed.set(ids);
        self.asking.set(true);
    }

    /// Applies an action to posts. Only one action runs at a time.
    pub fn run(self, ids: Vec<i64>, action: BulkAction) {
        if ids.is_empty() || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = change_posts(ids.clone(), action).await;
            self.is_busy.set(false);
            self.expiry.note(&answer);
            match answer {
                Ok(count) => {
                    self.chosen.update(|chosen| chosen.retain(|id| !ids.contains(id)));
                    self.tell(ids, action, count);
                    self.refresh.try_run(());
                }
                Err(error) => self.fail(&error),
            }
        });
    }

    fn tell(self, ids: Vec<i64>, action: BulkAction, count: i64) {
        let texts = self.texts;
        let text = match action {
            BulkAction::Publish => (texts.toast_published)(count),
            BulkAction::Unpublish => (texts.toast_unpublished)(count),
            BulkAction::Trash => (texts.toast_trashed)(count),
            BulkAction::Restore => (texts.toast_restored)(count),
            BulkAction::Delete => (texts.toast_deleted)(count),
            BulkAction::Categorize(_) => (texts.toast_categorized)(count),
        };
        match action {
            BulkAction::Trash if count > 0 => {
                let undo = Callback::new(move |()| self.run(ids.clone(), BulkAction::Restore));
                self.toaster.offer_undo(text, undo);
            }
            _ => self.toaster.tell(text),
        }
    }

    /// Shows an error.
    pub fn fail(self, error: &crate::model::error::Error) {
        let owner = self.owner.try_get_value().flatten();
        let words = owner.map_or_else(String::new, |owner| owner.with(|| error_text(error)));
        self.toaster.fail(words);
    }

    /// Refetches the list.
    pub fn reload(self) {
        self.refresh.try_run(());
    }

    /// Shows a success message.
    pub fn done(self, text: &'static str) {
        self.toaster.tell(text);
    }
}

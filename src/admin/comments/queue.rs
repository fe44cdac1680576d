use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::block_question::BlockQuestion;
use crate::admin::error_page::{SessionExpiry, error_text, use_session_expiry};
use crate::admin::layout::PendingCommentCount;
use crate::admin::toast::{Toaster, use_toaster};
use crate::api::admin::comments::{
    decide_comments, delete_comments, list_comments, list_fresh_comments, read_comment_news,
};
use crate::browser;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::comment::{CommentQueuePage, Decision, ModerationCounts, ModerationStatus, QueuedComment};
use crate::model::error::Error;

/// The open form of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenCommentForm {
    Reply,
    Edit,
}

/// State of the queue of one status.
#[derive(Clone, Copy)]
pub struct CommentQueue {
    pub status: ModerationStatus,
    /// The search text; empty if all comments are shown.
    pub text: StoredValue<String>,
    pub entries: RwSignal<Vec<QueuedComment>>,
    pub counts: RwSignal<ModerationCounts>,
    /// Whether there are older comments.
    pub more: RwSignal<bool>,
    /// Number of new comments that are not shown yet.
    pub fresh: RwSignal<i64>,
    pub chosen: RwSignal<BTreeSet<i64>>,
    /// The comment that keyboard shortcuts apply to.
    pub current: RwSignal<Option<i64>>,
    pub open: RwSignal<Option<(i64, OpenCommentForm)>>,
    /// The question before a block rule is added.
    pub blocking: BlockQuestion,
    pub texts: &'static AdminTexts,
    newest: StoredValue<i64>,
    /// Undoes the last action.
    pub(super) undo: StoredValue<Option<Callback<()>>>,
    waiting: Option<PendingCommentCount>,
    pub(super) toaster: Toaster,
    expiry: SessionExpiry,
    owner: StoredValue<Option<Owner>>,
}

impl CommentQueue {
    /// Creates the state from the server's data.
    pub fn new(status: ModerationStatus, text: String, page: CommentQueuePage) -> CommentQueue {
        let CommentQueuePage { entries, counts, more, newest } = page;
        CommentQueue {
            status,
            text: StoredValue::new(text),
            current: RwSignal::new(entries.first().map(|entry| entry.id)),
            entries: RwSignal::new(entries),
            counts: RwSignal::new(counts),
            more: RwSignal::new(more),
            fresh: RwSignal::new(0),
            chosen: RwSignal::new(BTreeSet::new()),
            open: RwSignal::new(None),
            blocking: BlockQuestion::new(),
            texts: use_admin_texts(),
            newest: StoredValue::new(newest),
            undo: StoredValue::new(None),
            waiting: use_context(),
            toaster: use_toaster(),
            expiry: use_session_expiry(),
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Returns whether the list is filtered by a search text.
    pub fn is_search(self) -> bool {
        self.text.try_with_value(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Returns the decisions that are possible for this status.
    pub fn decisions(self) -> &'static [Decision] {
        match self.status {
            ModerationStatus::Waiting => &[Decision::Approve, Decision::Spam, Decision::Trash],
            ModerationStatus::Published => &[Decision::Spam, Decision::Trash],
            ModerationStatus::Spam => &[Decision::Approve, Decision::Trash],
            ModerationStatus::Trash => &[Decision::Restore, Decision::Spam],
        }
    }

    /// Returns whether comments of this status can be permanently deleted.
    pub fn deletes(self) -> bool {
        matches!(self.status, ModerationStatus::Spam | ModerationStatus::Trash)
    }

    /// Returns whether comments of this status can be replied to.
    pub fn answers(self) -> bool {
        matches!(self.status, ModerationStatus::Waiting | ModerationStatus::Published)
    }

    /// Moderates comments. They leave the list at once, and come back if the request fails.
    pub fn decide(self, ids: Vec<i64>, decision: Decision) {
        if ids.is_empty() || !self.decisions().contains(&decision) {
            return;
        }
        let taken = self.take(&ids);
        spawn_local(async move {
            let answer = decide_comments(ids, decision).await;
            match self.noted(answer) {
                Ok(changed) => {
                    let text = self.texts.comments.decided(decision, changed.former.len());
                    self.offer_undo(text, changed, taken);
                    self.go_on();
                }
                Err(error) => self.put_back(taken, &error),
            }
        });
    }

    /// Permanently deletes comments after a confirmation.
    pub fn delete(self, ids: Vec<i64>) {
        let question = (self.texts.comments.ask_delete)(ids.len());
        if ids.is_empty() || !self.deletes() || !window().confirm_with_message(&question).unwrap_or(false) {
            return;
        }
        let taken = self.take(&ids);
        spawn_local(async move {
            let answer = delete_comments(ids).await;
            match self.noted(answer) {
                Ok(counts) => {
                    self.count(counts);
                    self.toaster.tell((self.texts.comments.deleted)(taken.len()));
                    self.go_on();
                }
                Err(error) => self.put_back(taken, &error),
            }
        });
    }

    /// Checks for new comments.
    pub fn look(self) {
        let Some(newest) = self.newest.try_get_value() else { return };
        spawn_local(async move {
            // Errors are ignored, since the next poll may succeed.
            if let Ok(news) = self.noted(read_comment_news(self.status, newest).await) {
                // During a search, the count may include comments that do not match.
                if !self.is_search() {
                    self.fresh.try_set(news.fresh);
                }
                self.count(news.counts);
            }
        });
    }

    /// Shows the new comments.
    pub fn show_fresh(self) {
        let Some(newest) = self.newest.try_get_value() else { return };
        spawn_local(async move {
            match self.noted(list_fresh_comments(self.status, newest).await) {
                Ok(page) => {
                    self.newest.try_set_value(page.newest);
                    self.fresh.try_set(0);
                    self.count(page.counts);
                    let first = page.entries.first().map(|entry| entry.id);
                    self.insert(page.entries);
                    first.into_iter().for_each(|id| self.show(id));
                }
                Err(error) => self.fail(&error),
            }
        });
    }

    /// Loads older comments. The first of them becomes the current one if the last one was, or none.
    pub fn load_more(self) {
        let Some(last) = self.entries.try_with_untracked(|entries| entries.last().map(|entry| (entry.id, entry.place)))
        else {
            return;
        };
        let goes_on = self.current.try_get_untracked().flatten() == last.map(|(id, _)| id);
        let last = last.map(|(_, place)| place);
        let text = self.text.try_get_value().unwrap_or_default();
        spawn_local(async move {
            match self.noted(list_comments(self.status, text, last).await) {
                Ok(page) => {
                    self.more.try_set(page.more);
                    self.count(page.counts);
                    let first = page.entries.first().map(|entry| entry.id).filter(|_| goes_on);
                    self.insert(page.entries);
                    first.into_iter().for_each(|id| self.show(id));
                }
                Err(error) => self.fail(&error),
            }
        });
    }

    /// Inserts comments in order, and replaces those that are listed already.
    pub fn insert(self, arrived: Vec<QueuedComment>) {
        self.entries.try_update(|entries| {
            entries.retain(|entry| arrived.iter().all(|other| other.id != entry.id));
            entries.extend(arrived.into_iter().filter(|entry| entry.status == self.status));
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.place));
        });
    }

    /// Removes comments from the list. The next remaining comment becomes the current one.
    pub fn take(self, ids: &[i64]) -> Vec<QueuedComment> {
        let next = self.entries.with_untracked(|entries| {
            let stays = |entry: &&QueuedComment| !ids.contains(&entry.id);
            let last = entries.iter().rposition(|entry| ids.contains(&entry.id)).unwrap_or_default();
            let after = entries.iter().skip(last).find(stays).or_else(|| entries.iter().rev().find(stays));
            after.map(|entry| entry.id)
        });
        let mut taken = Vec::new();
        self.entries.update(|entries| {
            taken = entries.extract_if(.., |entry| ids.contains(&entry.id)).collect();
        });
        self.chosen.update(|chosen| chosen.retain(|id| !ids.contains(id)));
        if self.open.get_untracked().is_some_and(|(id, _)| ids.contains(&id)) {
            self.open.set(None);
        }
        self.current.set(next);
        next.into_iter().for_each(|id| self.show(id));
        taken
    }

    /// Makes a comment the current one, focuses it and scrolls it into view.
    pub fn show(self, id: i64) {
        if self.current.try_set(Some(id)).is_some() {
            return;
        }
        // After it is rendered.
        request_animation_frame(move || {
            let id = format!("comment-{id}");
            browser::focus(&id);
            browser::reveal(&id);
        });
    }

    /// Shows an error.
    pub fn fail(self, error: &Error) {
        let owner = self.owner.try_get_value().flatten();
        let text = owner.map_or_else(|| error_text(error), |owner| owner.with(|| error_text(error)));
        self.toaster.fail(text);
    }

    /// Updates the counts here and in the navigation.
    pub fn count(self, counts: ModerationCounts) {
        self.counts.try_set(counts);
        if let Some(PendingCommentCount(waiting)) = self.waiting {
            waiting.try_set(counts.waiting);
        }
    }

    /// Checks a response for an expired session.
    pub fn noted<T>(self, answer: Result<T, Error>) -> Result<T, Error> {
        self.expiry.note(&answer);
        answer
    }

    /// Shows a success message.
    pub fn tell(self, text: impl Into<String>) {
        self.toaster.tell(text);
    }

    fn put_back(self, taken: Vec<QueuedComment>, error: &Error) {
        let first = taken.first().map(|entry| entry.id);
        self.insert(taken);
        first.into_iter().for_each(|id| self.show(id));
        self.fail(error);
    }

    /// Loads older comments when the list is empty.
    fn go_on(self) {
        let is_done = self.entries.try_with_untracked(Vec::is_empty).unwrap_or_default();
        if is_done && self.more.try_get_untracked() == Some(true) {
            self.load_more();
        }
    }
}

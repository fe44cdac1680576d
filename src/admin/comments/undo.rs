//! Undo of moderation actions, by button or key.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::CommentQueue;
use crate::api::admin::comments::undo_decision;
use crate::model::admin::comment::{ModerationResult, PreviousModeration, QueuedComment};

impl CommentQueue {
    /// Shows the result of a decision with an undo button. `taken` are the comments that left the list.
    pub fn offer_undo(self, text: String, changed: ModerationResult, taken: Vec<QueuedComment>) {
        let ModerationResult { former, counts, .. } = changed;
        self.count(counts);
        self.offer(text, Callback::new(move |()| self.restore(former.clone(), taken.clone())));
    }

    /// Shows a message with an undo button. The undo key applies to the latest such action.
    pub fn offer(self, text: String, undo: Callback<()>) {
        self.undo.try_set_value(Some(undo));
        self.toaster.offer_undo(text, undo);
    }

    /// Undoes the last action.
    pub fn undo(self) {
        match self.undo.try_update_value(Option::take).flatten() {
            Some(undo) => undo.run(()),
            None => self.tell(self.texts.comments.nothing_to_undo),
        }
    }

    /// Restores the previous state of comments.
    fn restore(self, former: Vec<PreviousModeration>, taken: Vec<QueuedComment>) {
        // Else the undo key would repeat what the button has done.
        self.undo.try_set_value(None);
        spawn_local(async move {
            match self.noted(undo_decision(former.clone()).await) {
                Ok(counts) => {
                    self.count(counts);
                    let first = taken.first().map(|entry| entry.id);
                    self.insert(taken);
                    self.tell(self.texts.comments.undone);
                    first.into_iter().for_each(|id| self.show(id));
                }
                Err(error) => {
                    // Undo can be retried.
                    let undo = Callback::new(move |()| self.restore(former.clone(), taken.clone()));
                    self.undo.try_set_value(Some(undo));
                    self.fail(&error);
                }
            }
        });
    }
}

//! Taking back what was done, by button or by key.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::CommentQueue;
use crate::api::admin::comments::undo_decision;
use crate::model::admin::comment::{ModerationResult, PreviousModeration, QueuedComment};

impl CommentQueue {
    /// Says what was decided, and offers to take it back; `taken` are the comments that left the list with it.
    pub fn offer_undo(self, text: String, changed: ModerationResult, taken: Vec<QueuedComment>) {
        let ModerationResult { former, counts, .. } = changed;
        self.count(counts);
        self.offer(text, Callback::new(move |()| self.restore(former.clone(), taken.clone())));
    }

    /// Says that something was done, and offers to take it back: by button, or by key as long as it was the last.
    pub fn offer(self, text: String, undo: Callback<()>) {
        self.undo.try_set_value(Some(undo));
        self.toaster.offer_undo(text, undo);
    }

    /// Takes back what was done last.
    pub fn undo(self) {
        match self.undo.try_update_value(Option::take).flatten() {
            Some(undo) => undo.run(()),
            None => self.tell(self.texts.comments.nothing_to_undo),
        }
    }

    /// Gives comments back what they were.
    fn restore(self, former: Vec<PreviousModeration>, taken: Vec<QueuedComment>) {
        // The button does what the key would do once more.
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
                    // It can be tried again.
                    let undo = Callback::new(move |()| self.restore(former.clone(), taken.clone()));
                    self.undo.try_set_value(Some(undo));
                    self.fail(&error);
                }
            }
        });
    }
}

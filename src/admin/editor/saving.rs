use leptos::prelude::*;
use leptos::task::spawn_local;

use super::flow::Flow;
use super::keepsake;
use super::manuscript::{Manuscript, SaveState, bare};
use super::pace::{Reaction, react, retry_in};
use crate::api::admin::posts::{read_post, save_post};
use crate::browser;
use crate::model::admin::post::{Draft, Editing, Intent, Saved, Status};
use crate::model::error::Error;

impl Manuscript {
    /// Saves what is typed. One save is in flight at a time: the next one waits for it.
    pub fn save(self, intent: Intent) {
        if self.conflict.try_with_untracked(Option::is_none) != Some(true) {
            return;
        }
        let may_go = self.flow.try_update_value(|flow| {
            flow.cancel_save();
            if flow.in_flight && intent != Intent::Autosave {
                flow.wish = Some(intent.clone());
            }
            !std::mem::replace(&mut flow.in_flight, true)
        });
        if may_go != Some(true) {
            return;
        }
        // Whatever becomes of it: the device has it.
        self.keep_now();
        let (draft, copy) = (self.to_send(), self.copy_name());
        self.state.set(SaveState::Saving);
        spawn_local(async move {
            let answer = save_post(draft.clone(), intent.clone()).await;
            if answer.is_ok() {
                keepsake::forget_stored(&copy, &draft);
            }
            // Nobody may be at the desk any more.
            if self.flow.try_update_value(|flow| flow.in_flight = false).is_none() {
                return;
            }
            self.expiry.note(&answer);
            match answer {
                Ok(saved) => {
                    self.tell(&intent, &saved);
                    self.accept(&draft, saved, &intent);
                }
                Err(error) => self.refuse(error, draft, intent),
            }
        });
    }

    /// The server has what was sent.
    fn accept(self, sent: &Draft, saved: Saved, intent: &Intent) {
        self.state.set(SaveState::Resting);
        self.faults.set(Vec::new());
        self.version.set(saved.version);
        let mut stored = bare(sent);
        // What was asked for may have been taken; and a slug that readers know no longer follows the title.
        if !sent.slug.is_empty() || saved.status != Status::Draft {
            stored.slug.clone_from(&saved.slug);
            if self.draft.with_untracked(|draft| draft.slug == sent.slug && draft.slug != saved.slug) {
                self.draft.update(|draft| draft.slug.clone_from(&saved.slug));
            }
        }
        self.stored.set(stored);
        self.publish_at.set(saved.published.as_ref().map(|at| at.iso.chars().take(16).collect()).unwrap_or_default());
        let id = saved.id;
        self.saved.set(saved);
        if self.id.get_untracked() != Some(id) {
            // The copy goes on under the name of the post.
            keepsake::forget(&self.copy_name());
            self.id.set(Some(id));
            self.adopt.run(id);
        }
        self.flow.update_value(Flow::settle);
        if *intent != Intent::Autosave {
            self.settled.set(browser::now());
        }
        self.keep_now();
        match self.flow.try_update_value(|flow| flow.wish.take()).flatten() {
            Some(wish) => self.save(wish),
            // Typed while it was under way.
            None if self.is_dirty.get_untracked() => self.resume(),
            None => {}
        }
    }

    fn refuse(self, error: Error, sent: Draft, intent: Intent) {
        match react(&error) {
            Reaction::Retry => {
                self.state.set(match error {
                    Error::Unauthorized => SaveState::Expired,
                    Error::Offline => SaveState::Offline,
                    _ => SaveState::Broken,
                });
                let attempts = self.flow.try_update_value(|flow| {
                    flow.wish.get_or_insert(intent);
                    flow.attempts += 1;
                    flow.attempts
                });
                self.plan_retry(retry_in(attempts.unwrap_or(1)));
            }
            Reaction::Compare => self.compare(sent, intent),
            Reaction::Mend => {
                self.state.set(SaveState::Refused);
                if let Error::Rejected(faults) = error {
                    self.show_faults(faults, intent != Intent::Autosave);
                }
            }
            Reaction::Stop => {
                let texts = &self.texts.desk;
                self.state.set(SaveState::Stopped(match error {
                    Error::NotFound => texts.not_found,
                    Error::Forbidden => texts.forbidden,
                    _ => texts.broken,
                }));
            }
        }
    }

    /// Looks at what somebody else has saved. It may be what was sent from here, when the answer to it got lost.
    fn compare(self, sent: Draft, intent: Intent) {
        let Some(id) = sent.id else { return };
        let kind = self.kind;
        spawn_local(async move {
            let theirs = read_post(kind, Some(id)).await;
            if self.draft.try_with_untracked(|_| ()).is_none() {
                return;
            }
            match theirs {
                Ok(theirs) if is_ours(&sent, &theirs) => {
                    self.version.set(theirs.draft.version);
                    match intent {
                        Intent::Keep | Intent::Autosave => self.accept(&sent, theirs.saved, &intent),
                        intent => self.save(intent),
                    }
                }
                Ok(theirs) => {
                    self.state.set(SaveState::Parted);
                    self.flow.update_value(|flow| flow.wish = Some(intent));
                    self.conflict.set(Some(theirs));
                }
                Err(Error::Conflict) => self.state.set(SaveState::Stopped(self.texts.desk.conflict)),
                Err(error) => self.refuse(error, sent, intent),
            }
        });
    }

    /// Saves over what somebody else has saved, knowingly.
    pub fn keep_mine(self) {
        let Some(theirs) = self.conflict.get_untracked() else { return };
        self.version.set(theirs.draft.version);
        self.stored.set(bare(&theirs.draft));
        self.saved.set(theirs.saved);
        self.conflict.set(None);
        let wish = self.flow.try_update_value(|flow| flow.wish.take()).flatten();
        self.save(wish.filter(|wish| *wish != Intent::Autosave).unwrap_or(Intent::Keep));
    }

    /// Goes on from what somebody else has saved. What is typed stays on the device.
    pub fn take_theirs(self) {
        let Some(theirs) = self.conflict.get_untracked() else { return };
        self.set_aside();
        self.flow.update_value(|flow| flow.wish = None);
        self.replace(theirs);
        self.keep_now();
    }

    fn tell(self, intent: &Intent, saved: &Saved) {
        let texts = &self.texts.editor;
        let at = saved.published.as_ref().map(|at| at.text.as_str()).unwrap_or_default();
        match (intent, saved.status) {
            (Intent::Autosave, _) => {}
            (Intent::Keep, Status::Published) => self.toaster.tell(texts.told_updated),
            (Intent::Keep, _) => {}
            (Intent::Publish | Intent::PublishAt(_), Status::Scheduled) => {
                self.toaster.tell((texts.told_scheduled)(at))
            }
            (Intent::Publish | Intent::PublishAt(_), _) => self.toaster.tell(texts.told_published),
            (Intent::Private, _) => self.toaster.tell(texts.told_private),
            (Intent::Draft, _) => self.toaster.tell(texts.told_draft),
        }
    }
}

/// Whether what the server has is what was sent. It fills in what was left to it.
fn is_ours(sent: &Draft, theirs: &Editing) -> bool {
    let theirs = &theirs.draft;
    let mut sent = bare(sent);
    if sent.slug.is_empty() {
        sent.slug.clone_from(&theirs.slug);
    }
    sent.author = sent.author.or(theirs.author);
    sent == bare(theirs)
}

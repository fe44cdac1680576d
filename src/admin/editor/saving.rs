use leptos::prelude::*;
use leptos::task::spawn_local;

use super::autosave::{ErrorReaction, react, retry_delay};
use super::editor_state::{EditorState, SaveState, comparable};
use super::local_drafts;
use super::save_queue::SaveQueue;
use crate::admin::error_page::error_text_in;
use crate::api::admin::posts::{change_posts, read_post, save_post};
use crate::browser::{self, visual_editor};
use crate::model::admin::post::{BulkAction, EditorPost, PostDraft, PostStatus, SaveIntent, SavedPost};
use crate::model::error::Error;

impl EditorState {
    /// Saves the draft. Only one save is in flight at a time; the next one waits for it.
    pub fn save(self, intent: SaveIntent) {
        if self.conflict.try_with_untracked(Option::is_none) != Some(true) {
            return;
        }
        visual_editor::report_changes();
        let may_go = self.save_queue.try_update_value(|save_queue| {
            save_queue.cancel_save();
            if save_queue.in_flight && intent != SaveIntent::Autosave {
                save_queue.wish = Some(intent.clone());
            }
            !std::mem::replace(&mut save_queue.in_flight, true)
        });
        if may_go != Some(true) {
            return;
        }
        // A local copy protects the draft in case the save fails.
        self.keep_now();
        let (draft, copy) = (self.to_send(), self.copy_name());
        self.state.set(SaveState::Saving);
        spawn_local(async move {
            let answer = save_post(draft.clone(), intent.clone()).await;
            if answer.is_ok() {
                local_drafts::remove_stored(&copy, &draft);
            }
            // The editor may have been closed meanwhile.
            if self.save_queue.try_update_value(|save_queue| save_queue.in_flight = false).is_none() {
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

    /// Handles a successful save.
    fn accept(self, sent: &PostDraft, saved: SavedPost, intent: &SaveIntent) {
        self.state.set(SaveState::Resting);
        self.pending.set(None);
        self.errors.clear();
        self.version.set(saved.version);
        let mut stored = comparable(sent);
        // The requested slug may have been in use, so the server has chosen another. The slug of a published post no
        // longer follows the title.
        if !sent.slug.is_empty() || saved.status != PostStatus::Draft {
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
            // The local copy continues under the new post's id.
            local_drafts::remove(&self.copy_name());
            self.id.set(Some(id));
            self.adopt.run(id);
        }
        self.save_queue.update_value(SaveQueue::settle);
        if *intent != SaveIntent::Autosave {
            self.settled.set(browser::now());
        }
        self.keep_now();
        match self.save_queue.try_update_value(|save_queue| save_queue.wish.take()).flatten() {
            Some(wish) => self.save(wish),
            // The draft was changed during the save.
            None if self.is_dirty.get_untracked() => self.resume(),
            None => {}
        }
    }

    fn refuse(self, error: Error, sent: PostDraft, intent: SaveIntent) {
        self.pending.set(None);
        match react(&error) {
            ErrorReaction::Retry => {
                self.state.set(match error {
                    Error::Unauthorized => SaveState::Expired,
                    Error::Offline => SaveState::Offline,
                    _ => SaveState::Broken,
                });
                let queued = self.save_queue.try_update_value(|save_queue| {
                    let wish = stronger(save_queue.wish.take(), intent);
                    save_queue.wish = Some(wish.clone());
                    save_queue.attempts += 1;
                    (wish, save_queue.attempts)
                });
                let (wish, attempts) = queued.unwrap_or((SaveIntent::Autosave, 1));
                self.pending.set(Some(wish).filter(|wish| is_public(wish, self.status.get_untracked())));
                self.plan_retry(retry_delay(attempts));
            }
            ErrorReaction::Compare => self.compare(sent, intent),
            ErrorReaction::Mend => {
                self.state.set(SaveState::Refused);
                if let Error::Rejected(errors) = error {
                    self.show_errors(errors, intent != SaveIntent::Autosave);
                }
            }
            ErrorReaction::Stop => {
                let texts = &self.texts.layout;
                self.state.set(SaveState::Stopped(match error {
                    Error::NotFound => texts.not_found,
                    Error::Forbidden => texts.forbidden,
                    _ => texts.broken,
                }));
            }
        }
    }

    /// Fetches the version that was saved meanwhile. It may be this editor's own save, whose response was lost.
    fn compare(self, sent: PostDraft, intent: SaveIntent) {
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
                        SaveIntent::Keep | SaveIntent::Autosave => self.accept(&sent, theirs.saved, &intent),
                        intent => self.save(intent),
                    }
                }
                Ok(theirs) => {
                    self.state.set(SaveState::Parted);
                    self.save_queue.update_value(|save_queue| save_queue.wish = Some(intent));
                    self.conflict.set(Some(theirs));
                }
                Err(Error::Conflict) => self.state.set(SaveState::Stopped(self.texts.layout.conflict)),
                Err(error) => self.refuse(error, sent, intent),
            }
        });
    }

    /// Calls off a publication or update that waits for the server. A draft is still autosaved.
    pub fn call_off(self) {
        self.pending.set(None);
        let is_draft = self.status.get_untracked() == PostStatus::Draft;
        self.save_queue.update_value(|save_queue| {
            save_queue.cancel_save();
            save_queue.wish = is_draft.then_some(SaveIntent::Autosave);
        });
        match is_draft {
            true => self.plan_retry(retry_delay(1)),
            false => self.state.set(SaveState::Resting),
        }
    }

    /// Overwrites the version of another user.
    pub fn keep_mine(self) {
        let Some(theirs) = self.conflict.get_untracked() else { return };
        self.version.set(theirs.draft.version);
        self.stored.set(comparable(&theirs.draft));
        self.saved.set(theirs.saved);
        self.conflict.set(None);
        let wish = self.save_queue.try_update_value(|save_queue| save_queue.wish.take()).flatten();
        self.save(wish.filter(|wish| *wish != SaveIntent::Autosave).unwrap_or(SaveIntent::Keep));
    }

    /// Continues with the version of another user. The unsaved draft is stored on the device.
    pub fn take_theirs(self) {
        let Some(theirs) = self.conflict.get_untracked() else { return };
        self.set_aside();
        self.save_queue.update_value(|save_queue| save_queue.wish = None);
        self.replace(theirs);
        self.keep_now();
    }

    fn tell(self, intent: &SaveIntent, saved: &SavedPost) {
        let texts = &self.texts.editor;
        let at = saved.published.as_ref().map(|at| at.text.as_str()).unwrap_or_default();
        match (intent, saved.status) {
            (SaveIntent::Autosave, _) => {}
            (SaveIntent::Keep, PostStatus::Published) => self.toaster.tell(texts.toast_updated),
            (SaveIntent::Keep, _) => {}
            (SaveIntent::Publish | SaveIntent::PublishAt(_), PostStatus::Scheduled) => {
                self.tell_published((texts.toast_scheduled)(at), saved.id);
            }
            (SaveIntent::Publish | SaveIntent::PublishAt(_), _) => {
                self.tell_published(texts.toast_published.to_owned(), saved.id);
            }
            (SaveIntent::Private, _) => self.toaster.tell(texts.toast_private),
            (SaveIntent::Draft, _) => self.toaster.tell(texts.toast_draft),
        }
    }

    /// Shows that the post was published or scheduled. If it was a draft before, that can be undone, also after the
    /// editor was closed.
    fn tell_published(self, text: String, id: i64) {
        if self.status.get_untracked() != PostStatus::Draft {
            return self.toaster.tell(text);
        }
        let (texts, toaster) = (self.texts, self.toaster);
        let undo = Callback::new(move |()| {
            if self.status.try_get_untracked().is_some() {
                return self.save(SaveIntent::Draft);
            }
            spawn_local(async move {
                match change_posts(vec![id], BulkAction::Unpublish).await {
                    Ok(_) => toaster.tell(texts.editor.toast_draft),
                    Err(error) => toaster.fail(error_text_in(texts, &error)),
                }
            });
        });
        toaster.offer_undo(text, undo);
    }
}

/// Returns what to do when the server is reachable again, after a save has failed: what was asked for last. A save that
/// keeps the status takes the place of an autosave only.
fn stronger(waiting: Option<SaveIntent>, failed: SaveIntent) -> SaveIntent {
    match waiting {
        Some(SaveIntent::Autosave) | None => failed,
        Some(SaveIntent::Keep) if failed != SaveIntent::Autosave => failed,
        Some(waiting) => waiting,
    }
}

/// Returns whether readers see the result of a save of a post with this status.
fn is_public(intent: &SaveIntent, status: PostStatus) -> bool {
    match intent {
        SaveIntent::Publish | SaveIntent::PublishAt(_) | SaveIntent::Private => true,
        SaveIntent::Keep => status == PostStatus::Published,
        SaveIntent::Autosave | SaveIntent::Draft => false,
    }
}

/// Returns whether the saved version equals what was sent. The server fills in slug and author if they were empty.
fn is_ours(sent: &PostDraft, theirs: &EditorPost) -> bool {
    let theirs = &theirs.draft;
    let mut sent = comparable(sent);
    if sent.slug.is_empty() {
        sent.slug.clone_from(&theirs.slug);
    }
    sent.author = sent.author.or(theirs.author);
    sent == comparable(theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_waits_in_place_of_an_autosave() {
        use SaveIntent::{Autosave, Draft, Keep, Publish};
        assert_eq!(stronger(None, Publish), Publish);
        assert_eq!(stronger(Some(Autosave), Publish), Publish);
        assert_eq!(stronger(Some(Publish), Autosave), Publish);
        assert_eq!(stronger(Some(Keep), Publish), Publish, "asked for during a publication that failed");
        assert_eq!(stronger(Some(Publish), Keep), Publish);
        assert_eq!(stronger(Some(Draft), Publish), Draft, "called back before it failed");
    }

    #[test]
    fn what_readers_will_see_is_announced() {
        assert!(is_public(&SaveIntent::Publish, PostStatus::Draft));
        assert!(is_public(&SaveIntent::Keep, PostStatus::Published));
        assert!(!is_public(&SaveIntent::Keep, PostStatus::Scheduled));
        assert!(!is_public(&SaveIntent::Autosave, PostStatus::Draft));
        assert!(!is_public(&SaveIntent::Draft, PostStatus::Published));
    }
}

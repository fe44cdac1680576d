//! Unsaved changes: local copies and the scheduling of autosaves.

use leptos::prelude::*;

use super::autosave::autosave_delay;
use super::editor_state::{EditorState, LocalCopyState, SaveState};
use super::local_drafts::{self, LocalDraft};
use super::save_queue::SaveQueue;
use crate::browser::{self, visual_editor};
use crate::model::admin::post::{PostStatus, SaveIntent};

/// Delay between the last keystroke and the local copy.
const KEEP_AFTER: std::time::Duration = std::time::Duration::from_millis(500);

impl EditorState {
    /// Stores local copies and plans autosaves when the draft changes. Call it in an effect.
    pub fn watch(self) {
        self.save_queue.update_value(|save_queue| save_queue.sitting = browser::now() as u64);
        Effect::new(move |was_watching: Option<()>| {
            self.draft.track();
            let is_dirty = self.is_dirty.get();
            if was_watching.is_some() {
                self.note_change(is_dirty);
            }
        });
        // A hidden page may never become visible again.
        let hide = window_event_listener_untyped("pagehide", move |_| self.keep_now());
        let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
            self.keep_now();
            let is_unkept = self.is_dirty.try_get_untracked() == Some(true)
                && self.kept.try_get_untracked() != Some(LocalCopyState::OnDevice);
            // Files on their way are in no copy.
            if is_unkept || visual_editor::is_uploading() {
                event.prevent_default();
                event.set_return_value(" ");
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| self.try_again());
        let focus = window_event_listener(leptos::ev::focus, move |_| self.try_again());
        on_cleanup(move || {
            for listener in [hide, unload, online, focus] {
                listener.remove();
            }
            // On navigation within the admin, the local copy stays until the server has saved the draft.
            self.keep_now();
            if self.is_dirty.try_get_untracked() == Some(true) && self.autosaves() {
                self.save(SaveIntent::Autosave);
            }
            self.save_queue.try_update_value(SaveQueue::cancel_save);
        });
    }

    fn note_change(self, is_dirty: bool) {
        let now = browser::now();
        self.save_queue.update_value(|save_queue| {
            if let Some(timer) = save_queue.keep_timer.take() {
                timer.clear();
            }
            save_queue.keep_timer = set_timeout_with_handle(move || self.keep_now(), KEEP_AFTER).ok();
            save_queue.changes = is_dirty.then(|| (save_queue.changes.map_or(now, |(first, _)| first), now));
        });
        if matches!(self.state.get_untracked(), SaveState::Refused | SaveState::Stopped(_)) {
            self.state.set(SaveState::Resting);
        }
        self.plan_autosave();
    }

    /// Plans the next autosave.
    pub fn plan_autosave(self) {
        if !self.autosaves() || self.state.get_untracked() != SaveState::Resting {
            return;
        }
        self.save_queue.update_value(|save_queue| {
            save_queue.cancel_save();
            if let Some((first, last)) = save_queue.changes {
                let wait = autosave_delay(browser::now(), first, last);
                save_queue.save_timer = set_timeout_with_handle(move || self.save(SaveIntent::Autosave), wait).ok();
            }
        });
    }

    /// Plans an autosave for changes made during a save.
    pub fn resume(self) {
        let now = browser::now();
        self.save_queue.update_value(|save_queue| save_queue.changes = Some((now, now)));
        self.plan_autosave();
    }

    /// Plans a retry after a failed save.
    pub fn plan_retry(self, wait: std::time::Duration) {
        self.save_queue.update_value(|save_queue| {
            save_queue.cancel_save();
            save_queue.save_timer = set_timeout_with_handle(move || self.try_again(), wait).ok();
        });
    }

    /// Retries a failed save at once.
    pub fn try_again(self) {
        let waits = [SaveState::Offline, SaveState::Expired, SaveState::Broken];
        if self.state.try_get_untracked().is_some_and(|state| waits.contains(&state)) {
            let wish = self.save_queue.try_update_value(|save_queue| save_queue.wish.take()).flatten();
            self.save(wish.unwrap_or(SaveIntent::Autosave));
        }
    }

    /// Returns whether the post is autosaved. Published content changes only by manual saves.
    pub fn autosaves(self) -> bool {
        let is_draft = self.status.try_get_untracked() == Some(PostStatus::Draft);
        is_draft && self.conflict.try_with_untracked(Option::is_none) == Some(true)
    }

    /// Returns the storage key of this session's local copy.
    pub fn copy_name(self) -> String {
        let sitting = self.save_queue.try_with_value(|save_queue| save_queue.sitting).unwrap_or_default();
        self.local_drafts().name(sitting)
    }

    /// Stores the local copy now, or removes it if there are no unsaved changes.
    pub fn keep_now(self) {
        let Some(is_dirty) = self.is_dirty.try_get_untracked() else { return };
        let name = self.copy_name();
        if !is_dirty {
            local_drafts::remove(&name);
            self.kept.set(LocalCopyState::Nothing);
            return;
        }
        let copy = LocalDraft { draft: self.to_send(), version: self.version.get_untracked(), at: browser::now() };
        self.kept.set(match local_drafts::save(&name, &copy) {
            Ok(()) => LocalCopyState::OnDevice,
            Err(_) => LocalCopyState::NoRoom,
        });
    }

    /// Stores the draft as a separate copy that this session does not overwrite.
    pub fn set_aside(self) {
        let at = browser::now();
        let copy = LocalDraft { draft: self.to_send(), version: self.version.get_untracked(), at };
        let _ = local_drafts::save(&self.local_drafts().name(at as u64), &copy);
    }
}

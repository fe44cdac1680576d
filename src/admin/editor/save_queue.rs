use leptos::prelude::*;

use crate::model::admin::post::SaveIntent;

/// What is under way between the page and the server.
#[derive(Debug, Default)]
pub struct SaveQueue {
    /// Tells this sitting at the desk from others: when it began.
    pub sitting: u64,
    pub in_flight: bool,
    /// What is to be done as soon as nothing is in flight, or the server is back.
    pub wish: Option<SaveIntent>,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When the first and the last change were made that are not saved.
    pub changes: Option<(f64, f64)>,
    pub save_timer: Option<TimeoutHandle>,
    pub keep_timer: Option<TimeoutHandle>,
}

impl SaveQueue {
    /// Lets go of a save that was to come.
    pub fn cancel_save(&mut self) {
        if let Some(timer) = self.save_timer.take() {
            timer.clear();
        }
    }

    /// What is typed is saved.
    pub fn settle(&mut self) {
        self.changes = None;
        self.attempts = 0;
    }
}

use leptos::prelude::*;

use crate::model::admin::post::SaveIntent;

/// State of the saves in progress and planned.
#[derive(Debug, Default)]
pub struct SaveQueue {
    /// Id of this editor session: its start time in Unix milliseconds.
    pub sitting: u64,
    pub in_flight: bool,
    /// The save to start when the current one has finished, or when the server is reachable again.
    pub wish: Option<SaveIntent>,
    /// Number of failed attempts.
    pub attempts: u32,
    /// Times of the first and the last unsaved change.
    pub changes: Option<(f64, f64)>,
    pub save_timer: Option<TimeoutHandle>,
    pub keep_timer: Option<TimeoutHandle>,
}

impl SaveQueue {
    /// Cancels a planned save.
    pub fn cancel_save(&mut self) {
        if let Some(timer) = self.save_timer.take() {
            timer.clear();
        }
    }

    /// Resets the queue after a successful save.
    pub fn settle(&mut self) {
        self.changes = None;
        self.attempts = 0;
    }
}

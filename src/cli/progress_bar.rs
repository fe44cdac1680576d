use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use crate::transfer::ImportProgress;

/// Progress bar of an import; indicatif draws it only on a terminal.
pub struct ImportProgressBar(ProgressBar);

impl ImportProgressBar {
    /// Creates a bar at zero.
    pub fn new() -> ImportProgressBar {
        let bar = ProgressBar::new(0);
        // The template is a constant. If it did not parse, the default style would be used.
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent:>3} % {elapsed} ({eta} left)") {
            bar.set_style(style);
        }
        ImportProgressBar(bar)
    }

    /// Returns the callback with which an import reports its progress.
    pub fn progress(&self) -> ImportProgress {
        let bar = self.0.clone();
        Arc::new(move |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
    }

    /// Removes the bar from the terminal.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}

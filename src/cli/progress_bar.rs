use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use crate::transfer::ImportProgress;

/// A bar for long work; indicatif draws it only when a terminal looks on.
pub struct ImportProgressBar(ProgressBar);

impl ImportProgressBar {
    /// A bar that has not moved yet.
    pub fn new() -> ImportProgressBar {
        let bar = ProgressBar::new(0);
        // The template is a constant: when it did not parse, the default one would do.
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent:>3} % {elapsed} ({eta} left)") {
            bar.set_style(style);
        }
        ImportProgressBar(bar)
    }

    /// What an import calls.
    pub fn progress(&self) -> ImportProgress {
        let bar = self.0.clone();
        Arc::new(move |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}

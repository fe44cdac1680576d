//! The report: on the terminal, as JSON, as Markdown and as a graph.

mod format;
mod graph;
mod machine;
mod markdown;
mod table;

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::error::Result;
use crate::figures::Chapter;
use crate::targets::{Target, judge};

pub use machine::Machine;

/// The results of one run.
#[derive(Serialize)]
pub struct Report {
    pub machine: Machine,
    /// The command that repeats the run.
    pub command: String,
    pub chapters: Vec<Chapter>,
    pub targets: Vec<Target>,
}

impl Report {
    pub fn new(command: String, chapters: Vec<Chapter>) -> Report {
        let targets = judge(&chapters);
        Report { machine: Machine::look(), command, chapters, targets }
    }

    /// Prints the targets. The chapters were printed as they were measured.
    pub fn show_targets(&self) {
        println!("{}", table::targets(&self.targets));
    }

    /// Writes `results.json`.
    pub fn write_json(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        Ok(fs::write(folder.join("results.json"), serde_json::to_string_pretty(self)? + "\n")?)
    }

    /// Writes the graph of growth, and the figures in `RESULTS.md`; the text around them stays.
    pub fn write_markdown(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let file = folder.join("RESULTS.md");
        let known = fs::read_to_string(&file).unwrap_or_default();
        fs::write(&file, markdown::replace(&known, &markdown::write(self)))?;
        if let Some(graph) = graph::draw(&self.chapters) {
            fs::write(folder.join("growth.svg"), graph)?;
        }
        Ok(())
    }
}

/// Prints a chapter on the terminal.
pub fn show(chapter: &Chapter) {
    println!("{}", table::chapter(chapter));
}

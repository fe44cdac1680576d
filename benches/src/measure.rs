//! One file for each chapter of the report.

mod before;
mod cached;
mod discussion;
mod growth;
mod import;
mod mixed;
mod postgres;
mod reader;
mod start;
mod uncached;
mod writes;

use crate::bench::Bench;
use crate::error::Result;
use crate::figures::Chapter;

/// A chapter of the report: its name for `--only`, its title, how it is measured, and the function that measures it.
pub struct Measure {
    pub name: &'static str,
    title: &'static str,
    how: &'static str,
    run: fn(&Bench, &mut Chapter) -> Result<()>,
}

impl Measure {
    /// Runs the measurement. An error is recorded in the chapter, so that the other chapters are still measured.
    pub fn run(&self, bench: &Bench) -> Chapter {
        let mut chapter = Chapter::new(self.title, self.how);
        if let Err(error) = (self.run)(bench, &mut chapter) {
            chapter.missing.push(error.to_string());
        }
        chapter
    }
}

pub const ALL: [Measure; 11] = [
    Measure { name: "cached", title: "From memory", how: cached::HOW, run: cached::measure },
    Measure { name: "uncached", title: "With the page cache off", how: uncached::HOW, run: uncached::measure },
    Measure { name: "writes", title: "Comments written", how: writes::HOW, run: writes::measure },
    Measure { name: "mixed", title: "Reads and writes at once", how: mixed::HOW, run: mixed::measure },
    Measure { name: "start", title: "Start, memory, size", how: start::HOW, run: start::measure },
    Measure { name: "reader", title: "In a reader's browser", how: reader::HOW, run: reader::measure },
    Measure { name: "discussion", title: "A post with 5,000 comments", how: discussion::HOW, run: discussion::measure },
    Measure { name: "growth", title: "Growth", how: growth::HOW, run: growth::measure },
    Measure { name: "import", title: "Import", how: import::HOW, run: import::measure },
    Measure { name: "postgres", title: "On PostgreSQL", how: postgres::HOW, run: postgres::measure },
    Measure { name: "before", title: "SQLite before and after", how: before::HOW, run: before::measure },
];

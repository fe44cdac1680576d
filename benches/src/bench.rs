//! What every measurement needs to know.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Result;
use crate::figures::Chapter;
use crate::network::connection::wait;
use crate::network::load::Tally;
use crate::network::{Kind, Load, Script};
use crate::site::{Process, longan};
use crate::synthetic::{Content, database};

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In some minutes.
    Quick,
    /// Also what takes long: large sites, large imports.
    Full,
}

pub struct Bench {
    pub binary: PathBuf,
    /// An older Longan, to be measured beside it.
    pub before: Option<PathBuf>,
    pub scope: Scope,
    /// Sites are made here.
    pub scratch: tempfile::TempDir,
    pub rounds: usize,
    /// How often a browser does it.
    pub visits: usize,
    /// How long one side of a round takes.
    pub time: Duration,
}

/// Connections of an ordinary load.
pub const CONNECTIONS: usize = 16;
/// Before each round, without being counted.
const WARMING: Duration = Duration::from_millis(150);

impl Bench {
    /// A new folder for a site.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.scratch.path().join(name);
        std::fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// A folder with a made-up site, as this Longan keeps it.
    pub fn site(&self, name: &str, content: Content) -> Result<PathBuf> {
        let folder = self.folder(name)?;
        longan::prepare(&self.binary, &folder)?;
        wait(database::fill(&longan::database(&folder), content))?;
        Ok(folder)
    }

    /// Measures the sides in turn, and in turned order every other round: what changes on the machine meanwhile changes
    /// for all of them.
    pub fn alternate(&self, sides: &[Side]) -> Result<Vec<Series>> {
        let mut series: Vec<Series> = sides.iter().map(|_| Series::default()).collect();
        for round in 0..self.rounds {
            let mut order: Vec<usize> = (0..sides.len()).collect();
            if round % 2 == 1 {
                order.reverse();
            }
            for place in order {
                sides[place].measure(self.time, &mut series[place])?;
            }
        }
        Ok(series)
    }
}

/// One side of a comparison: who is asked what.
pub struct Side<'a> {
    pub address: std::net::SocketAddr,
    pub process: &'a Process,
    pub connections: usize,
    pub script: &'a dyn Fn(usize) -> Box<dyn Script>,
    /// What is counted.
    pub kind: Kind,
}

/// What came of one side, round by round.
#[derive(Default)]
pub struct Series {
    pub per_second: Vec<f64>,
    /// Microseconds of processor time for one answer.
    pub work: Vec<f64>,
    pub tally: Tally,
}

impl Side<'_> {
    /// One round, warmed up.
    pub fn measure(&self, time: Duration, series: &mut Series) -> Result<()> {
        let load = |time| Load { address: self.address, connections: self.connections, time, script: self.script };
        load(WARMING).run()?;
        let before = self.process.work()?;
        let outcome = load(time).run()?;
        let work = self.process.work()? - before;
        let answers = outcome.reads.0.len() + outcome.writes.0.len();
        series.work.push(work * 1e6 / answers as f64);
        series.per_second.push(outcome.tally(self.kind).0.len() as f64 / outcome.seconds);
        series.tally.merge(outcome.tally(self.kind));
        Ok(())
    }
}

impl Series {
    pub fn tell(&self, chapter: &mut Chapter, key: &str, what: &str) {
        chapter.add_load(key, what, &self.per_second, &self.tally, &self.work);
    }
}

/// Bytes of a file.
pub fn size(file: &Path) -> Result<f64> {
    Ok(std::fs::metadata(file)?.len() as f64)
}

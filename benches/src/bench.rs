//! The settings and helpers that all measurements share.

use std::path::{Path, PathBuf};
use std::slice::from_ref;
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
    /// Takes a few minutes.
    Quick,
    /// Adds large sites and large imports, which take long.
    Full,
}

pub struct Bench {
    pub binary: PathBuf,
    /// An older Longan, measured for comparison.
    pub before: Option<PathBuf>,
    pub scope: Scope,
    /// How many posts the large site on PostgreSQL has, and how many are imported there.
    pub posts: usize,
    /// The folder in which sites are created.
    pub scratch: tempfile::TempDir,
    pub rounds: usize,
    /// How many times a browser repeats each measurement.
    pub visits: usize,
    /// The duration of one side of a round.
    pub time: Duration,
}

/// Concurrent connections of an ordinary load.
pub const CONNECTIONS: usize = 16;
/// Warm-up before each round, not counted.
const WARMING: Duration = Duration::from_millis(150);

impl Bench {
    /// Creates a folder for a site.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.scratch.path().join(name);
        std::fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// Creates a folder with a synthetic site in the database format of this Longan.
    pub fn site(&self, name: &str, content: Content) -> Result<PathBuf> {
        self.site_of(&self.binary, name, content)
    }

    /// The same in the format of another Longan.
    pub fn site_of(&self, binary: &Path, name: &str, content: Content) -> Result<PathBuf> {
        let folder = self.folder(name)?;
        longan::prepare(binary, &folder)?;
        wait(database::fill(&longan::database(&folder), content))?;
        Ok(folder)
    }

    /// Measures the sides alternately and reverses the order every other round, so that changes of the machine's load
    /// affect all sides alike.
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

/// One side of a comparison: a server and the requests sent to it.
pub struct Side<'a> {
    pub address: std::net::SocketAddr,
    pub process: &'a Process,
    pub connections: usize,
    pub script: &'a dyn Fn(usize) -> Box<dyn Script>,
    /// Which latencies are counted.
    pub kind: Kind,
}

/// The results of one side, by round.
#[derive(Default)]
pub struct Series {
    pub per_second: Vec<f64>,
    /// Processor time per answer, in microseconds.
    pub work: Vec<f64>,
    pub tally: Tally,
}

impl Side<'_> {
    /// Measures one round after a warm-up.
    pub fn measure(&self, time: Duration, series: &mut Series) -> Result<()> {
        let load = |time| Load {
            addresses: from_ref(&self.address),
            connections: self.connections,
            time,
            script: self.script,
        };
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

/// The size of a file in bytes.
pub fn size(file: &Path) -> Result<f64> {
    Ok(std::fs::metadata(file)?.len() as f64)
}

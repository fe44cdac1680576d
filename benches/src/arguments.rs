use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::bench::{Bench, Scope};
use crate::error::Result;
use crate::measure;

/// Measures Longan and compares it with the limits of the machine.
#[derive(Debug, Parser)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The Longan binary to measure: a release build
    #[arg(long, env = "LONGAN_BINARY", default_value = "target/release/longan")]
    binary: PathBuf,
    /// An older Longan binary, measured for comparison by the chapters uncached and before
    #[arg(long, env = "LONGAN_BEFORE")]
    before: Option<PathBuf>,
    /// Also measures large sites and large imports
    #[arg(long)]
    full: bool,
    /// Only these chapters, by name
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<String>,
    /// How many rounds each side is measured
    #[arg(long)]
    rounds: Option<usize>,
    /// How many posts the large site of the chapter postgres has; 10,000, or 200,000 with --full
    #[arg(long)]
    posts: Option<usize>,
    /// The folder for the results
    #[arg(long, default_value = "bench")]
    pub out: PathBuf,
    /// Also writes RESULTS.md and the graph
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the answers that it reads from standard input (started by the bench itself)
    #[command(hide = true)]
    Limit,
}

impl Arguments {
    /// Checks the arguments and prepares the measurement.
    pub fn bench(&self) -> Result<Bench> {
        if let Some(name) = self.only.iter().find(|name| !measure::ALL.iter().any(|measure| measure.name == *name)) {
            let names = measure::ALL.map(|measure| measure.name).join(", ");
            return Err(format!("there is no chapter {name:?}; there are {names}").into());
        }
        let find = |binary: &PathBuf| {
            let found = std::fs::canonicalize(binary);
            found.map_err(|error| format!("there is no Longan at {}: {error}", binary.display()))
        };
        Ok(Bench {
            binary: find(&self.binary)?,
            before: self.before.as_ref().map(find).transpose()?,
            scope: if self.full { Scope::Full } else { Scope::Quick },
            posts: self.posts.unwrap_or(if self.full { 200_000 } else { 10_000 }),
            scratch: tempfile::Builder::new().prefix("longan-bench-").tempdir()?,
            rounds: self.rounds.unwrap_or(if self.full { 7 } else { 5 }).max(1),
            visits: self.rounds.unwrap_or(if self.full { 9 } else { 3 }).max(1),
            time: Duration::from_millis(if self.full { 1000 } else { 600 }),
        })
    }

    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }

    /// The command that repeats this measurement.
    pub fn again(&self) -> String {
        let mut command = if self.full { "make bench-full" } else { "make bench" }.to_owned();
        if self.before.is_some() {
            command += " LONGAN_BEFORE=…";
        }
        command
    }
}

//! `make bench`: measures Longan and compares it with the limits of the machine. README.md says how to run it;
//! `bench/RESULTS.md` has the results.
//!
//! The load generator is a small client on tokio, with `httparse` for the answers and HdrHistogram for the latencies.
//! It can mix reads and writes, fill in forms and send conditional requests, and uses little of the cores that it
//! shares with the server.

mod arguments;
mod bench;
mod error;
mod figures;
mod measure;
mod network;
mod report;
mod site;
mod synthetic;
mod targets;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use arguments::{Arguments, Command};
use error::Result;
use report::{Report, show};

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    if let Some(Command::Limit) = arguments.command {
        return site::limit::serve();
    }
    let bench = arguments.bench()?;
    let begin = Instant::now();
    let mut chapters = Vec::new();
    for measure in measure::ALL.iter().filter(|measure| arguments.wants(measure.name)) {
        eprintln!("measuring: {}", measure.name);
        let chapter = measure.run(&bench);
        show(&chapter);
        chapters.push(chapter);
    }
    let report = Report::new(arguments.again(), chapters);
    report.show_targets();
    eprintln!("measured in {:.0} s", begin.elapsed().as_secs_f64());
    report.write_json(&arguments.out)?;
    if arguments.write {
        report.write_markdown(&arguments.out)?;
    }
    Ok(())
}

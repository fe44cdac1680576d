//! Load: a fixed number of connections, each sending one request after the other for a fixed time.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use super::Connection;
use crate::error::Result;

/// The client gets as many cores as the server, so that it is never the bottleneck.
const THREADS: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Read,
    Write,
}

/// The next request, and the status that is expected.
pub struct Step<'a> {
    pub kind: Kind,
    pub request: &'a [u8],
    pub expects: u16,
}

/// The sequence of requests of one connection.
pub trait Script: Send {
    fn next(&mut self) -> Step<'_>;
}

/// Repeats one request.
pub struct Same {
    pub request: Vec<u8>,
    pub expects: u16,
}

impl Script for Same {
    fn next(&mut self) -> Step<'_> {
        Step { kind: Kind::Read, request: &self.request, expects: self.expects }
    }
}

/// The server, the number of connections, the duration and the requests of a load.
pub struct Load<'a> {
    /// The servers; connections go to them in turn.
    pub addresses: &'a [SocketAddr],
    pub connections: usize,
    pub time: Duration,
    /// The script of each connection, by its number.
    pub script: &'a dyn Fn(usize) -> Box<dyn Script>,
}

/// The result of a load.
pub struct Outcome {
    pub seconds: f64,
    pub reads: Tally,
    pub writes: Tally,
}

/// Latencies in nanoseconds.
pub struct Tally(pub Histogram<u64>);

impl Default for Tally {
    fn default() -> Tally {
        // Three significant digits, up to a minute. These constants are valid, so this cannot fail.
        #[allow(clippy::unwrap_used)]
        Tally(Histogram::new_with_bounds(1, 60_000_000_000, 3).unwrap())
    }
}

impl Tally {
    pub fn merge(&mut self, other: &Tally) {
        // Both histograms have the same bounds, so this cannot fail.
        let _ = self.0.add(&other.0);
    }

    /// A percentile in milliseconds.
    pub fn milliseconds(&self, percentile: f64) -> f64 {
        self.0.value_at_percentile(percentile) as f64 / 1e6
    }
}

impl Outcome {
    pub fn tally(&self, kind: Kind) -> &Tally {
        match kind {
            Kind::Read => &self.reads,
            Kind::Write => &self.writes,
        }
    }
}

impl Load<'_> {
    /// Runs the load. An answer with an unexpected status is an error, since it would make the figures meaningless.
    pub fn run(&self) -> Result<Outcome> {
        let mut threads = Vec::new();
        for thread in 0..THREADS.min(self.connections) {
            let own = (thread..self.connections).step_by(THREADS);
            let address = |number: usize| self.addresses[number % self.addresses.len()];
            let scripts: Scripts = own.map(|number| (address(number), (self.script)(number))).collect();
            let time = self.time;
            threads.push(std::thread::spawn(move || drive(scripts, time)));
        }
        let mut whole = Outcome { seconds: 0.0, reads: Tally::default(), writes: Tally::default() };
        for thread in threads {
            let part = thread.join().map_err(|_| "a client panicked")??;
            whole.seconds = whole.seconds.max(part.seconds);
            whole.reads.merge(&part.reads);
            whole.writes.merge(&part.writes);
        }
        Ok(whole)
    }
}

/// What each connection asks, and whom.
type Scripts = Vec<(SocketAddr, Box<dyn Script>)>;

fn drive(scripts: Scripts, time: Duration) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async move {
        let mut opened = Vec::new();
        for (address, script) in scripts {
            opened.push((Connection::open(address).await?, script));
        }
        let begin = Instant::now();
        let mut clients = JoinSet::new();
        for (connection, script) in opened {
            clients.spawn(keep_asking(connection, script, begin + time));
        }
        let mut outcome = Outcome { seconds: 0.0, reads: Tally::default(), writes: Tally::default() };
        while let Some(client) = clients.join_next().await {
            let (reads, writes) = client??;
            outcome.reads.merge(&reads);
            outcome.writes.merge(&writes);
        }
        outcome.seconds = begin.elapsed().as_secs_f64();
        Ok(outcome)
    })
}

async fn keep_asking(
    mut connection: Connection,
    mut script: Box<dyn Script>,
    until: Instant,
) -> Result<(Tally, Tally)> {
    let (mut reads, mut writes) = (Tally::default(), Tally::default());
    let mut before = Instant::now();
    while before < until {
        let Step { kind, request, expects } = script.next();
        let answer = connection.ask(request).await?;
        if answer.status != expects {
            let text = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
            return Err(format!("a load got status {} in place of {expects}: {text}", answer.status).into());
        }
        let now = Instant::now();
        let tally = if kind == Kind::Read { &mut reads } else { &mut writes };
        tally.0.saturating_record((now - before).as_nanos() as u64);
        before = now;
    }
    Ok((reads, writes))
}

//! Tests of processor time: ten times the input must not cost much more than ten times the time. Each case is an input
//! on which some parser is known to have been quadratic.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

mod comments;
mod formats;
mod import;
mod markup;
mod search;

/// Length of the shorter input in bytes, unless a case needs more; the longer one is ten times as long.
const SHORT: usize = 2_000;

/// How often both inputs are measured. The minimum of each counts, since other processes use the same machine.
const ROUNDS: usize = 8;

/// Maximum ratio of the two costs. Linear work has 10 to 13.5 on a quiet machine, since larger buffers are newly
/// allocated, and up to 16 on a busy one; quadratic work has 40 and more at these lengths.
const MOST: f64 = 20.0;

/// Lower bound of the shorter input's cost, below which a measurement is mostly noise.
const FLOOR: Duration = Duration::from_micros(100);

/// The failures of a table of cases; all of them are reported together on drop.
#[derive(Default)]
struct Costs {
    faults: Vec<String>,
}

impl Costs {
    /// Measures `work` with inputs of about `short` bytes and of ten times as many, and records a failure if the ratio
    /// is above `MOST`.
    fn check(&mut self, name: &str, short: usize, input: impl Fn(usize) -> String, work: impl Fn(&str)) {
        let (small, large) = (input(short), input(10 * short));
        work(&small);
        let (mut least_small, mut least_large) = (Duration::MAX, Duration::MAX);
        let mut ratio = f64::MAX;
        for _ in 0..ROUNDS {
            least_small = least_small.min(measure(|| work(&small)));
            least_large = least_large.min(measure(|| work(&large)));
            // A cost below the floor cannot be told from the clock's noise.
            ratio = least_large.as_secs_f64() / least_small.as_secs_f64().max(FLOOR.as_secs_f64());
            if ratio <= MOST {
                return;
            }
        }
        self.faults.push(format!("{name}: {ratio:.1} times, {least_small:?} and {least_large:?}"));
    }
}

impl Drop for Costs {
    fn drop(&mut self) {
        assert!(self.faults.is_empty(), "ten times the input costs\n{}", self.faults.join("\n"));
    }
}

/// Returns the processor time that `work` takes on this thread, so that other processes do not count.
fn measure(work: impl FnOnce()) -> Duration {
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default();
    let start = now();
    work();
    now().saturating_sub(start)
}

/// Repeats a piece until the input has at least `bytes` bytes.
fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// Repeats a piece with a running number in place of each `#`.
fn number(piece: &str, bytes: usize) -> String {
    let mut text = String::new();
    for number in 0_usize.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece.replace('#', &number.to_string()));
    }
    text
}

/// Repeats two pieces one after the other, each for half of `bytes`.
fn halves(first: &str, second: &str, bytes: usize) -> String {
    repeat(first, bytes / 2) + &repeat(second, bytes / 2)
}

fn run<T>(work: impl Fn(&str) -> T) -> impl Fn(&str) {
    move |text| drop(black_box(work(text)))
}

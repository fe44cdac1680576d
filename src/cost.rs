//! Tests of what work costs: ten times the input must not cost much more than ten times the processor time. Each case is
//! an input that some parser has been known to take the square of.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

mod comments;
mod import;
mod markup;
mod search;

/// The shorter input's length, in bytes, unless a case needs more; the longer one has ten times as many.
const SHORT: usize = 2_000;

/// How often both are measured before the least of each counts: others use the same machine.
const ROUNDS: usize = 8;

/// Ten times the input may cost so many times as much. Without the square of anything it is 10 to 13.5 on a quiet machine,
/// since larger buffers are new memory, and up to 16 on a busy one; the square is seen as 40 and more at these lengths.
const MOST: f64 = 20.0;

/// The least that is taken for the cost of the shorter input.
const FLOOR: Duration = Duration::from_micros(100);

/// Cases that were measured, and what cost too much: all of a table is told at once.
#[derive(Default)]
struct Costs {
    faults: Vec<String>,
}

impl Costs {
    /// Measures one kind of work with inputs of about `short` bytes and of ten times as many.
    fn check(&mut self, name: &str, short: usize, input: impl Fn(usize) -> String, work: impl Fn(&str)) {
        let (small, large) = (input(short), input(10 * short));
        work(&small);
        let (mut least_small, mut least_large) = (Duration::MAX, Duration::MAX);
        let mut ratio = f64::MAX;
        for _ in 0..ROUNDS {
            least_small = least_small.min(measure(|| work(&small)));
            least_large = least_large.min(measure(|| work(&large)));
            // What costs next to nothing is not told apart from the clock's own noise.
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

/// The processor time of this thread: what else the machine does is not in it.
fn measure(work: impl FnOnce()) -> Duration {
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default();
    let start = now();
    work();
    now().saturating_sub(start)
}

/// An input that repeats a piece.
fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// An input that repeats a piece with a number in place of `#`.
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

/// Several inputs after each other, in equal shares.
fn halves(first: &str, second: &str, bytes: usize) -> String {
    repeat(first, bytes / 2) + &repeat(second, bytes / 2)
}

fn run<T>(work: impl Fn(&str) -> T) -> impl Fn(&str) {
    move |text| drop(black_box(work(text)))
}

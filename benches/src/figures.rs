//! The measured values.

use serde::Serialize;

use crate::network::load::Tally;

/// The number of rounds, their median and their range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
    pub rounds: usize,
}

impl Spread {
    /// The spread of the values; NaN if there are none.
    pub fn of(values: &[f64]) -> Spread {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
        let middle = sorted.len() / 2;
        let median = match sorted.len() % 2 {
            0 if !sorted.is_empty() => f64::midpoint(at(middle - 1), at(middle)),
            _ => at(middle),
        };
        Spread { median, least: at(0), most: at(sorted.len().wrapping_sub(1)), rounds: sorted.len() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    PerSecond,
    Milliseconds,
    Ratio,
    /// Of 1,000 bytes.
    Kilobytes,
    Mebibytes,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Value {
    Load {
        per_second: Spread,
        /// Milliseconds.
        p50: f64,
        p99: f64,
        p99_9: f64,
        /// Processor time of the server per answer, in microseconds.
        work: Spread,
    },
    One {
        unit: Unit,
        #[serde(flatten)]
        spread: Spread,
    },
}

#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub key: String,
    pub what: String,
    #[serde(flatten)]
    pub value: Value,
}

/// The figures of one chapter.
#[derive(Debug, Serialize)]
pub struct Chapter {
    pub title: String,
    /// How the figures were measured.
    pub how: String,
    pub figures: Vec<Figure>,
    /// Why the chapter, or a part of it, could not be measured.
    pub missing: Vec<String>,
}

impl Chapter {
    pub fn new(title: &str, how: &str) -> Chapter {
        Chapter { title: title.to_owned(), how: how.to_owned(), figures: Vec::new(), missing: Vec::new() }
    }

    pub fn add(&mut self, key: &str, what: &str, unit: Unit, values: &[f64]) {
        if values.is_empty() {
            self.missing.push(format!("{what}: nothing came of it"));
            return;
        }
        let value = Value::One { unit, spread: Spread::of(values) };
        self.figures.push(Figure { key: key.to_owned(), what: what.to_owned(), value });
    }

    /// Adds the ratio of two series, computed round by round.
    pub fn add_ratio(&mut self, key: &str, what: &str, these: &[f64], those: &[f64]) {
        let ratios: Vec<f64> = these.iter().zip(those).map(|(this, that)| this / that).collect();
        self.add(key, what, Unit::Ratio, &ratios);
    }

    pub fn add_load(&mut self, key: &str, what: &str, per_second: &[f64], tally: &Tally, work: &[f64]) {
        let value = Value::Load {
            per_second: Spread::of(per_second),
            p50: tally.milliseconds(50.0),
            p99: tally.milliseconds(99.0),
            p99_9: tally.milliseconds(99.9),
            work: Spread::of(work),
        };
        self.figures.push(Figure { key: key.to_owned(), what: what.to_owned(), value });
    }
}

/// The median of the figure with this key; for loads, the rate.
pub fn find(chapters: &[Chapter], key: &str) -> Option<f64> {
    let mut figures = chapters.iter().flat_map(|chapter| &chapter.figures);
    let spread = match figures.find(|figure| figure.key == key)?.value {
        Value::Load { per_second, .. } => per_second,
        Value::One { spread, .. } => spread,
    };
    Some(spread.median)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(Spread::of(&[3.0, 1.0, 2.0]), Spread { median: 2.0, least: 1.0, most: 3.0, rounds: 3 });
        assert_eq!(Spread::of(&[4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert_eq!(Spread::of(&[7.0]), Spread { median: 7.0, least: 7.0, most: 7.0, rounds: 1 });
        assert!(Spread::of(&[]).median.is_nan());
    }

    #[test]
    fn ratios_are_of_the_same_round() {
        let mut chapter = Chapter::new("a", "b");
        chapter.add_ratio("r", "a over b", &[1.0, 4.0, 9.0], &[2.0, 2.0, 3.0]);
        assert_eq!(find(&[chapter], "r"), Some(2.0));
    }

    #[test]
    fn percentiles_are_of_what_was_recorded() {
        let mut tally = Tally::default();
        for milliseconds in 1..=1000 {
            tally.0.saturating_record(milliseconds * 1_000_000);
        }
        for (percentile, wanted) in [(50.0, 500.0), (99.0, 990.0), (99.9, 999.0)] {
            let found = tally.milliseconds(percentile);
            assert!((found / wanted - 1.0).abs() < 0.002, "{percentile}: {found}");
        }
    }
}

//! Performance targets, and whether they are met.

use serde::Serialize;

use crate::figures::{Chapter, Unit, find};

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// A target and its result.
#[derive(Debug, Serialize)]
pub struct Target {
    pub what: &'static str,
    pub bound: Bound,
    pub unit: Unit,
    /// `None`: this run did not measure it.
    pub measured: Option<f64>,
}

impl Target {
    /// Whether it is met, if it was measured.
    pub fn is_met(&self) -> Option<bool> {
        self.measured.map(|measured| match self.bound {
            Bound::AtLeast(least) => measured >= least,
            Bound::AtMost(most) => measured <= most,
        })
    }
}

use Bound::{AtLeast, AtMost};
use Unit::{Kilobytes, Mebibytes, Milliseconds, PerSecond, Ratio};

/// Each target: its description, the keys of its figures, its unit and its bound. Of several keys, the figure furthest
/// from the bound counts; of `a|b`, the first that was measured.
const TARGETS: [(&str, &[&str], Unit, Bound); 42] = [
    ("cached article page, requests/s against the limit", &["cached.article.ratio"], Ratio, AtLeast(0.90)),
    ("304 against the limit's 304", &["cached.304.ratio"], Ratio, AtLeast(0.90)),
    ("article with the cache off against cached", &["uncached.against-cached"], Ratio, AtLeast(0.10)),
    ("article with the cache off against before", &["uncached.against-before"], Ratio, AtLeast(1.5)),
    ("mixed reads and writes, reads/s against reads alone", &["mixed.ratio"], Ratio, AtLeast(0.70)),
    ("mixed reads and writes, p99.9 of reads against reads alone", &["mixed.tail"], Ratio, AtMost(5.0)),
    (
        "comments through HTTP against a bare loop, 32 clients, durability full",
        &["writes.full.32.ratio"],
        Ratio,
        AtLeast(0.7),
    ),
    (
        "comments through HTTP against a bare loop, 32 clients, durability normal",
        &["writes.normal.32.ratio"],
        Ratio,
        AtLeast(0.7),
    ),
    (
        "uncached article, most posts against 20",
        &["growth.article.ratio.200000|growth.article.ratio.10000"],
        Ratio,
        AtMost(1.3),
    ),
    ("uncached home, most posts against 20", &["growth.home.ratio.200000|growth.home.ratio.10000"], Ratio, AtMost(1.3)),
    (
        "uncached category, most posts against 20",
        &["growth.category.ratio.200000|growth.category.ratio.10000"],
        Ratio,
        AtMost(1.3),
    ),
    (
        "searches of all kinds, most posts, p99",
        &["growth.searches.p99.200000|growth.searches.p99.10000"],
        Milliseconds,
        AtMost(50.0),
    ),
    (
        "suggestions of all kinds, most posts, p99",
        &["growth.suggestions.p99.200000|growth.suggestions.p99.10000"],
        Milliseconds,
        AtMost(50.0),
    ),
    ("memory after load, most posts", &["growth.memory.200000|growth.memory.10000"], Mebibytes, AtMost(96.0)),
    ("memory at rest, sample site", &["start.memory"], Mebibytes, AtMost(24.0)),
    ("first answer after start, sample site", &["start.existing"], Milliseconds, AtMost(60.0)),
    (
        "first answer after start, the slowest of the made-up sites",
        &["growth.start.20", "growth.start.10000", "growth.start.200000"],
        Milliseconds,
        AtMost(60.0),
    ),
    ("import, peak of memory above rest", &["import.above.100000|import.above.1000"], Mebibytes, AtMost(64.0)),
    ("import, posts a second", &["import.rate.100000|import.rate.1000"], PerSecond, AtLeast(4000.0)),
    ("client WebAssembly and JavaScript, brotli", &["reader.code"], Kilobytes, AtMost(150.0)),
    ("the same, as far as is aimed for", &["reader.code"], Kilobytes, AtMost(110.0)),
    ("bytes before the article can be read, brotli", &["reader.early"], Kilobytes, AtMost(40.0)),
    ("CSS, brotli", &["reader.style"], Kilobytes, AtMost(10.0)),
    ("fonts", &["reader.fonts"], Kilobytes, AtMost(60.0)),
    ("article over itself without hydration data, compressed", &["reader.twice"], Ratio, AtMost(1.15)),
    ("5,000 comments against 50, first byte", &["discussion.first.ratio"], Ratio, AtMost(3.0)),
    ("5,000 comments against 50, hydration", &["discussion.hydrated.ratio"], Ratio, AtMost(3.0)),
    ("navigation with prefetch, click to new content", &["reader.prefetched"], Milliseconds, AtMost(50.0)),
    (
        "search with 10 hits, most posts against 20 (no target of the issue's)",
        &["growth.search-rare.ratio.200000|growth.search-rare.ratio.10000"],
        Ratio,
        AtMost(1.3),
    ),
    (
        "search for a common word, most posts against 20 (no target of the issue's)",
        &["growth.search-common.ratio.200000|growth.search-common.ratio.10000"],
        Ratio,
        AtMost(1.3),
    ),
    ("PostgreSQL, cached article against SQLite", &["postgres.cached.ratio"], Ratio, AtLeast(0.97)),
    ("PostgreSQL, uncached article against SQLite", &["postgres.uncached.ratio"], Ratio, AtLeast(0.5)),
    (
        "PostgreSQL, comments through one node against pgbench, with and without triggers, 32 clients",
        &["postgres.comments.bare.ratio", "postgres.comments.tables.ratio"],
        Ratio,
        AtLeast(0.7),
    ),
    ("PostgreSQL, comments through three nodes against one", &["postgres.comments.three.ratio"], Ratio, AtLeast(0.9)),
    (
        "PostgreSQL, uncached article, home and category, most posts against 20",
        &[
            "postgres.large.article.ratio.200000|postgres.large.article.ratio.50000|postgres.large.article.ratio.10000",
            "postgres.large.home.ratio.200000|postgres.large.home.ratio.50000|postgres.large.home.ratio.10000",
            "postgres.large.category.ratio.200000|postgres.large.category.ratio.50000|postgres.large.category.ratio.10000",
        ],
        Ratio,
        AtMost(1.5),
    ),
    (
        "PostgreSQL, searches, most posts against 20",
        &[
            "postgres.large.search-rare.ratio.200000|postgres.large.search-rare.ratio.50000|postgres.large.search-rare.ratio.10000",
            "postgres.large.search-common.ratio.200000|postgres.large.search-common.ratio.50000|postgres.large.search-common.ratio.10000",
        ],
        Ratio,
        AtMost(1.5),
    ),
    ("PostgreSQL, import against SQLite", &["postgres.import.ratio"], Ratio, AtLeast(0.5)),
    ("PostgreSQL, import, peak of memory against SQLite", &["postgres.import.memory"], Ratio, AtMost(1.0)),
    ("PostgreSQL, a change shown by another node, median", &["postgres.changes.median"], Milliseconds, AtMost(50.0)),
    ("PostgreSQL, a change shown by another node, p99", &["postgres.changes.p99"], Milliseconds, AtMost(1000.0)),
    (
        "SQLite after against before: cached, uncached, mixed, comments",
        &["before.cached.ratio", "before.uncached.ratio", "before.mixed.ratio", "before.writes.ratio"],
        Ratio,
        AtLeast(0.97),
    ),
    ("SQLite, memory at rest, after − before", &["before.memory.more"], Mebibytes, AtMost(1.0)),
];

/// Compares the figures with all targets.
pub fn judge(chapters: &[Chapter]) -> Vec<Target> {
    TARGETS
        .iter()
        .map(|&(what, keys, unit, bound)| {
            let values = keys.iter().filter_map(|keys| keys.split('|').find_map(|key| find(chapters, key)));
            let measured = match bound {
                AtLeast(_) => values.min_by(f64::total_cmp),
                AtMost(_) => values.max_by(f64::total_cmp),
            };
            Target { what, bound, unit, measured }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_counts_and_the_largest_site_goes_first() {
        let mut chapter = Chapter::new("a", "b");
        chapter.add("growth.start.20", "", Milliseconds, &[10.0]);
        chapter.add("growth.start.10000", "", Milliseconds, &[70.0]);
        chapter.add("growth.home.ratio.10000", "", Ratio, &[1.4]);
        chapter.add("growth.home.ratio.200000", "", Ratio, &[1.2]);
        chapter.add("cached.article.ratio", "", Ratio, &[0.9]);
        let targets = judge(&[chapter]);
        let of = |what: &str| targets.iter().find(|target| target.what.starts_with(what)).unwrap();
        assert_eq!(of("first answer after start, the slowest").measured, Some(70.0));
        assert_eq!(of("first answer after start, the slowest").is_met(), Some(false));
        assert_eq!(of("uncached home").is_met(), Some(true));
        assert_eq!(of("cached article").is_met(), Some(true));
        assert_eq!(of("fonts").is_met(), None);
    }
}

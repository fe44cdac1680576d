//! What is counted while the site is served, for Prometheus to fetch.

use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// What a request asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Kind {
    Page,
    /// A form that was sent without script.
    Form,
    Api,
    Admin,
    Media,
    File,
}

impl Kind {
    /// By its path, and whether it only reads.
    pub fn of(path: &str, reads: bool) -> Kind {
        match path {
            path if path.starts_with("/api/admin/") => Kind::Admin,
            path if path.starts_with("/api/") => Kind::Api,
            path if path == "/admin" || path.starts_with("/admin/") => Kind::Admin,
            path if path.starts_with("/media/") => Kind::Media,
            // Slugs have no dot.
            path if path.starts_with("/pkg/") || path.contains('.') => Kind::File,
            _ if reads => Kind::Page,
            _ => Kind::Form,
        }
    }
}

/// What became of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Outcome {
    Published,
    Waiting,
    Spam,
    /// What was wrong with it was told.
    Refused,
    /// It could not be stored.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    kind: Kind,
    status: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfKind {
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Came {
    outcome: Outcome,
}

/// The counters.
#[derive(Clone, Debug)]
pub struct Metrics {
    requests: Family<Answered, Counter>,
    durations: Family<OfKind, Histogram>,
    comments: Family<Came, Counter>,
}

/// In seconds: from a page out of memory to one that somebody gives up on.
const BUCKETS: [f64; 11] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10.0];

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            comments: Family::default(),
        }
    }
}

impl Metrics {
    /// Counts a request that was answered.
    pub fn count_request(&self, kind: Kind, status: u16, duration: Duration) {
        self.requests.get_or_create(&Answered { kind, status: status.into() }).inc();
        self.durations.get_or_create(&OfKind { kind }).observe(duration.as_secs_f64());
    }

    /// Counts a comment that was sent.
    pub fn count_comment(&self, outcome: Outcome) {
        self.comments.get_or_create(&Came { outcome }).inc();
    }

    /// Names the counters to those who fetch them.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("requests", "Requests that were answered anew, not from memory", self.requests.clone());
        registry.register("request_duration_seconds", "Until the answer began", self.durations.clone());
        registry.register("comments", "Comments that were sent, by what became of them", self.comments.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_of_a_kind() {
        let kinds = [
            ("/", Kind::Page),
            ("/posts/administration", Kind::Page),
            ("/admin", Kind::Admin),
            ("/admin/posts", Kind::Admin),
            ("/api/admin/posts", Kind::Admin),
            ("/api/view", Kind::Api),
            ("/media/1/a.webp", Kind::Media),
            ("/pkg/x/longan.js", Kind::File),
            ("/favicon.svg", Kind::File),
        ];
        for (path, kind) in kinds {
            assert_eq!(Kind::of(path, true), kind, "{path}");
        }
        assert_eq!(Kind::of("/posts/a", false), Kind::Form);
    }
}

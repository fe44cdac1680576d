//! Prometheus metrics of the server.

use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;

/// The kind of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum RequestKind {
    Page,
    /// A form submitted without JavaScript.
    Form,
    Api,
    Admin,
    Media,
    File,
}

impl RequestKind {
    /// Classifies a request by its path and whether its method is safe (GET or HEAD).
    pub fn of(path: &str, reads: bool) -> RequestKind {
        match path {
            path if path.starts_with(paths::ADMIN_API) => RequestKind::Admin,
            path if path.starts_with(paths::API) => RequestKind::Api,
            path if AdminAddress::contains(path) => RequestKind::Admin,
            path if path.starts_with(paths::MEDIA) => RequestKind::Media,
            // Slugs contain no dot.
            path if path.starts_with(paths::CLIENT_FILES) || path.contains('.') => RequestKind::File,
            _ if reads => RequestKind::Page,
            _ => RequestKind::Form,
        }
    }
}

/// The outcome of a submitted comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum CommentResult {
    Published,
    Waiting,
    Spam,
    /// It was not valid, and the errors were reported.
    Refused,
    /// It could not be stored.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    kind: RequestKind,
    status: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DurationLabels {
    kind: RequestKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CommentLabels {
    outcome: CommentResult,
}

/// The counters and histograms.
#[derive(Clone, Debug)]
pub struct Metrics {
    requests: Family<RequestLabels, Counter>,
    durations: Family<DurationLabels, Histogram>,
    comments: Family<CommentLabels, Counter>,
}

/// Histogram bounds in seconds, from a cached page to a request that a user gives up on.
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
    /// Counts an answered request and its duration.
    pub fn count_request(&self, kind: RequestKind, status: u16, duration: Duration) {
        self.requests.get_or_create(&RequestLabels { kind, status: status.into() }).inc();
        self.durations.get_or_create(&DurationLabels { kind }).observe(duration.as_secs_f64());
    }

    /// Counts a submitted comment.
    pub fn count_comment(&self, outcome: CommentResult) {
        self.comments.get_or_create(&CommentLabels { outcome }).inc();
    }

    /// Registers the metrics under their names.
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
    fn requests_are_classified_by_path() {
        let kinds = [
            ("/", RequestKind::Page),
            ("/posts/administration", RequestKind::Page),
            ("/admin", RequestKind::Admin),
            ("/admin/posts", RequestKind::Admin),
            ("/api/admin/posts", RequestKind::Admin),
            ("/api/view", RequestKind::Api),
            ("/media/1/a.webp", RequestKind::Media),
            ("/pkg/x/longan.js", RequestKind::File),
            ("/favicon.svg", RequestKind::File),
        ];
        for (path, kind) in kinds {
            assert_eq!(RequestKind::of(path, true), kind, "{path}");
        }
        assert_eq!(RequestKind::of("/posts/a", false), RequestKind::Form);
    }
}

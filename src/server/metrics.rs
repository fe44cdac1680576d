//! Prometheus metrics, served on a separate address that is not public.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, text};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::Registry;

use crate::clock::now;
use crate::state::AppState;
use crate::storage::Bucket;

/// OpenMetrics 1.0, section "Overall Structure".
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Returns the route `/metrics`.
pub fn router(state: AppState) -> Router {
    let mut registry = Registry::with_prefix("longan");
    state.metrics.register(&mut registry);
    registry.register_collector(Box::new(Gauges(state)));
    let registry = Arc::new(registry);
    Router::new().route("/metrics", get(move || async move { show(&registry) }))
}

fn show(registry: &Registry) -> Response {
    let mut numbers = String::new();
    match text::encode(&mut numbers, registry) {
        Ok(()) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], numbers).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Metrics that are read when they are collected.
#[derive(Debug)]
struct Gauges(AppState);

impl Collector for Gauges {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let Gauges(state) = self;
        let pages = state.pages.counters();
        let connections = state.store.connections();
        let counts = [
            ("page_cache_hits", "Pages answered from memory", pages.hits),
            ("page_cache_misses", "Pages that had to be rendered", pages.misses),
            ("page_cache_fills", "Pages put into memory", pages.fills),
            ("page_cache_voids", "Pages that a write has put out", pages.invalidations),
        ];
        let cache = state.store.files.cache.counts();
        let bucket = state.store.files.bucket().map(Bucket::state);
        let files = [
            ("media_cache_hits", "Files answered from memory", cache.hits),
            ("media_cache_misses", "Files that had to be read", cache.misses),
            ("storage_failures", "Requests to the storage that failed", bucket.map_or(0, |bucket| bucket.failures)),
        ];
        for (name, help, count) in counts.into_iter().chain(files) {
            let counter = ConstCounter::new(count);
            counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)?;
        }
        let mut amounts = vec![
            ("page_cache_pages", "Pages in memory", pages.pages),
            ("page_cache_bytes", "What they take", pages.bytes),
            ("media_cache_files", "Files in memory", cache.files),
            ("media_cache_bytes", "What they take", cache.bytes),
            ("database_readers", "Connections that read", connections.readers.into()),
            ("database_readers_idle", "Those of them that nobody uses", connections.readers_idle),
            ("database_writer_idle", "Connections that could write, and do not", connections.writer_idle),
        ];
        amounts
            .extend(bucket.map(|bucket| {
                ("storage_up", "Whether the last request to the storage succeeded", bucket.is_up.into())
            }));
        amounts.extend(state.certificate.get().map(|certificate| {
            let days = u64::try_from(certificate.days_left(now())).unwrap_or_default();
            ("certificate_days", "Days until the certificate for HTTPS expires", days)
        }));
        match state.store.shared_state() {
            None => {
                let file = state.store.file();
                let log = crate::store::sqlite::database_files::beside(file, "-wal");
                amounts.push(("database_bytes", "Size of the database", size(file)));
                amounts.push(("database_log_bytes", "Size of its write-ahead log", size(&log)));
            }
            Some(shared) => amounts.extend([
                ("database_version", "Newest version whose changes this node knows", shared.version.unsigned_abs()),
                (
                    "database_unheard_milliseconds",
                    "Time since the primary last answered",
                    shared.unheard.as_millis() as u64,
                ),
                ("database_writes_waiting", "Writes that wait for those of other nodes", shared.waiting),
                ("database_lock_milliseconds", "Time that writes have waited in all", shared.waited.as_millis() as u64),
                ("database_replicas", "Replicas that are asked", shared.replicas),
            ]),
        }
        let engine = Family::<Vec<(&str, &str)>, Gauge>::default();
        engine.get_or_create(&vec![("name", state.store.engine().name())]).set(1);
        engine.encode(encoder.encode_descriptor(
            "database_engine",
            "The engine in use",
            None,
            engine.metric_type(),
        )?)?;
        for (name, help, amount) in amounts {
            let gauge = ConstGauge::new(i64::try_from(amount).unwrap_or(i64::MAX));
            gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)?;
        }
        Ok(())
    }
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len())
}

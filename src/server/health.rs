//! Health endpoints for process supervisors and monitoring: `/healthz` (liveness) and `/readyz` (readiness).

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::state::AppState;
use crate::store::health::{Unready, probe};

/// Time-out of the database probe.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a result is cached, so that frequent probes cost little.
const LASTING: Duration = Duration::from_secs(1);

type Readiness = Result<(), Unready>;

/// Returns `/healthz` and `/readyz`. They are neither limited nor logged, because they are called every few seconds.
pub fn routes(state: AppState) -> Router {
    let last: Arc<Mutex<Option<(Instant, Readiness)>>> = Arc::default();
    let ready = move || {
        let (state, last) = (state.clone(), last.clone());
        async move {
            // Concurrent requests wait for the same probe.
            let mut last = last.lock().await;
            let finding = match &*last {
                Some((at, finding)) if at.elapsed() < LASTING => finding.clone(),
                _ => {
                    let finding = ask(&state).await;
                    *last = Some((Instant::now(), finding.clone()));
                    finding
                }
            };
            match finding {
                Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
                Err(unready) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {unready}\n")),
            }
        }
    };
    Router::new().route("/healthz", get(|| async { "alive\n" })).route("/readyz", get(ready))
}

async fn ask(state: &AppState) -> Readiness {
    let finding = timeout(PATIENCE, probe(&state.store)).await;
    let finding = finding.unwrap_or_else(|_| Err(Unready::Slow.or_too_few_connections(&state.store)));
    if let Err(unready) = &finding {
        tracing::warn!("the site is not ready: {unready}");
    }
    finding
}

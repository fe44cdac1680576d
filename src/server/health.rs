//! Whether the program is alive, and whether the site is ready: for whoever starts, stops and watches it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::state::AppState;
use crate::store::health::{Unready, probe};

/// How long the database may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a finding holds: asking often must not cost anybody anything.
const LASTING: Duration = Duration::from_secs(1);

type Readiness = Result<(), Unready>;

/// `/healthz` and `/readyz`, with neither limits nor a log: they are asked every few seconds.
pub fn routes(state: AppState) -> Router {
    let last: Arc<Mutex<Option<(Instant, Readiness)>>> = Arc::default();
    let ready = move || {
        let (state, last) = (state.clone(), last.clone());
        async move {
            // Who comes while the database is asked waits for the answer with whoever asked.
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
    let finding = timeout(PATIENCE, probe(&state.store)).await.unwrap_or(Err(Unready::Slow));
    if let Err(unready) = &finding {
        tracing::warn!("the site is not ready: {unready}");
    }
    finding
}

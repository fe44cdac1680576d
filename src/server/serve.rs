use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout_at};

use super::client_address::Transport;
use super::connections::Connections;
use super::https::{HttpsListenError, HttpsListeners};
use super::metrics;
use crate::commenting;
use crate::https;
use crate::mail;
use crate::media::stored_files;
use crate::model::address::admin::AdminAddress;
use crate::site_management::{not_found_log, post_reads};
use crate::state::AppState;
use crate::store::users;
use crate::store::{OutsideChange, OutsideWatch};
use crate::writing;

/// How long responses in progress may take after a stop signal.
const GRACE: Duration = Duration::from_secs(10);

/// Part of `GRACE` that is reserved for closing the database.
const CLOSING: Duration = Duration::from_secs(1);

/// Files besides connections: the database, the log, uploads.
const OWN_FILES: u64 = 100;

/// Interval for noticing writes of other processes.
const SOON: Duration = Duration::from_secs(1);

/// Why the server could not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot listen on {address}: {error}. Is another program using it? `--addr` chooses another")]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("cannot listen on {address} for metrics: {error}. The setting `server.metrics` chooses another address")]
    ListenForMetrics { address: SocketAddr, error: std::io::Error },
    #[error(transparent)]
    ListenForHttps(#[from] HttpsListenError),
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Watches for writes of other processes, such as the command line, and invalidates the page cache.
async fn watch_other_writers(state: AppState) {
    let mut watch = OutsideWatch::new(&state.store);
    loop {
        match watch.next().await {
            Ok(OutsideChange::Nothing) => {}
            Ok(OutsideChange::Content) => {
                state.schedule.notify_one();
                state.arrivals.notify_one();
            }
            // Errors are logged.
            Ok(OutsideChange::Settings) => drop(state.reload().await),
            Err(error) => {
                tracing::warn!(%error, "the database did not say whether others have written to it");
                sleep(SOON).await;
            }
        }
    }
}

/// Logs the setup link while there is no user.
async fn log_setup_link(state: &AppState, address: SocketAddr) {
    let any = async { users::any(&mut *state.store.read().await?).await };
    if any.await.unwrap_or(true) {
        return;
    }
    let settings = state.settings();
    let origin = match settings.site.address.as_str() {
        "" => format!("http://{address}"),
        origin => origin.to_owned(),
    };
    if let Ok(token) = state.setup.issue() {
        tracing::info!("there is no user yet: make the first one at {origin}{}?token={token}", AdminAddress::Setup);
    }
}

/// Runs the background tasks.
async fn run_background_tasks(state: AppState) {
    // Until this is done, searches miss comments that are old or have just been imported, and the first search for
    // comments waits. Errors are logged.
    let folding = async {
        let _ = commenting::search_text::fold_comments(&state).await;
    };
    let (searching, scheduling) = (writing::search_index::run(state.clone()), writing::schedule::run(state.clone()));
    let retention = commenting::address_retention::run(state.clone());
    let deleting = stored_files::run(state.clone());
    let certificate = https::run(state.store.clone(), state.settings().https.clone(), state.certificate.clone());
    let mailing = mail::sender::run(state.clone());
    let counting = async { tokio::join!(not_found_log::run(state.clone()), post_reads::run(state.clone())) };
    tokio::join!(searching, folding, scheduling, retention, deleting, certificate, mailing, counting);
}

/// Raises the limit of open files, since each connection is one. Warns if the system allows fewer than the settings
/// require.
fn raise_file_limit(connections: u32) {
    let wanted = u64::from(connections) + OWN_FILES;
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if allowed >= wanted => {}
        Ok(allowed) => tracing::warn!(
            "the system allows {allowed} open files, and `server.connections` needs {wanted}: raise the one or lower the other"
        ),
        Err(error) => tracing::warn!(%error, "the system does not say how many files may be open"),
    }
}

/// Serves metrics on their own address.
async fn serve_metrics(state: AppState, address: SocketAddr) -> Result<JoinHandle<()>, ServeError> {
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|error| ServeError::ListenForMetrics { address, error })?;
    tracing::info!("metrics are at http://{}/metrics", listener.local_addr()?);
    Ok(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, metrics::router(state)).await {
            tracing::error!(%error, "metrics are no longer served");
        }
    }))
}

/// Serves until SIGTERM or SIGINT, then finishes the responses in progress.
pub async fn serve(state: AppState) -> Result<(), ServeError> {
    let address = state.settings().server.listen;
    raise_file_limit(state.settings().server.connections.get());
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })?;
    // The system may have chosen the port (`:0`).
    let address = listener.local_addr()?;
    let https = HttpsListeners::open(&state).await?;
    let metrics = match state.settings().server.metrics {
        Some(address) => Some(serve_metrics(state.clone(), address).await?),
        None => None,
    };
    let (store, counting) = (state.store.clone(), state.clone());
    log_setup_link(&state, address).await;
    let watching = tokio::spawn(watch_other_writers(state.clone()));
    let chores = tokio::spawn(run_background_tasks(state.clone()));
    let site = super::router(state.clone());
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tracing::info!("serving on http://{address}");
    let (stop, stopping) = watch::channel(false);
    let connections = Connections::new(&state, stopping);
    let serving = async {
        let plain = connections.serve(listener, None, |peer| site.of(peer, Transport::Plain));
        match https {
            Some(https) => {
                tokio::join!(plain, https.serve(&connections, &site, &state));
            }
            None => plain.await,
        }
    };
    let mut end = None;
    let patience = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        let _ = stop.send(true);
        end = Some(Instant::now() + GRACE);
        sleep(GRACE - CLOSING).await;
    };
    tokio::select! {
        () = serving => {}
        () = patience => tracing::warn!("some answers took too long and were cut off"),
    }
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    watching.abort();
    chores.abort();
    let _ = not_found_log::store(&counting).await;
    let _ = post_reads::store(&counting).await;
    // The whole shutdown stays within `GRACE`.
    let end = end.unwrap_or_else(|| Instant::now() + CLOSING);
    if timeout_at(end, store.close()).await.is_err() {
        tracing::warn!("the database was still in use; nothing that was stored is lost");
    }
    Ok(())
}

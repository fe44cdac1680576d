use std::future::IntoFuture;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::state::State;
use crate::store::change::Change;
use crate::store::users;
use crate::writing;

/// How long answers under way may take once the process is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// How soon writes of other programs are noticed.
const SOON: Duration = Duration::from_secs(1);

/// Why the server could not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot listen on {address}: {error}. Is another program using it? `--addr` chooses another")]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Other programs, such as the command line, write to the same file: their writes are noticed soon.
async fn watch_others(state: State) {
    let mut known = None;
    loop {
        match state.store.version().await {
            Ok(version) if known.replace(version).is_some_and(|before| before != version) => {
                state.pages.void(&[Change::Everything]);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the database did not say whether others have written to it"),
        }
        sleep(SOON).await;
    }
}

/// While there is no user, the log has the way in.
async fn invite(state: &State, address: SocketAddr) {
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
        tracing::info!("there is no user yet: make the first one at {origin}/admin/setup?token={token}");
    }
}

/// What goes on beside answering.
async fn run_chores(state: State) {
    // Until all are folded, searches miss old titles. What goes wrong is in the log.
    let fold = writing::fold_titles(&state);
    let (_, ()) = tokio::join!(fold, writing::schedule::run(state.clone()));
}

/// Serves until the process is told to stop (SIGTERM or SIGINT); answers under way are finished first.
pub async fn serve(state: State) -> Result<(), ServeError> {
    let address = state.settings().server.listen;
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })?;
    // The port may have been chosen by the system (`:0`).
    let address = listener.local_addr()?;
    let store = state.store.clone();
    invite(&state, address).await;
    let watching = tokio::spawn(watch_others(state.clone()));
    let chores = tokio::spawn(run_chores(state.clone()));
    let service = super::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tracing::info!("serving on http://{address}");
    let stopping = Arc::new(Notify::new());
    let stop = {
        let stopping = stopping.clone();
        async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
            stopping.notify_one();
        }
    };
    let patience = async {
        stopping.notified().await;
        sleep(GRACE).await;
    };
    tokio::select! {
        ended = axum::serve(listener, service).with_graceful_shutdown(stop).into_future() => ended?,
        () = patience => tracing::warn!("some answers took too long and were cut off"),
    }
    watching.abort();
    chores.abort();
    if timeout(GRACE, store.close()).await.is_err() {
        tracing::warn!("the database was still in use; nothing that was stored is lost");
    }
    Ok(())
}

//! Asks the user to authenticate again when the server requires it, and then repeats the request. The page stays as it
//! is, so nothing typed is lost.

mod dialog;

use std::future::Future;

use futures::channel::oneshot;
use leptos::prelude::*;

use crate::api::admin::reauthentication::read_reauthentication;
use crate::model::admin::account::Reauthentication;
use crate::model::error::Error;

pub use dialog::ReauthenticationDialog;

/// State of the reauthentication dialog.
#[derive(Clone, Copy)]
pub struct Reauthenticator {
    open: RwSignal<bool>,
    /// The ways in which the user can reauthenticate.
    ways: RwSignal<Option<Reauthentication>>,
    /// The request that waits for the result.
    waiting: StoredValue<Option<oneshot::Sender<()>>>,
}

/// Provides the context for [`use_reauthenticator`].
pub fn provide_reauthenticator() -> Reauthenticator {
    let reauthenticator =
        Reauthenticator { open: RwSignal::new(false), ways: RwSignal::new(None), waiting: StoredValue::new(None) };
    provide_context(reauthenticator);
    reauthenticator
}

/// Returns the context. Call it during rendering, not in an event handler.
pub fn use_reauthenticator() -> Reauthenticator {
    expect_context::<Reauthenticator>()
}

impl Reauthenticator {
    /// Makes a call. If the server requires reauthentication, shows the dialog and repeats the call.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`] if the user closes the dialog.
    pub async fn attempt<T, F>(self, call: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        match call().await {
            Err(Error::ReauthenticationRequired) => {
                self.ask().await?;
                call().await
            }
            answer => answer,
        }
    }

    /// Shows the dialog in advance if it is required: for downloads and uploads, which are hard to repeat.
    pub async fn prepare(self) -> Result<(), Error> {
        match read_reauthentication().await?.is_needed {
            true => self.ask().await,
            false => Ok(()),
        }
    }

    async fn ask(self) -> Result<(), Error> {
        let ways = read_reauthentication().await?;
        let (sender, outcome) = oneshot::channel();
        // An earlier request that still waits is cancelled.
        self.waiting.try_set_value(Some(sender));
        self.ways.try_set(Some(ways));
        self.open.try_set(true);
        outcome.await.map_err(|_| Error::ReauthenticationRequired)
    }

    /// Completes the pending request after successful reauthentication.
    fn confirm(self) {
        if let Some(sender) = self.waiting.try_update_value(Option::take).flatten() {
            let _ = sender.send(());
        }
        self.open.try_set(false);
    }

    /// Cancels the pending request after the dialog was closed.
    fn give_up(self) {
        self.waiting.try_set_value(None);
    }
}

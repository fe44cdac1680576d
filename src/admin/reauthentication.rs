//! Asks for password or passkey again where the server wants to see them, and then does what was wanted. Nothing that was
//! typed is lost meanwhile: the page stays as it is.

mod dialog;

use std::future::Future;

use futures::channel::oneshot;
use leptos::prelude::*;

use crate::api::admin::reauthentication::read_reauthentication;
use crate::model::admin::account::Reauthentication;
use crate::model::error::Error;

pub use dialog::ReauthenticationDialog;

/// The one dialog that asks.
#[derive(Clone, Copy)]
pub struct Reauthenticator {
    open: RwSignal<bool>,
    /// How the person can show who they are.
    ways: RwSignal<Option<Reauthentication>>,
    /// Who waits for the outcome.
    waiting: StoredValue<Option<oneshot::Sender<()>>>,
}

/// Makes [`use_reauthenticator`] work below.
pub fn provide_reauthenticator() -> Reauthenticator {
    let reauthenticator =
        Reauthenticator { open: RwSignal::new(false), ways: RwSignal::new(None), waiting: StoredValue::new(None) };
    provide_context(reauthenticator);
    reauthenticator
}

/// Take it while rendering, not in a handler.
pub fn use_reauthenticator() -> Reauthenticator {
    expect_context::<Reauthenticator>()
}

impl Reauthenticator {
    /// Makes a call. When the server wants to see password or passkey first, asks for them, and makes the call once more.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`] when the person closes the dialog.
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

    /// Asks beforehand, if need be: for downloads and uploads, which cannot be repeated so easily.
    pub async fn prepare(self) -> Result<(), Error> {
        match read_reauthentication().await?.is_needed {
            true => self.ask().await,
            false => Ok(()),
        }
    }

    async fn ask(self) -> Result<(), Error> {
        let ways = read_reauthentication().await?;
        let (sender, outcome) = oneshot::channel();
        // Whoever waited before has been given up.
        self.waiting.try_set_value(Some(sender));
        self.ways.try_set(Some(ways));
        self.open.try_set(true);
        outcome.await.map_err(|_| Error::ReauthenticationRequired)
    }

    /// The person has shown who they are.
    fn confirm(self) {
        if let Some(sender) = self.waiting.try_update_value(Option::take).flatten() {
            let _ = sender.send(());
        }
        self.open.try_set(false);
    }

    /// The dialog has been closed.
    fn give_up(self) {
        self.waiting.try_set_value(None);
    }
}

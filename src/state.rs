use std::sync::{Arc, PoisonError, RwLock};

use crate::auth::limit::CommentLimit;
use crate::auth::setup::SetupToken;
use crate::auth::signer::Signer;
use crate::config::Settings;
use crate::model::error::Error;
use crate::store::Store;

/// What every request shares. A clone is another handle to the same things.
#[derive(Clone, Debug)]
pub struct State {
    settings: Arc<RwLock<Arc<Settings>>>,
    pub store: Store,
    pub signer: Signer,
    pub comment_limit: Arc<CommentLimit>,
    /// Lets the first administrator in.
    pub setup: SetupToken,
}

impl State {
    /// Gathers the parts; makes the site's secret when it has none yet.
    pub async fn new(settings: Settings, store: Store) -> Result<State, Error> {
        let signer = Signer::load(&store).await?;
        let comment_limit = Arc::new(CommentLimit::new(&settings.comments));
        let settings = Arc::new(RwLock::new(Arc::new(settings)));
        Ok(State { settings, store, signer, comment_limit, setup: SetupToken::default() })
    }

    /// The settings as they are now: they can be changed while the site is served.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts other settings in force, for all handles.
    pub fn replace_settings(&self, settings: Settings) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
    }
}

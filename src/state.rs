use std::sync::Arc;

use crate::auth::limit::CommentLimit;
use crate::auth::signer::Signer;
use crate::config::Settings;
use crate::model::error::Error;
use crate::store::Store;

/// What every request shares. A clone is another handle to the same things.
#[derive(Clone, Debug)]
pub struct State {
    pub settings: Arc<Settings>,
    pub store: Store,
    pub signer: Signer,
    pub comment_limit: Arc<CommentLimit>,
}

impl State {
    /// Gathers the parts; makes the site's secret when it has none yet.
    pub async fn new(settings: Settings, store: Store) -> Result<State, Error> {
        let signer = Signer::load(&store).await?;
        let comment_limit = Arc::new(CommentLimit::new(&settings.comments));
        Ok(State { settings: Arc::new(settings), store, signer, comment_limit })
    }
}

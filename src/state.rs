use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Notify;

use crate::auth::login_limit::LoginLimit;
use crate::auth::passkey::Passkeys;
use crate::auth::presence::EditorPresence;
use crate::auth::rate_limit::CommentLimit;
use crate::auth::setup::SetupToken;
use crate::auth::signer::Signer;
use crate::config::Settings;
use crate::metrics::Metrics;
use crate::model::error::Error;
use crate::page_cache::PageCache;
use crate::screening::ScreeningCache;
use crate::social_card::CardCache;
use crate::store::change_tracking::StoreChange;
use crate::store::not_found_log::NotFoundLog;
use crate::store::{Store, settings};

/// What every request shares. A clone is another handle to the same things.
#[derive(Clone, Debug)]
pub struct AppState {
    settings: Arc<RwLock<Arc<Settings>>>,
    pub store: Store,
    pub signer: Signer,
    pub comment_limit: Arc<CommentLimit>,
    pub login_limit: Arc<LoginLimit>,
    /// What comments are held against.
    pub screening: Arc<ScreeningCache>,
    /// What passkeys have been asked for.
    pub passkeys: Arc<Passkeys>,
    /// Finished pages.
    pub pages: Arc<PageCache>,
    /// Lets the first administrator in.
    pub setup: SetupToken,
    /// Who has which post open.
    pub presence: EditorPresence,
    /// Pictures that stand for posts.
    pub cards: Arc<CardCache>,
    /// Paths that showed nothing, until they are stored.
    pub not_found_log: Arc<NotFoundLog>,
    /// Wakes whoever publishes scheduled posts.
    pub schedule: Arc<Notify>,
    /// Wakes whoever makes findable what readers and other programs have brought.
    pub arrivals: Arc<Notify>,
    pub metrics: Metrics,
}

impl AppState {
    /// Gathers the parts and puts stored settings in force; makes the site's secret when it has none yet.
    pub async fn new(settings: Settings, store: Store) -> Result<AppState, Error> {
        let settings = configure(settings, &store).await?;
        let signer = Signer::load(&store).await?;
        let comment_limit = Arc::new(CommentLimit::new(&settings.comments));
        let cache_size = settings.server.page_cache_megabytes;
        let settings = Arc::new(RwLock::new(Arc::new(settings)));
        let megabytes = 1024 * 1024;
        let pages = Arc::new(PageCache::new(cache_size * megabytes));
        let told = pages.clone();
        store.changes.listen(Box::new(move |changes| told.invalidate(changes)));
        Ok(AppState {
            settings,
            store,
            signer,
            comment_limit,
            login_limit: Arc::default(),
            screening: Arc::default(),
            passkeys: Arc::default(),
            pages,
            setup: SetupToken::default(),
            presence: EditorPresence::default(),
            cards: Arc::default(),
            not_found_log: Arc::default(),
            schedule: Arc::default(),
            arrivals: Arc::default(),
            metrics: Metrics::default(),
        })
    }

    /// The settings as they are now: they can be changed while the site is served.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts other settings in force, for all handles.
    pub fn replace_settings(&self, settings: Settings) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        self.screening.clear();
        // A page may have been rendered between the write to the database and this.
        self.pages.invalidate(&[StoreChange::Everything]);
    }

    /// Takes up what the database says, after another one has taken its place.
    pub async fn reload(&self) -> Result<(), Error> {
        self.signer.reload(&self.store).await?;
        self.replace_settings(configure((*self.settings()).clone(), &self.store).await?);
        // Somebody else's posts may be waiting to appear, and to be found.
        self.schedule.notify_one();
        self.arrivals.notify_one();
        Ok(())
    }
}

/// The settings with what is stored in the database, which wins. A stored value that no longer fits is told in the log
/// and left out: it must not keep the site from starting.
pub async fn configure(settings: Settings, store: &Store) -> Result<Settings, Error> {
    let values = settings::list_dotted(&mut *store.read().await?).await?;
    let (settings, unfit) = settings.with_stored(values).map_err(|error| {
        tracing::error!(%error, "the settings cannot be used");
        Error::Internal
    })?;
    for unfit in unfit {
        tracing::warn!(name = unfit.name, error = %unfit.error, "a stored setting is not used");
    }
    Ok(settings)
}

//! Application state shared by all requests.

mod feed_origin;
mod import_jobs;

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, Notify};

use crate::auth::login_limit::LoginLimit;
use crate::auth::passkey::Passkeys;
use crate::auth::presence::EditorPresence;
use crate::auth::preview_limit::PreviewLimit;
use crate::auth::rate_limit::CommentLimit;
use crate::auth::setup::SetupToken;
use crate::auth::signer::Signer;
use crate::config::{MailPassword, Settings};
use crate::https::CurrentCertificate;
use crate::link_preview::LinkPreviews;
use crate::metrics::Metrics;
use crate::model::error::Error;
use crate::page_cache::PageCache;
use crate::screening::ScreeningCache;
use crate::social_card::CardCache;
use crate::store::change_tracking::StoreChange;
use crate::store::not_found_log::NotFoundLog;
use crate::store::post_reads::ReadCounter;
use crate::store::{Store, settings};

pub use import_jobs::{HeldImport, ImportJobs, JobProgress};

/// One at a time reads the stored settings again, so that those in effect are the ones stored last.
static RELOADING: Mutex<()> = Mutex::const_new(());

/// State shared by all requests. Clones are handles to the same state.
#[derive(Clone, Debug)]
pub struct AppState {
    settings: Arc<RwLock<Arc<Settings>>>,
    pub store: Store,
    pub signer: Signer,
    pub comment_limit: Arc<CommentLimit>,
    pub login_limit: Arc<LoginLimit>,
    pub preview_limit: Arc<PreviewLimit>,
    /// Reads pages of other sites for link cards.
    pub link_previews: Arc<LinkPreviews>,
    /// Data that comments are screened against.
    pub screening: Arc<ScreeningCache>,
    /// Open passkey ceremonies.
    pub passkeys: Arc<Passkeys>,
    /// The page cache.
    pub pages: Arc<PageCache>,
    /// The token for creating the first administrator.
    pub setup: SetupToken,
    /// Which users have which post open.
    pub presence: EditorPresence,
    /// The cache of social cards.
    pub cards: Arc<CardCache>,
    /// Paths that were not found, until they are stored.
    pub not_found_log: Arc<NotFoundLog>,
    /// How often posts were read, until it is stored.
    pub post_reads: Arc<ReadCounter>,
    /// Wakes the scheduler that publishes posts.
    pub schedule: Arc<Notify>,
    /// Wakes the sender of mail.
    pub mail: Arc<Notify>,
    /// Wakes the indexer after comments or other processes have added content.
    pub arrivals: Arc<Notify>,
    /// The imports whose files this node has.
    pub imports: Arc<ImportJobs>,
    pub metrics: Metrics,
    /// The certificate for HTTPS, if the site is served over it.
    pub certificate: Arc<CurrentCertificate>,
}

impl AppState {
    /// Creates the state and applies the stored settings. Generates the site's secret if there is none.
    pub async fn new(settings: Settings, store: Store) -> Result<AppState, Error> {
        let settings = configure(settings, &store).await?;
        let signer = Signer::load(&store).await?;
        feed_origin::settle(&settings, &store).await?;
        let setup = SetupToken::new(&store, &signer);
        let login_limit = Arc::new(LoginLimit::new(&store));
        let preview_limit = Arc::new(PreviewLimit::new(&store));
        let comment_limit = Arc::new(CommentLimit::new(&settings.comments, Some(&store)));
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
            login_limit,
            preview_limit,
            link_previews: Arc::default(),
            screening: Arc::default(),
            passkeys: Arc::default(),
            pages,
            setup,
            presence: EditorPresence::default(),
            cards: Arc::default(),
            not_found_log: Arc::default(),
            post_reads: Arc::default(),
            schedule: Arc::default(),
            arrivals: Arc::default(),
            mail: Arc::default(),
            imports: Arc::default(),
            metrics: Metrics::default(),
            certificate: Arc::default(),
        })
    }

    /// Returns the current settings, which may change while the site is served.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the stored settings again after a write, for all clones.
    ///
    /// # Errors
    ///
    /// The database failed, or the settings cannot be used.
    pub async fn reload_settings(&self) -> Result<(), Error> {
        let _turn = RELOADING.lock().await;
        self.replace_settings(configure((*self.settings()).clone(), &self.store).await?);
        Ok(())
    }

    /// Replaces the settings, for all clones.
    pub fn replace_settings(&self, settings: Settings) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        self.screening.clear();
        self.mail.notify_one();
        // A page may have been rendered between the write to the database and this.
        self.pages.invalidate(&[StoreChange::Everything]);
    }

    /// Returns this state with other settings and a page cache of its own: what a draft of the settings would show.
    pub fn with_settings(&self, settings: Settings) -> AppState {
        let settings = Arc::new(RwLock::new(Arc::new(settings)));
        AppState { settings, pages: Arc::new(PageCache::new(0)), ..self.clone() }
    }

    /// Reloads everything from the database after it was replaced.
    pub async fn reload(&self) -> Result<(), Error> {
        self.store.files.cache.clear();
        self.signer.reload(&self.store).await?;
        self.reload_settings().await?;
        feed_origin::settle(&self.settings(), &self.store).await?;
        // The new database may have posts to publish and to index.
        self.schedule.notify_one();
        self.arrivals.notify_one();
        Ok(())
    }
}

/// Returns the settings overridden by those stored in the database. A stored value that is no longer valid is logged
/// and ignored, so that the site still starts.
pub async fn configure(settings: Settings, store: &Store) -> Result<Settings, Error> {
    let mut reading = store.read().await?;
    let values = settings::list_dotted(&mut reading).await?;
    let (mut settings, unfit) = settings.with_stored(values).map_err(|error| {
        tracing::error!(%error, "the settings cannot be used");
        Error::Internal
    })?;
    let password = settings::find(&mut reading, settings::MAIL_PASSWORD).await?;
    MailPassword::fill(&mut settings.mail_password, password);
    for unfit in unfit {
        tracing::warn!(name = unfit.name, error = %unfit.error, "a stored setting is not used");
    }
    Ok(settings)
}

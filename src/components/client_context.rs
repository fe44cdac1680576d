use std::time::Duration;

use leptos::prelude::*;

use super::view_cache::ViewCache;
use crate::browser::history;
use crate::i18n::Texts;
use crate::model::error::Error;
use crate::model::page_fragments::FragmentResult;

/// A page that takes longer shows the progress bar.
const SLOW_AFTER: Duration = Duration::from_millis(150);

/// A page that could not be loaded, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationError {
    pub url: String,
    pub reason: &'static str,
}

/// State shared by the hydrated parts of a page: the fetched pages, and the progress of navigation. The server provides
/// it as context; in the browser, [`Navigation`](super::navigation::Navigation) holds it.
#[derive(Clone, Copy)]
pub struct ClientContext {
    pub views: ViewCache,
    pub texts: &'static Texts,
    /// Whether to show the progress bar.
    pub is_slow: RwSignal<bool>,
    /// The page that could not be loaded.
    pub missed: RwSignal<Option<NavigationError>>,
    /// Text of the live region for screen readers.
    pub announcement: RwSignal<String>,
    /// Number of pages that the reader is waiting for.
    waiting: StoredValue<u32>,
}

impl ClientContext {
    /// Creates the context without any fetched pages.
    pub fn new(texts: &'static Texts) -> ClientContext {
        ClientContext {
            views: ViewCache::default(),
            texts,
            is_slow: RwSignal::new(false),
            missed: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            waiting: StoredValue::new(0),
        }
    }

    /// Handles a failed navigation. The current page stays if a retry may help. A page that does not exist, or that
    /// this client is too old for, is loaded as a document.
    pub fn miss(self, url: String, error: &Error) {
        let reason = match error {
            Error::Offline => self.texts.offline,
            Error::Internal => self.texts.broken_title,
            Error::Unavailable => self.texts.unavailable_text,
            _ => return history::load(&url),
        };
        self.missed.set(Some(NavigationError { url, reason }));
    }

    /// Announces a text to screen readers. The region is cleared first, so that the same text can be announced twice.
    pub fn announce(self, text: String) {
        self.announcement.set(String::new());
        request_animation_frame(move || self.announcement.set(text));
    }

    /// Fetches a page, and shows the progress bar if it takes long.
    pub async fn fetch(self, url: String) -> FragmentResult {
        if self.views.has_arrived(&url) {
            return self.views.fetch(url).await;
        }
        self.waiting.update_value(|waiting| *waiting += 1);
        let slow = set_timeout_with_handle(move || self.is_slow.set(self.waiting.get_value() > 0), SLOW_AFTER);
        let visit = self.views.fetch(url).await;
        if let Ok(slow) = slow {
            slow.clear();
        }
        self.waiting.update_value(|waiting| *waiting -= 1);
        if self.waiting.get_value() == 0 {
            self.is_slow.set(false);
        }
        visit
    }
}

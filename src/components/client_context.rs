use std::time::Duration;

use leptos::prelude::*;

use super::view_cache::ViewCache;
use crate::browser::history;
use crate::i18n::Texts;
use crate::model::error::Error;
use crate::model::page_fragments::FragmentResult;

/// A page that takes longer shows that it is on its way.
const SLOW_AFTER: Duration = Duration::from_millis(150);

/// A page that could not be had, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationError {
    pub url: String,
    pub reason: &'static str,
}

/// What the hydrated parts of a page share: the pages that were fetched, and what the reader is told about those that are
/// on their way. The server provides it as context; in the browser [`Navigation`](super::navigation::Navigation) has it.
#[derive(Clone, Copy)]
pub struct ClientContext {
    pub views: ViewCache,
    pub texts: &'static Texts,
    /// Whether to show that a page is on its way.
    pub is_slow: RwSignal<bool>,
    /// The page that the reader wanted and did not get.
    pub missed: RwSignal<Option<NavigationError>>,
    /// What a screen reader is told.
    pub announcement: RwSignal<String>,
    /// How many pages are being fetched for somebody who waits.
    waiting: StoredValue<u32>,
}

impl ClientContext {
    /// Nothing has been fetched yet.
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

    /// The page stays if trying again may help. A page that is not there, or that this client does not understand
    /// because it is older than the server, comes as a document.
    pub fn miss(self, url: String, error: &Error) {
        let reason = match error {
            Error::Offline => self.texts.offline,
            Error::Internal => self.texts.broken_title,
            Error::Unavailable => self.texts.unavailable_text,
            _ => return history::load(&url),
        };
        self.missed.set(Some(NavigationError { url, reason }));
    }

    /// Tells a screen reader. The same words twice are told twice: the first ones go before the second come.
    pub fn announce(self, text: String) {
        self.announcement.set(String::new());
        request_animation_frame(move || self.announcement.set(text));
    }

    /// What a URL shows; says so when it takes long.
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

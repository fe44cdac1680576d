use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared, ready};
use leptos::prelude::*;

use crate::api::view::fetch_view;
use crate::browser;
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult, PageFragments};

/// How long a page is fresh, in milliseconds: a little longer than from hovering a link to clicking it.
const FRESH_FOR: f64 = 30_000.0;
/// Maximum number of cached pages.
const MAX_VIEWS: usize = 50;

/// A requested page, pending or loaded. Concurrent requests share it.
#[derive(Clone)]
struct CachedView {
    at: f64,
    answer: Shared<LocalBoxFuture<'static, FragmentResult>>,
}

impl CachedView {
    fn is_fresh(&self) -> bool {
        browser::now() - self.at < FRESH_FOR
    }
}

/// Cache of requested pages, for prefetching and for going back. A list is as fast as a map at this size, and smaller
/// in the client.
#[derive(Clone, Copy)]
pub struct ViewCache(StoredValue<Vec<(String, CachedView)>, LocalStorage>);

impl Default for ViewCache {
    fn default() -> Self {
        ViewCache(StoredValue::new_local(Vec::new()))
    }
}

impl ViewCache {
    /// Returns a page. A fresh one comes from the cache; a stale one is used if the server cannot be reached.
    pub async fn fetch(self, url: String) -> FragmentResult {
        let known = self.find(&url);
        if let Some(fresh) = known.clone().filter(CachedView::is_fresh) {
            return fresh.answer.await;
        }
        let answer = fetch_view(url.clone()).boxed_local().shared();
        self.keep(url.clone(), CachedView { at: browser::now(), answer: answer.clone() });
        let viewed = answer.await;
        // Errors are not cached, since a retry may succeed. The stale page is kept for the same reason.
        if let Err(Error::Offline | Error::Unavailable | Error::Internal | Error::Outdated | Error::Malformed(_)) =
            viewed
        {
            let old = known.and_then(|known| Some((known.clone(), known.answer.peek().cloned()?)));
            self.forget(&url);
            if let Some((known, _)) = &old {
                self.keep(url, known.clone());
            }
            if let (Err(Error::Offline), Some((_, old))) = (&viewed, old) {
                return old;
            }
        }
        viewed
    }

    /// Returns whether a fresh page is loaded.
    pub fn has_arrived(self, url: &str) -> bool {
        self.find(url).is_some_and(|asked| asked.is_fresh() && asked.answer.peek().is_some())
    }

    /// Returns whether a fresh page is loaded or pending.
    pub fn has(self, url: &str) -> bool {
        self.find(url).is_some_and(|asked| asked.is_fresh())
    }

    /// Marks all pages as stale after a write that may affect any of them. They are still used if the server cannot be
    /// reached.
    pub fn expire(self) {
        self.0.update_value(|views| views.iter_mut().for_each(|(_, asked)| asked.at = f64::MIN));
    }

    /// Caches the page that was loaded as a document, for going back to it.
    pub fn keep_served(self, url: String, page: PageFragments) {
        let answer = ready(Ok(FragmentResponse::Page(page))).boxed_local().shared();
        self.keep(url, CachedView { at: browser::now(), answer });
    }

    fn find(self, url: &str) -> Option<CachedView> {
        self.0.with_value(|views| views.iter().find(|(known, _)| known == url).map(|(_, asked)| asked.clone()))
    }

    fn forget(self, url: &str) {
        self.0.update_value(|views| views.retain(|(known, _)| known != url));
    }

    fn keep(self, url: String, asked: CachedView) {
        self.forget(&url);
        self.0.update_value(|views| {
            if views.len() >= MAX_VIEWS {
                let oldest = views.iter().enumerate().min_by(|(_, (_, a)), (_, (_, b))| a.at.total_cmp(&b.at));
                if let Some(oldest) = oldest.map(|(place, _)| place) {
                    views.remove(oldest);
                }
            }
            views.push((url, asked));
        });
    }
}

use std::collections::HashMap;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared, ready};
use leptos::prelude::*;

use crate::api::view::read_view;
use crate::browser;
use crate::model::error::Error;
use crate::model::visited::{Fragments, Visit, Visited};

/// How long a view counts as fresh, in milliseconds: from pointing at a link to clicking it, and a little more.
const FRESH: f64 = 30_000.0;
/// More views than this are not kept.
const MOST: usize = 50;

/// A view that was asked for: on its way, or here. Whoever wants the same shares it.
#[derive(Clone)]
struct Asked {
    at: f64,
    answer: Shared<LocalBoxFuture<'static, Visit>>,
}

impl Asked {
    fn is_fresh(&self) -> bool {
        browser::now() - self.at < FRESH
    }
}

/// The views a browser has asked for: ahead of a click, or for pages that the reader comes back to.
#[derive(Clone, Copy)]
pub struct Views(StoredValue<HashMap<String, Asked>, LocalStorage>);

impl Default for Views {
    fn default() -> Self {
        Views(StoredValue::new_local(HashMap::new()))
    }
}

impl Views {
    /// What a URL shows. A fresh view is at hand at once; an old one serves when the server cannot be reached.
    pub async fn fetch(self, url: String) -> Visit {
        let known = self.0.with_value(|views| views.get(&url).cloned());
        if let Some(fresh) = known.clone().filter(Asked::is_fresh) {
            return fresh.answer.await;
        }
        let answer = read_view(url.clone()).boxed_local().shared();
        self.keep(url.clone(), Asked { at: browser::now(), answer: answer.clone() });
        let viewed = answer.await;
        // A failure is not kept: the next try may fare better. The old view is, for the same reason.
        if let Err(Error::Offline | Error::Internal | Error::Outdated) = viewed {
            let old = known.and_then(|known| Some((known.clone(), known.answer.peek().cloned()?)));
            self.0.update_value(|views| match &old {
                Some((known, _)) => {
                    views.insert(url, known.clone());
                }
                None => {
                    views.remove(&url);
                }
            });
            if let (Err(Error::Offline), Some((_, old))) = (&viewed, old) {
                return old;
            }
        }
        viewed
    }

    /// Whether nobody has to wait for a view.
    pub fn has_arrived(self, url: &str) -> bool {
        let arrived = |asked: &Asked| asked.is_fresh() && asked.answer.peek().is_some();
        self.0.with_value(|views| views.get(url).is_some_and(arrived))
    }

    /// Whether a view is at hand or on its way.
    pub fn has(self, url: &str) -> bool {
        self.0.with_value(|views| views.get(url).is_some_and(Asked::is_fresh))
    }

    /// Nothing is fresh any more: something has been written that may show anywhere. What is known still serves when
    /// the server is away.
    pub fn expire(self) {
        self.0.update_value(|views| views.values_mut().for_each(|asked| asked.at = f64::MIN));
    }

    /// Keeps the page that came as a document, for the way back.
    pub fn keep_served(self, url: String, page: Fragments) {
        let answer = ready(Ok(Visited::Page(page))).boxed_local().shared();
        self.keep(url, Asked { at: browser::now(), answer });
    }

    fn keep(self, url: String, asked: Asked) {
        self.0.update_value(|views| {
            if views.len() >= MOST {
                let oldest = views.iter().min_by(|(_, a), (_, b)| a.at.total_cmp(&b.at));
                if let Some(oldest) = oldest.map(|(url, _)| url.clone()) {
                    views.remove(&oldest);
                }
            }
            views.insert(url, asked);
        });
    }
}

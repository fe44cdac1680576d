use std::collections::HashMap;

use leptos::prelude::*;

use crate::api::view::read_view;
use crate::browser;
use crate::model::error::Error;
use crate::model::view::Viewed;

/// How long a view counts as fresh, in milliseconds: from pointing at a link to clicking it, and a little more.
const FRESH: f64 = 30_000.0;
/// More views than this are not kept.
const MOST: usize = 50;

/// The views a browser has fetched: ahead of a click, or for pages that the reader comes back to.
#[derive(Clone, Copy)]
pub struct Views(StoredValue<HashMap<String, (f64, Viewed)>>);

impl Views {
    /// An empty collection.
    pub fn new() -> Views {
        Views(StoredValue::new(HashMap::new()))
    }

    /// What a URL shows. A fresh view is at hand at once; an old one serves when the server cannot be reached.
    pub async fn fetch(self, url: String) -> Viewed {
        if cfg!(feature = "ssr") {
            return read_view(url).await;
        }
        let known = self.0.with_value(|views| views.get(&url).cloned());
        if let Some((_, viewed)) = known.as_ref().filter(|(at, _)| browser::now() - at < FRESH) {
            return viewed.clone();
        }
        let viewed = read_view(url.clone()).await;
        match (&viewed, known) {
            (Err(Error::Offline), Some((_, old))) => old,
            (Ok(_) | Err(Error::NotFound), _) => {
                self.keep(url, viewed.clone());
                viewed
            }
            _ => viewed,
        }
    }

    /// Whether a fresh view is at hand.
    pub fn has(self, url: &str) -> bool {
        self.0.with_value(|views| views.get(url).is_some_and(|(at, _)| browser::now() - at < FRESH))
    }

    /// Lets go of everything: something has been written that may show anywhere.
    pub fn clear(self) {
        self.0.update_value(HashMap::clear);
    }

    fn keep(self, url: String, viewed: Viewed) {
        self.0.update_value(|views| {
            if views.len() >= MOST {
                let oldest = views.iter().min_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b));
                if let Some(oldest) = oldest.map(|(url, _)| url.clone()) {
                    views.remove(&oldest);
                }
            }
            views.insert(url, (browser::now(), viewed));
        });
    }
}

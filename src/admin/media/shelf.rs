use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::failure::explain_in;
use crate::api::admin::media::list_media;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::media::{Medium, Search, Shelf};

/// The part of the library that is on the screen. A clone is another handle to the same one.
#[derive(Clone, Copy)]
pub struct Shown {
    pub media: RwSignal<Vec<Medium>>,
    pub search: RwSignal<Search>,
    pub is_loading: RwSignal<bool>,
    /// What went wrong with the last search.
    pub failure: RwSignal<Option<String>>,
    older: RwSignal<String>,
    limit: RwSignal<u64>,
    /// Counts the searches: an answer to one before the last is late.
    round: StoredValue<u32>,
    texts: &'static AdminTexts,
}

impl Shown {
    pub fn new(shelf: Shelf) -> Shown {
        Shown {
            media: RwSignal::new(shelf.media),
            search: RwSignal::new(Search::default()),
            is_loading: RwSignal::new(false),
            failure: RwSignal::new(None),
            older: RwSignal::new(shelf.older),
            limit: RwSignal::new(shelf.limit),
            round: StoredValue::new(0),
            texts: use_admin_texts(),
        }
    }

    /// Nothing yet: [`Shown::look`] fills it.
    pub fn empty() -> Shown {
        let nothing = Shelf { media: Vec::new(), older: String::new(), count: 0, size: 0, limit: u64::MAX };
        Shown::new(nothing)
    }

    /// The largest file that is taken, in bytes.
    pub fn limit(self) -> Signal<u64> {
        self.limit.into()
    }

    pub fn has_older(self) -> bool {
        self.older.with(|older| !older.is_empty())
    }

    /// Looks for what is asked for now, from the newest.
    pub fn look(self) {
        self.search.update_untracked(|search| search.cursor.clear());
        self.fetch();
    }

    /// Adds the next page.
    pub fn go_on(self) {
        let older = self.older.get_untracked();
        self.search.update_untracked(|search| search.cursor = older);
        self.fetch();
    }

    fn fetch(self) {
        let Some(round) = self.round.try_update_value(|round| {
            *round += 1;
            *round
        }) else {
            return;
        };
        let search = self.search.get_untracked();
        let is_next = !search.cursor.is_empty();
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = list_media(search).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            self.is_loading.set(false);
            match answer {
                Ok(shelf) => {
                    self.failure.set(None);
                    self.older.set(shelf.older);
                    self.limit.set(shelf.limit);
                    self.media.update(|media| {
                        if !is_next {
                            media.clear();
                        }
                        media.extend(shelf.media);
                    });
                }
                Err(error) => self.failure.set(Some(explain_in(self.texts, &error))),
            }
        });
    }

    /// Shows a picture before all others. True when it was not among them.
    pub fn put_first(self, medium: Medium) -> bool {
        let mut is_new = false;
        self.media.update(|media| {
            let before = media.len();
            media.retain(|other| other.id != medium.id);
            is_new = media.len() == before;
            media.insert(0, medium);
        });
        is_new
    }

    /// Shows a picture as it is now.
    pub fn replace(self, medium: Medium) {
        self.media.update(|media| {
            if let Some(place) = media.iter_mut().find(|other| other.id == medium.id) {
                *place = medium;
            }
        });
    }

    /// Shows a picture no longer.
    pub fn remove(self, id: i64) {
        self.media.update(|media| media.retain(|medium| medium.id != id));
    }
}

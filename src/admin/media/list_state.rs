use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::error_page::error_text_in;
use crate::api::admin::media::list_media;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::media::{MediaItem, MediaListPage, MediaSearch, UploadLimits};
use crate::model::media::MediaKind;

/// State of the displayed part of the library. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct MediaListState {
    pub media: RwSignal<Vec<MediaItem>>,
    pub search: RwSignal<MediaSearch>,
    pub is_loading: RwSignal<bool>,
    /// Error of the last search.
    pub failure: RwSignal<Option<String>>,
    /// Number and size in bytes of all files of the library.
    pub totals: RwSignal<(i64, i64)>,
    older: RwSignal<String>,
    limits: RwSignal<UploadLimits>,
    /// Lists only files of this kind, whatever is searched.
    pub kind: RwSignal<Option<MediaKind>>,
    /// Number of searches, for ignoring outdated responses.
    round: StoredValue<u32>,
    texts: &'static AdminTexts,
}

impl MediaListState {
    /// Creates the state from the first page.
    pub fn new(page: MediaListPage) -> MediaListState {
        MediaListState {
            media: RwSignal::new(page.media),
            search: RwSignal::new(MediaSearch::default()),
            is_loading: RwSignal::new(false),
            failure: RwSignal::new(None),
            totals: RwSignal::new((page.count, page.size)),
            older: RwSignal::new(page.older),
            limits: RwSignal::new(page.limits),
            kind: RwSignal::new(None),
            round: StoredValue::new(0),
            texts: use_admin_texts(),
        }
    }

    /// Creates an empty list, which [`MediaListState::look`] fills.
    pub fn empty() -> MediaListState {
        let limits = UploadLimits::PICTURES;
        MediaListState::new(MediaListPage { media: Vec::new(), older: String::new(), count: 0, size: 0, limits })
    }

    /// Returns the maximum sizes of uploads.
    pub fn limits(self) -> Signal<UploadLimits> {
        self.limits.into()
    }

    /// Returns whether there is another page.
    pub fn has_older(self) -> bool {
        self.older.with(|older| !older.is_empty())
    }

    /// Loads the first page of the current search.
    pub fn look(self) {
        self.search.update_untracked(|search| search.cursor.clear());
        self.fetch();
    }

    /// Loads the next page.
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
        let mut search = self.search.get_untracked();
        let kind = self.kind.get_untracked();
        search.kind = kind.or(search.kind);
        let is_next = !search.cursor.is_empty();
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = list_media(search).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            self.is_loading.set(false);
            match answer {
                Ok(page) => {
                    self.failure.set(None);
                    self.older.set(page.older);
                    self.totals.set((page.count, page.size));
                    self.limits.set(kind.map_or(page.limits, |kind| page.limits.only(kind)));
                    self.media.update(|media| {
                        if !is_next {
                            media.clear();
                        }
                        media.extend(page.media);
                    });
                }
                Err(error) => self.failure.set(Some(error_text_in(self.texts, &error))),
            }
        });
    }

    /// Inserts a new file at the beginning of the list. Returns true if it was not listed.
    pub fn put_first(self, media_item: MediaItem) -> bool {
        let mut is_new = false;
        let size = media_item.size;
        self.media.update(|media| {
            let before = media.len();
            media.retain(|other| other.id != media_item.id);
            is_new = media.len() == before;
            media.insert(0, media_item);
        });
        if is_new {
            self.count(1, size);
        }
        is_new
    }

    /// Updates an image in the list.
    pub fn replace(self, media_item: MediaItem) {
        self.media.update(|media| {
            if let Some(place) = media.iter_mut().find(|other| other.id == media_item.id) {
                *place = media_item;
            }
        });
    }

    /// Removes a deleted file from the list.
    pub fn remove(self, id: i64) {
        let size = self.media.with_untracked(|media| media.iter().find(|item| item.id == id).map(|item| item.size));
        self.media.update(|media| media.retain(|media_item| media_item.id != id));
        self.count(-1, -size.unwrap_or_default());
    }

    fn count(self, files: i64, size: i64) {
        self.totals.update(|totals| *totals = (totals.0 + files, totals.1 + size));
    }
}

use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::comments;
use super::view_cache::ViewCache;
use crate::browser::event::listen;
use crate::browser::link::{LinkTarget, classify, find, is_plain};
use crate::browser::{self, history, navigation_menu};
use crate::i18n::Texts;
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult, PageFragments};

/// A page that takes longer shows that it is on its way.
const SLOW_AFTER: Duration = Duration::from_millis(150);
/// A pointer that rests on a link this long is likely to click it.
const HOVER_DELAY: Duration = Duration::from_millis(60);
/// The elements that change from page to page, by their `id`.
const MAIN: &str = "content";
const SIDEBAR: &str = "sidebar";

/// A page that could not be had, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationError {
    pub url: String,
    pub reason: &'static str,
}

/// Moving between pages: what is fetched before the reader leaves the page they are on, and what happens when
/// they arrive.
#[derive(Clone, Copy)]
pub struct Navigation {
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
    /// Counts the moves, so that only the last one arrives.
    moves: StoredValue<u32>,
    /// The page that is shown.
    here: StoredValue<Option<String>>,
}

impl Navigation {
    /// Standing still.
    pub fn new(texts: &'static Texts) -> Navigation {
        Navigation {
            views: ViewCache::default(),
            texts,
            is_slow: RwSignal::new(false),
            missed: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            waiting: StoredValue::new(0),
            moves: StoredValue::new(0),
            here: StoredValue::new(None),
        }
    }

    /// Goes to an address of the site: fetches first, and leaves only when there is something to show.
    pub fn visit(self, url: String) {
        let number = self.depart();
        spawn_local(async move {
            let page = without_fragment(&url);
            let visit = self.fetch(page.clone()).await;
            if self.moves.get_value() != number {
                return;
            }
            match visit {
                Ok(FragmentResponse::Page(fragments)) => {
                    history::note_scroll();
                    history::enter(&url);
                    self.arrive(page, &fragments);
                    let hash = url.split_once('#').map(|(_, hash)| hash);
                    match hash.and_then(browser::find) {
                        Some(place) => place.scroll_into_view(),
                        None => window().scroll_to_with_x_and_y(0.0, 0.0),
                    }
                }
                Ok(FragmentResponse::Moved(target)) => self.visit(target),
                Err(error) => self.miss(url, &error),
            }
        });
    }

    /// Called when the reader goes back or forward: the address has changed already. Whoever does so no longer wants
    /// what they clicked before.
    fn go_back(self) {
        let number = self.depart();
        let noted = history::noted_scroll();
        let Some(url) = history::here() else { return };
        // The same page: nobody arrives, but the place may be another.
        if self.here.with_value(|here| here.as_ref() == Some(&url)) {
            if let Some(y) = noted {
                window().scroll_to_with_x_and_y(0.0, y);
            }
            return;
        }
        spawn_local(async move {
            let visit = self.fetch(url.clone()).await;
            if self.moves.get_value() != number {
                return;
            }
            match visit {
                Ok(FragmentResponse::Page(fragments)) => {
                    self.arrive(url, &fragments);
                    window().scroll_to_with_x_and_y(0.0, noted.unwrap_or_default());
                }
                Ok(FragmentResponse::Moved(target)) => history::load(&target),
                Err(error) => self.miss(url, &error),
            }
        });
    }

    fn depart(self) -> u32 {
        self.missed.set(None);
        self.moves.update_value(|moves| *moves += 1);
        self.moves.get_value()
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

    /// Shows a page, and puts the reader at its beginning. Its discussion comes alive once the page is seen.
    fn arrive(self, url: String, fragments: &PageFragments) {
        self.here.set_value(Some(url.clone()));
        comments::leave();
        document().set_title(&fragments.title);
        for (id, html) in [(MAIN, &fragments.main), (SIDEBAR, &fragments.sidebar)] {
            if let Some(element) = browser::find(id) {
                element.set_inner_html(html);
            }
        }
        browser::after_paint(move || {
            if self.here.with_value(|here| here.as_ref() == Some(&url)) {
                comments::hydrate(self);
            }
        });
        navigation_menu::mark_current();
        browser::focus(MAIN);
        self.announce((self.texts.arrived)(&fragments.title));
    }

    /// Keeps the page that the server has sent as a document, for the way back.
    fn keep_served(self) {
        let (Some(url), Some(main), Some(sidebar)) = (history::here(), browser::find(MAIN), browser::find(SIDEBAR))
        else {
            return;
        };
        self.here.set_value(Some(url.clone()));
        let page = PageFragments { title: document().title(), main: main.inner_html(), sidebar: sidebar.inner_html() };
        self.views.keep_served(url, page);
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

    /// Fetches the page behind a link, unless the reader saves data.
    fn prefetch(self, event: &ev::Event) {
        // `nofollow`: links that the client answers itself, such as “reply”.
        let link = find(event).filter(|link| !link.rel().contains("nofollow"));
        let Some(LinkTarget::Page(url)) = link.map(|link| classify(&link)) else { return };
        let path = without_fragment(&url);
        if self.views.has(&path) || browser::saves_data() {
            return;
        }
        spawn_local(async move {
            // Nobody waits for this: a failure will be told to the one who clicks.
            let _ = self.views.fetch(path).await;
        });
    }
}

/// The part of a URL that the server sees.
pub fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}

/// Takes the page over, and listens for what moves the reader: links, back and forward.
pub fn start(navigation: Navigation) {
    navigation.keep_served();
    comments::hydrate(navigation);
    comments::seek();
    history::manage_scroll(true);
    window_event_listener_untyped("pagehide", |_| history::manage_scroll(false));
    window_event_listener_untyped("pageshow", |_| history::manage_scroll(true));
    window_event_listener_untyped("scrollend", |_| history::note_scroll());
    window_event_listener(ev::popstate, move |_| navigation.go_back());
    let document = document();
    listen(&document, "click", move |event: ev::MouseEvent| {
        let Some(link) = find(&event).filter(|_| is_plain(&event)) else { return };
        match classify(&link) {
            LinkTarget::Page(url) => {
                event.prevent_default();
                navigation.visit(url);
            }
            LinkTarget::Place => history::note_scroll(),
            LinkTarget::Elsewhere => {}
        }
    });
    let interest = StoredValue::new(None::<TimeoutHandle>);
    listen(&document, "pointerover", move |event: ev::Event| {
        if let Some(earlier) = interest.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        if find(&event).is_some() {
            interest.set_value(set_timeout_with_handle(move || navigation.prefetch(&event), HOVER_DELAY).ok());
        }
    });
    listen(&document, "touchstart", move |event: ev::Event| navigation.prefetch(&event));
    listen(&document, "focusin", move |event: ev::Event| navigation.prefetch(&event));
}

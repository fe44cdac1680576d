use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

use super::views::Views;
use crate::browser::event::listen;
use crate::browser::link::{Target, classify, find, is_plain};
use crate::browser::{self, history};
use crate::i18n::use_texts;
use crate::model::error::Error;
use crate::model::view::{View, Viewed};

/// A page that takes longer shows that it is on its way.
const PATIENCE: Duration = Duration::from_millis(150);
/// A pointer that rests on a link this long is likely to click it.
const INTEREST: Duration = Duration::from_millis(60);

/// Moving between pages: what is fetched before the reader leaves the page they are on, and what happens when
/// they arrive.
#[derive(Clone, Copy)]
pub struct Navigation {
    views: Views,
    /// Whether to show that a page is on its way.
    pub is_slow: RwSignal<bool>,
    /// The address that could not be reached.
    pub unreachable: RwSignal<Option<String>>,
    /// How many pages the reader has come to.
    pub arrivals: RwSignal<u32>,
    /// What a screen reader is told.
    pub announcement: RwSignal<String>,
    /// How many views are being fetched for somebody who waits.
    waiting: StoredValue<u32>,
    /// Counts the moves, so that only the last one arrives.
    moves: StoredValue<u32>,
    /// The page the reader is on; none before the first is hydrated.
    here: StoredValue<Option<String>>,
    /// Where to scroll to on arrival: set when the reader goes back or forward.
    returning: StoredValue<Option<f64>>,
    go: StoredValue<Option<Callback<String>>>,
}

impl Navigation {
    /// Standing still.
    pub fn new(views: Views) -> Navigation {
        Navigation {
            views,
            is_slow: RwSignal::new(false),
            unreachable: RwSignal::new(None),
            arrivals: RwSignal::new(0),
            announcement: RwSignal::new(String::new()),
            waiting: StoredValue::new(0),
            moves: StoredValue::new(0),
            here: StoredValue::new(None),
            returning: StoredValue::new(None),
            go: StoredValue::new(None),
        }
    }

    /// Goes to an address of the site: fetches first, and leaves only when there is something to show.
    pub fn visit(self, url: String) {
        self.moves.update_value(|moves| *moves += 1);
        let number = self.moves.get_value();
        self.unreachable.set(None);
        self.returning.set_value(None);
        spawn_local(async move {
            let path = url.split('#').next().unwrap_or_default().to_owned();
            let viewed = self.fetch(path).await;
            if self.moves.get_value() != number {
                return;
            }
            match viewed {
                Ok(View::Moved(target)) => self.visit(target),
                Err(Error::Offline) => self.unreachable.set(Some(url)),
                // A client that does not understand the server is older than it: a whole page brings the new one.
                Err(Error::Outdated) => history::load(&url),
                _ => {
                    history::note_scroll();
                    if let Some(go) = self.go.get_value() {
                        go.run(url);
                    }
                }
            }
        });
    }

    /// Goes where an address has moved to. Called while rendering: on the server it does nothing, because the
    /// answer is a redirect already.
    pub fn follow(self, target: String) {
        Effect::new(move || history::load(&target));
    }

    /// Called when a page shows its content: puts the reader at its beginning, or where they had been.
    pub fn arrive(self, url: String, viewed: &Viewed) {
        let before = self.here.try_update_value(|here| here.replace(url.clone())).flatten();
        match before {
            None => return self.views.keep_hydrated(url, viewed),
            Some(before) if before == url => return,
            Some(_) => {}
        }
        self.arrivals.update(|arrivals| *arrivals += 1);
        let texts = use_texts();
        // The new content is in the document in the next frame.
        request_animation_frame(move || {
            browser::focus("content");
            // Only now: with its data at hand, a page arrives before our own `popstate` listener has noted the place.
            let returning = self.returning.try_update_value(Option::take).flatten();
            match returning {
                Some(y) => window().scroll_to_with_x_and_y(0.0, y),
                None => {
                    let hash = window().location().hash().unwrap_or_default();
                    if let Some(place) = browser::find(hash.trim_start_matches('#')) {
                        place.scroll_into_view();
                    }
                }
            }
            self.announce((texts.arrived)(&document().title()));
        });
    }

    /// Tells a screen reader. The same words twice are told twice: the first ones go before the second come.
    pub fn announce(self, text: String) {
        self.announcement.set(String::new());
        request_animation_frame(move || self.announcement.set(text));
    }

    /// Called when the reader goes back or forward. Whoever does so no longer wants what they clicked before.
    fn go_back(self) {
        self.moves.update_value(|moves| *moves += 1);
        let noted = history::noted_scroll();
        let here = self.here.get_value();
        match noted {
            // The same page: nobody arrives, but the place may be another.
            Some(y) if here.is_some() && here == history::here() => window().scroll_to_with_x_and_y(0.0, y),
            noted => self.returning.set_value(noted),
        }
    }

    /// What a URL shows; says so when it takes long.
    pub async fn fetch(self, url: String) -> Viewed {
        if cfg!(feature = "ssr") || self.views.has_arrived(&url) {
            return self.views.fetch(url).await;
        }
        self.waiting.update_value(|waiting| *waiting += 1);
        let slow = set_timeout_with_handle(move || self.is_slow.set(self.waiting.get_value() > 0), PATIENCE);
        let viewed = self.views.fetch(url).await;
        if let Ok(slow) = slow {
            slow.clear();
        }
        self.waiting.update_value(|waiting| *waiting -= 1);
        if self.waiting.get_value() == 0 {
            self.is_slow.set(false);
        }
        viewed
    }

    /// Fetches the page behind a link, unless the reader saves data.
    fn prefetch(self, event: &ev::Event) {
        // `nofollow`: links that the client answers itself, such as “reply”.
        let link = find(event).filter(|link| !link.rel().contains("nofollow"));
        let Some(Target::Page(url)) = link.map(|link| classify(&link)) else { return };
        let path = url.split('#').next().unwrap_or_default().to_owned();
        if self.views.has(&path) || browser::saves_data() {
            return;
        }
        spawn_local(async move {
            // Nobody waits for this: a failure will be told to the one who clicks.
            let _ = self.views.fetch(path).await;
        });
    }
}

/// Listens for what moves the reader: links, back and forward. Belongs inside the router, once.
#[component]
pub fn Navigator() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let navigate = use_navigate();
    navigation.go.set_value(Some(Callback::new(move |url: String| navigate(&url, NavigateOptions::default()))));
    Effect::new(move || {
        history::manage_scroll(true);
        // The router listens on the window for the same clicks. We come first, and leave it none of them: it would
        // move before there is anything to show.
        window_event_listener_untyped("pagehide", |_| history::manage_scroll(false));
        window_event_listener_untyped("pageshow", |_| history::manage_scroll(true));
        window_event_listener_untyped("scrollend", |_| history::note_scroll());
        window_event_listener(ev::popstate, move |_| navigation.go_back());
        let body = document().body();
        let Some(body) = body else { return };
        listen(&body, "click", move |event: ev::MouseEvent| {
            let Some(link) = find(&event).filter(|_| is_plain(&event)) else { return };
            match classify(&link) {
                Target::Page(url) => {
                    event.prevent_default();
                    navigation.visit(url);
                }
                Target::Place => history::note_scroll(),
                Target::Elsewhere => {}
            }
            event.stop_propagation();
        });
        let interest = StoredValue::new(None::<TimeoutHandle>);
        listen(&body, "pointerover", move |event: ev::Event| {
            if let Some(earlier) = interest.try_update_value(Option::take).flatten() {
                earlier.clear();
            }
            if find(&event).is_some() {
                interest.set_value(set_timeout_with_handle(move || navigation.prefetch(&event), INTEREST).ok());
            }
        });
        listen(&body, "touchstart", move |event: ev::Event| navigation.prefetch(&event));
        listen(&body, "focusin", move |event: ev::Event| navigation.prefetch(&event));
    });
}

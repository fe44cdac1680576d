use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::client_context::ClientContext;
use super::comments;
use crate::browser::event::listen;
use crate::browser::link::{LinkTarget, classify, find, is_plain, without_fragment};
use crate::browser::{self, history, masthead, metadata};
use crate::model::page_fragments::{FragmentResponse, PageFragments};

/// A pointer that stays on a link for this long is likely to click it, so the page is prefetched.
const HOVER_DELAY: Duration = Duration::from_millis(60);
/// The `id`s of the elements that differ between pages.
const MAIN: &str = "content";
const SIDEBAR: &str = "sidebar";

/// Client-side navigation: fetches pages, replaces the content, and restores scroll positions.
#[derive(Clone, Copy)]
pub struct Navigation {
    pub client: ClientContext,
    /// Number of navigations, so that only the latest one takes effect.
    moves: StoredValue<u32>,
    /// URL of the current page.
    here: StoredValue<Option<String>>,
}

impl Navigation {
    /// Creates the state without a current page.
    pub fn new(client: ClientContext) -> Navigation {
        Navigation { client, moves: StoredValue::new(0), here: StoredValue::new(None) }
    }

    /// Navigates to a URL of the site. The current page stays until the new one is fetched.
    pub fn visit(self, url: String) {
        let number = self.depart();
        spawn_local(async move {
            let page = without_fragment(&url);
            let visit = self.client.fetch(page.clone()).await;
            if self.moves.get_value() != number {
                return;
            }
            match visit {
                Ok(FragmentResponse::Page(fragments)) if fragments.needs_document => history::load(&url),
                Ok(FragmentResponse::Page(fragments)) => {
                    history::note_scroll();
                    history::enter(&url);
                    self.arrive(page, &fragments);
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                    history::go_to_fragment();
                }
                Ok(FragmentResponse::Moved(target)) => self.visit(target),
                Err(error) => self.client.miss(url, &error),
            }
        });
    }

    /// Handles `popstate`: the URL has already changed. It cancels a pending navigation.
    fn go_back(self) {
        let number = self.depart();
        let noted = history::noted_scroll();
        let Some(url) = history::here() else { return };
        // The same page, so only the scroll position may differ.
        if self.here.with_value(|here| here.as_ref() == Some(&url)) {
            if let Some(y) = noted {
                window().scroll_to_with_x_and_y(0.0, y);
            }
            return;
        }
        spawn_local(async move {
            let visit = self.client.fetch(url.clone()).await;
            if self.moves.get_value() != number {
                return;
            }
            match visit {
                Ok(FragmentResponse::Page(fragments)) if fragments.needs_document => history::load(&url),
                Ok(FragmentResponse::Page(fragments)) => {
                    self.arrive(url, &fragments);
                    let has_fragment = history::go_to_fragment();
                    window().scroll_to_with_x_and_y(0.0, noted.unwrap_or_default());
                    if has_fragment {
                        history::note_scroll();
                    }
                }
                Ok(FragmentResponse::Moved(target)) => history::load(&target),
                Err(error) => self.client.miss(url, &error),
            }
        });
    }

    fn depart(self) -> u32 {
        self.client.missed.set(None);
        self.moves.update_value(|moves| *moves += 1);
        self.moves.get_value()
    }

    /// Shows a page and moves the focus to its beginning. Its comment section is hydrated after the paint.
    fn arrive(self, url: String, fragments: &PageFragments) {
        self.here.set_value(Some(url.clone()));
        comments::leave();
        browser::mark_document("lang", &fragments.language);
        metadata::replace(&fragments.metadata);
        for (id, html) in [(MAIN, &fragments.main), (SIDEBAR, &fragments.sidebar)] {
            if let Some(element) = browser::find(id) {
                element.set_inner_html(html);
            }
        }
        browser::after_paint(move || {
            if self.here.with_value(|here| here.as_ref() == Some(&url)) {
                comments::hydrate(self.client);
            }
        });
        masthead::update();
        browser::focus(MAIN);
        self.client.announce((self.client.texts.arrived)(&fragments.title));
    }

    /// Caches the page that was loaded as a document, for going back to it.
    fn keep_served(self) {
        let (Some(url), Some(main), Some(sidebar)) = (history::here(), browser::find(MAIN), browser::find(SIDEBAR))
        else {
            return;
        };
        self.here.set_value(Some(url.clone()));
        // Its policy is that of this document.
        let needs_document = false;
        let page = PageFragments {
            title: document().title(),
            language: browser::language().tag().to_owned(),
            metadata: metadata::read(),
            main: main.inner_html(),
            sidebar: sidebar.inner_html(),
            needs_document,
        };
        self.client.views.keep_served(url, page);
    }

    /// Prefetches the target of a link, unless the reader saves data.
    fn prefetch(self, event: &ev::Event) {
        // Links with `nofollow`, such as "reply", are handled by the client itself.
        let link = find(event).filter(|link| !link.rel().contains("nofollow"));
        let Some(LinkTarget::Page(url)) = link.map(|link| classify(&link)) else { return };
        let path = without_fragment(&url);
        if self.client.views.has(&path) || browser::saves_data() {
            return;
        }
        spawn_local(async move {
            // Errors are ignored here; a click on the link shows them.
            let _ = self.client.views.fetch(path).await;
        });
    }
}

/// Takes over the page, and listens for link clicks and history navigation.
pub fn start(navigation: Navigation) {
    navigation.keep_served();
    comments::hydrate(navigation.client);
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

//! Enhances the search forms: submitting does not reload the page, and they show the server's suggestions
//! while typing. It is a combobox with a list popup (ARIA Authoring Practices,
//! <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>).

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::document;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use super::navigation::Navigation;
use crate::browser::event::listen;
use crate::browser::fetch::AbortableRequest;
use crate::browser::{self, encode};
use crate::model::address::paths;

/// Suggestions are requested after a pause in typing of this length.
const TYPING_DELAY: Duration = Duration::from_millis(100);

/// Handles the search forms of this page and of all later ones.
pub fn start(navigation: Navigation) {
    listen(&document(), "submit", move |event: Event| {
        let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(form) = form.filter(|form| form.matches(".search-form").unwrap_or(false)) else { return };
        if let Some(field) = form.query_selector("input").ok().flatten().and_then(field) {
            event.prevent_default();
            navigation.visit(paths::search(&encode(field.value().trim())));
        }
    });
    let attend = move |element: Element| {
        let is_new = element.matches(".search-form > input:not([role])").unwrap_or(false);
        if let Some(field) = field(element).filter(|_| is_new) {
            SearchBox::attend(field, navigation);
        }
    };
    browser::each(".search-form > input", attend);
    // Those of later pages.
    listen(&document(), "focusin", move |event: Event| {
        event.target().and_then(|target| target.dyn_into().ok()).into_iter().for_each(attend);
    });
}

fn field(element: Element) -> Option<HtmlInputElement> {
    element.dyn_into().ok()
}

/// A search field and its suggestions.
struct SearchBox {
    field: HtmlInputElement,
    /// Contains the list while it is open; else it is empty.
    panel: Element,
    navigation: Navigation,
    /// Index of the option selected by the arrow keys.
    active: Cell<Option<u32>>,
    /// The pending time-out and the running request. Both are cancelled when they are outdated.
    pause: RefCell<Option<TimeoutHandle>>,
    asking: RefCell<Option<AbortableRequest>>,
}

impl SearchBox {
    fn attend(field: HtmlInputElement, navigation: Navigation) {
        let (Ok(panel), Some(form)) = (document().create_element("div"), field.parent_element()) else { return };
        panel.set_class_name("suggestions");
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-haspopup", "listbox"),
            ("aria-expanded", "false"),
        ] {
            let _ = field.set_attribute(name, value);
        }
        let _ = panel.set_attribute("hidden", "");
        let _ = form.append_child(&panel);
        let (active, pause, asking) = Default::default();
        let this = Rc::new(SearchBox { field, panel, navigation, active, pause, asking });
        let on = |name: &str, handle: fn(&Rc<SearchBox>, &Event)| {
            let here = this.clone();
            listen(&this.field, name, move |event: Event| handle(&here, &event));
        };
        on("input", |this, _| this.expect());
        on("focusout", |this, _| this.close());
        on("keydown", SearchBox::press);
        // The field keeps the focus, so that the list stays open until the click.
        listen(&this.panel, "pointerdown", |event: Event| event.prevent_default());
        listen(&this.panel, "mousedown", |event: Event| event.prevent_default());
        let here = this.clone();
        listen(&this.panel, "click", move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(option) = target.and_then(|target| target.closest("[role=option]").ok().flatten()) {
                here.choose(&option);
            }
        });
        listen(&form, "submit", move |_: Event| this.close());
    }

    /// Schedules a request after the pause in typing.
    fn expect(self: &Rc<Self>) {
        self.give_up();
        if self.field.value().trim().is_empty() {
            return self.close();
        }
        let this = self.clone();
        let pause = set_timeout_with_handle(move || this.ask(), TYPING_DELAY);
        *self.pause.borrow_mut() = pause.ok();
    }

    fn ask(self: &Rc<Self>) {
        let Some(asking) = AbortableRequest::new() else { return };
        let list = asking.text(&format!("{}?q={}", paths::SUGGESTIONS, encode(&self.field.value())));
        *self.asking.borrow_mut() = Some(asking);
        let this = self.clone();
        spawn_local(async move {
            // Cancelled and failed requests show nothing; the form can still be submitted.
            if let Some(list) = list.await {
                this.open(&list);
            }
        });
    }

    /// Cancels the time-out and the request.
    fn give_up(&self) {
        if let Some(pause) = self.pause.take() {
            pause.clear();
        }
        self.asking.take();
    }

    fn open(&self, list: &str) {
        self.panel.set_inner_html(list);
        let _ = self.panel.remove_attribute("hidden");
        let _ = self.field.set_attribute("aria-expanded", "true");
        let _ = self.field.set_attribute("aria-controls", "suggestions");
        self.go_to(None);
        let status = self.panel.first_element_child().and_then(|list| list.get_attribute("data-status"));
        self.navigation.client.announce(status.unwrap_or_default());
    }

    fn close(&self) {
        self.give_up();
        self.go_to(None);
        self.panel.set_inner_html("");
        let _ = self.panel.set_attribute("hidden", "");
        let _ = self.field.set_attribute("aria-expanded", "false");
        let _ = self.field.remove_attribute("aria-controls");
    }

    fn is_open(&self) -> bool {
        !self.panel.has_attribute("hidden")
    }

    fn press(self: &Rc<Self>, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.is_composing()) else { return };
        let is_open = self.is_open();
        match key.key().as_str() {
            "ArrowDown" if is_open => self.step(1),
            "ArrowUp" if is_open => self.step(-1),
            "ArrowDown" if !self.field.value().trim().is_empty() => self.ask(),
            "Escape" if is_open => self.close(),
            "Enter" if is_open => match self.active.get().and_then(option) {
                Some(option) => self.choose(&option),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    }

    /// Moves to the next or previous option. Beyond either end is the field.
    fn step(&self, by: i64) {
        let options = self.panel.first_element_child().map_or(0, |list| i64::from(list.child_element_count()));
        let here = self.active.get().map_or(0, |active| i64::from(active) + 1);
        let next = (here + by).rem_euclid(options + 1);
        self.go_to(u32::try_from(next - 1).ok());
    }

    fn go_to(&self, next: Option<u32>) {
        if let Some(left) = self.active.replace(next).and_then(option) {
            let _ = left.set_attribute("aria-selected", "false");
        }
        match next.and_then(option) {
            Some(option) => {
                let _ = option.set_attribute("aria-selected", "true");
                let _ = self.field.set_attribute("aria-activedescendant", &option.id());
                browser::reveal(&option.id());
            }
            None => {
                let _ = self.field.remove_attribute("aria-activedescendant");
            }
        }
    }

    fn choose(&self, option: &Element) {
        let path = option.get_attribute("data-path");
        self.close();
        if let Some(path) = path {
            self.navigation.visit(path);
        }
    }
}

fn option(number: u32) -> Option<Element> {
    browser::find(&format!("suggestion-{number}"))
}

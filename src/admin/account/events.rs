use leptos::prelude::*;

use super::sessions::device_name;
use crate::i18n::admin::account::AccountTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{AccountEvent, AccountEventKind};

/// Renders the section with the account events.
#[component]
pub fn EventsSection(events: Vec<AccountEvent>) -> impl IntoView {
    let words = &use_admin_texts().account;
    let is_empty = events.is_empty();
    view! {
        <section class="group" aria-labelledby="account-events">
            <header>
                <h2 id="account-events">{words.events}</h2>
                <p class="hint">{words.not_you}</p>
            </header>
            <div class="fields-column">
                {is_empty.then(|| view! { <p>{words.no_events}</p> })}
                {(!is_empty).then(|| view! { <EventList events /> })}
            </div>
        </section>
    }
}

/// Renders a list of events with their time and source.
#[component]
pub fn EventList(events: Vec<AccountEvent>) -> impl IntoView {
    let words = &use_admin_texts().account;
    let items = events.into_iter().map(|event| {
        let (what, from) = ((words.event)(event.kind, &event.detail), tell_source(&event, words));
        view! {
            <li>
                <span class="title">{what}</span>
                <p class="line">
                    <time datetime=event.moment.iso>{event.moment.text}</time> " " <span>{from}</span>
                </p>
            </li>
        }
    });
    view! { <ul class="brief-list">{items.collect_view()}</ul> }
}

fn tell_source(event: &AccountEvent, words: &AccountTexts) -> String {
    match (event.kind, event.address.as_str()) {
        (AccountEventKind::ResetLinkMade, _) => String::new(),
        (_, "") => words.on_the_server.to_owned(),
        (_, address) => format!("{} · {address}", device_name(&event.browser, &event.system, words)),
    }
}

use leptos::prelude::*;

use super::shelf::Shown;
use crate::admin::icon::{Drawn, Icon};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{Choice, Medium, Search};

/// What can be looked for, and the pictures that were found.
#[component]
pub fn Browse(
    shown: Shown,
    /// A picture was clicked.
    choose: Callback<Medium>,
    /// Which picture is chosen, where that is kept; else a click opens something.
    #[prop(optional)]
    pressed: Option<Signal<Option<i64>>>,
) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let is_search = move || shown.search.with(|search| !search.text.is_empty() || search.choice != Choice::All);
    let found = move || shown.media.with(|media| !media.is_empty());
    view! {
        <Filters shown />
        {move || shown.failure.get().map(|failure| view! { <p class="banner alarm" role="alert">{failure}</p> })}
        <Show when=found fallback=move || view! { <Nothing is_search=Signal::derive(is_search) shown /> }>
            <ul class="media-grid" aria-busy=move || shown.is_loading.get().to_string()>
                <For
                    each=move || shown.media.get()
                    key=|medium| (medium.id, medium.alt.clone())
                    children=move |medium| view! { <Tile medium choose pressed /> }
                />
            </ul>
        </Show>
        <Show when=move || shown.has_older()>
            <p class="pager">
                <button
                    type="button"
                    class="button quiet"
                    disabled=move || shown.is_loading.get()
                    on:click=move |_| shown.go_on()
                >
                    {texts.more}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Filters(shown: Shown) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let choose = move |event| {
        let value = event_target_value(&event);
        let choice = Choice::ALL.into_iter().find(|choice| texts.choice(*choice) == value).unwrap_or_default();
        shown.search.update(|search| search.choice = choice);
        shown.look();
    };
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        shown.look();
    };
    let type_ = move |event| shown.search.update(|search| search.text = event_target_value(&event));
    view! {
        <form class="filters" role="search" aria-label=texts.search_label on:submit=look>
            <div class="search">
                <Drawn icon=Icon::Search />
                <input
                    type="search"
                    aria-label=texts.search
                    placeholder=texts.search
                    prop:value=move || shown.search.with(|search| search.text.clone())
                    on:input=type_
                />
            </div>
            <div class="choice">
                <select
                    aria-label=texts.choice_label
                    prop:value=move || shown.search.with(|search| texts.choice(search.choice))
                    on:change=choose
                >
                    {Choice::ALL.map(|choice| view! { <option value=texts.choice(choice)>{texts.choice(choice)}</option> })}
                </select>
            </div>
            <button class="button quiet">{texts.filter}</button>
        </form>
    }
}

#[component]
fn Tile(medium: Medium, choose: Callback<Medium>, pressed: Option<Signal<Option<i64>>>) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let Medium { id, width, height, size, .. } = medium;
    let is_described = !medium.alt.is_empty();
    let facts = match is_described {
        true => format!("{width} × {height} · {}", texts.amount(u64::try_from(size).unwrap_or_default())),
        false => texts.no_alt.to_owned(),
    };
    let (name, thumbnail) = (medium.name.clone(), medium.thumbnail.clone());
    let is_pressed = pressed.map(|pressed| move || (pressed.get() == Some(id)).to_string());
    view! {
        <li>
            <button
                type="button"
                class="tile"
                aria-haspopup=pressed.is_none().then_some("dialog")
                aria-pressed=is_pressed
                on:click=move |_| choose.run(medium.clone())
            >
                <span class="picture">
                    <img src=thumbnail alt="" width=width height=height loading="lazy" decoding="async" />
                </span>
                <span class="name">{name}</span>
                <span class="size" class:missing=!is_described>{facts}</span>
            </button>
        </li>
    }
}

/// Where there are no pictures: none at all, or none like that.
#[component]
fn Nothing(is_search: Signal<bool>, shown: Shown) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let again = move |_| {
        shown.search.set(Search::default());
        shown.look();
    };
    view! {
        <Show when=move || !shown.is_loading.get()>
            <section class="empty-state">
                <Drawn icon=Icon::Picture />
                {move || match is_search.get() {
                    true => view! {
                        <h2>{texts.none_found}</h2>
                        <p class="actions">
                            <button type="button" class="button quiet" on:click=again>{texts.choices[0]}</button>
                        </p>
                    }.into_any(),
                    false => view! { <h2>{texts.none_yet}</h2><p>{texts.none_yet_hint}</p> }.into_any(),
                }}
            </section>
        </Show>
    }
}

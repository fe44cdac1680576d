use leptos::prelude::*;

use super::list_state::MediaListState;
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{MediaFilter, MediaItem, MediaSearch};
use crate::model::media::MediaKind;

/// Renders the search of the library and its results.
#[component]
pub fn MediaBrowser(
    list: MediaListState,
    /// Called when an image is clicked.
    choose: Callback<MediaItem>,
    /// The selected images, in a picker; without it, a click opens an image.
    #[prop(optional)]
    pressed: Option<Signal<Vec<i64>>>,
) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let is_search = move || {
        list.search.with(|search| !search.text.is_empty() || search.choice != MediaFilter::All || search.kind.is_some())
    };
    let found = move || list.media.with(|media| !media.is_empty());
    view! {
        <MediaFilters list />
        {move || list.failure.get().map(|failure| view! { <p class="banner alarm" role="alert">{failure}</p> })}
        <Show when=found fallback=move || view! { <NoPictures is_search=Signal::derive(is_search) list /> }>
            <ul class="media-grid" aria-busy=move || list.is_loading.get().to_string()>
                <For
                    each=move || list.media.get()
                    key=|media_item| (media_item.id, media_item.alt.clone())
                    children=move |media_item| view! { <MediaTile media_item choose pressed /> }
                />
            </ul>
        </Show>
        <Show when=move || list.has_older()>
            <p class="pager">
                <button
                    type="button"
                    class="button quiet"
                    disabled=move || list.is_loading.get()
                    on:click=move |_| list.go_on()
                >
                    {texts.more}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn MediaFilters(list: MediaListState) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let choose = move |event| {
        let value = event_target_value(&event);
        let choice = MediaFilter::ALL.into_iter().find(|choice| texts.choice(*choice) == value).unwrap_or_default();
        list.search.update(|search| search.choice = choice);
        list.look();
    };
    let kinds = || std::iter::once(None).chain(MediaKind::ALL.into_iter().map(Some));
    let choose_kind = move |event| {
        let value = event_target_value(&event);
        let kind = kinds().find(|kind| texts.files.kind_name(*kind) == value).flatten();
        list.search.update(|search| search.kind = kind);
        list.look();
    };
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        list.look();
    };
    let type_ = move |event| list.search.update(|search| search.text = event_target_value(&event));
    view! {
        <form class="filters" role="search" aria-label=texts.search_label on:submit=look>
            <div class="search">
                <IconImage icon=Icon::Search />
                <input
                    type="search"
                    aria-label=texts.search
                    placeholder=texts.search
                    prop:value=move || list.search.with(|search| search.text.clone())
                    on:input=type_
                />
            </div>
            <div class="choice">
                <select
                    aria-label=texts.choice_label
                    prop:value=move || list.search.with(|search| texts.choice(search.choice))
                    on:change=choose
                >
                    {MediaFilter::ALL.map(|choice| view! { <option value=texts.choice(choice)>{texts.choice(choice)}</option> })}
                </select>
            </div>
            {move || list.kind.get().is_none().then(|| view! {
                <div class="choice">
                    <select
                        aria-label=texts.files.kind_label
                        prop:value=move || list.search.with(|search| texts.files.kind_name(search.kind))
                        on:change=choose_kind
                    >
                        {kinds().map(|kind| view! { <option value=texts.files.kind_name(kind)>{texts.files.kind_name(kind)}</option> }).collect_view()}
                    </select>
                </div>
            })}
            <button class="button quiet">{texts.filter}</button>
        </form>
    }
}

#[component]
fn MediaTile(media_item: MediaItem, choose: Callback<MediaItem>, pressed: Option<Signal<Vec<i64>>>) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let MediaItem { id, width, height, size, .. } = media_item;
    let kind = media_item.kind.kind();
    let is_picture = kind == MediaKind::Picture;
    let is_described = !is_picture || !media_item.alt.is_empty();
    let amount = texts.amount(u64::try_from(size).unwrap_or_default());
    let facts = match is_described {
        true if is_picture => format!("{width} × {height} · {amount}"),
        true => format!("{} · {amount}", texts.files.kind_name(Some(kind))),
        false => texts.no_alt.to_owned(),
    };
    let (name, thumbnail) = (media_item.name.clone(), media_item.thumbnail.clone());
    let focus = media_item.focus.classes();
    let picture = match kind_icon(kind) {
        None => view! {
            <img class=focus src=thumbnail alt="" width=width height=height loading="lazy" decoding="async" />
        }
        .into_any(),
        Some(icon) => view! { <IconImage icon /> }.into_any(),
    };
    let is_pressed = pressed.map(|pressed| move || pressed.with(|pressed| pressed.contains(&id)).to_string());
    view! {
        <li>
            <button
                type="button"
                class="tile"
                aria-haspopup=pressed.is_none().then_some("dialog")
                aria-pressed=is_pressed
                on:click=move |_| choose.run(media_item.clone())
            >
                <span class="picture">{picture}</span>
                <span class="name" dir="auto">{name}</span>
                <span class="size" class:missing=!is_described>{facts}</span>
            </button>
        </li>
    }
}

/// Returns the icon that stands for a file. A picture shows itself.
fn kind_icon(kind: MediaKind) -> Option<Icon> {
    match kind {
        MediaKind::Picture => None,
        MediaKind::Audio => Some(Icon::Sound),
        MediaKind::Video => Some(Icon::Film),
        MediaKind::Captions => Some(Icon::Comment),
        MediaKind::Document => Some(Icon::Page),
    }
}

/// Renders the empty state: no images at all, or no results.
#[component]
fn NoPictures(is_search: Signal<bool>, list: MediaListState) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let again = move |_| {
        list.search.set(MediaSearch::default());
        list.look();
    };
    view! {
        <Show when=move || !list.is_loading.get()>
            <section class="empty-state">
                <IconImage icon=Icon::Picture />
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

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::{FrontPageState, SectionEntry};
use crate::admin::form_errors::FieldErrorText;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::link_targets::find_link_targets;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::Address;

/// The search starts after a pause in typing of this length.
const TYPING_DELAY: Duration = Duration::from_millis(300);

/// Renders the picked posts of a section, and the search for more.
#[component]
pub fn PostPicks(entry: SectionEntry, id: String) -> impl IntoView {
    let texts = &use_admin_texts().front_page;
    let editor = expect_context::<FrontPageState>();
    let found = RwSignal::new(None::<Vec<(String, String)>>);
    let typed = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let search = move |text: String| {
        typed.set(text.clone());
        if let Some(earlier) = timer.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        let ask = move || {
            spawn_local(async move {
                // Without an answer, the list stays: the next letter asks again.
                let Ok(targets) = find_link_targets(text.clone()).await else { return };
                if typed.try_get_untracked().as_ref() == Some(&text) {
                    let posts = targets.into_iter().filter_map(|target| match Address::parse(&target.path) {
                        Address::Post(slug) => Some((slug.to_owned(), target.title)),
                        _ => None,
                    });
                    found.set(Some(posts.collect()));
                }
            });
        };
        timer.set_value(set_timeout_with_handle(ask, TYPING_DELAY).ok());
    };
    let search_id = id.clone();
    let field = StoredValue::new(id.clone());
    let pick = move |(slug, title): (String, String)| {
        editor.titles.update(|titles| titles.push((slug.clone(), title)));
        entry.posts.update(|posts| posts.push(slug));
        editor.errors.clear_field(&field.get_value());
        field.with_value(|field| browser::focus(field));
    };
    let offers = move || {
        found.get().map(|found| {
            let left = found.into_iter().filter(|(slug, _)| entry.posts.with(|posts| !posts.contains(slug)));
            let left: Vec<_> = left.collect();
            if left.is_empty() {
                return view! { <p class="hint" role="status">{texts.nothing_found}</p> }.into_any();
            }
            let items = left.into_iter().map(|offer| {
                let (label, title) = ((texts.pick)(&offer.1), offer.1.clone());
                view! {
                    <li>
                        <button type="button" class="button plain" aria-label=label on:click=move |_| pick(offer.clone())>
                            <IconImage icon=Icon::Add />{title}
                        </button>
                    </li>
                }
            });
            view! { <ul class="offers">{items.collect_view()}</ul> }.into_any()
        })
    };
    let picked = move || {
        let posts = entry.posts.get();
        if posts.is_empty() {
            return view! { <p class="hint">{texts.no_picks}</p> }.into_any();
        }
        let items = posts.into_iter().map(|slug| {
            let title = editor.title(&slug).unwrap_or_else(|| (texts.missing_post)(&slug));
            let label = (texts.unpick)(&title);
            let drop = move |_| {
                entry.posts.update(|posts| posts.retain(|known| *known != slug));
                field.with_value(|field| browser::focus(field));
            };
            view! {
                <li>
                    <span dir="auto">{title}</span>
                    <button type="button" class="button plain only-icon" aria-label=label on:click=drop>
                        <IconImage icon=Icon::Close />
                    </button>
                </li>
            }
        });
        view! { <ol class="picks">{items.collect_view()}</ol> }.into_any()
    };
    let described_by = editor.errors.described_by(id.clone(), false);
    let aria_invalid = editor.errors.aria_invalid(id.clone());
    view! {
        <fieldset>
            <legend>{texts.picks}</legend>
            {picked}
            <div class="field">
                <label for=id.clone()>{texts.search_posts}</label>
                <input
                    type="search"
                    id=search_id
                    prop:value=typed
                    aria-describedby=described_by
                    aria-invalid=aria_invalid
                    on:input:target=move |event| search(event.target().value())
                    on:keydown=|event| if event.key() == "Enter" { event.prevent_default() }
                />
                <FieldErrorText id errors=editor.errors />
            </div>
            {offers}
        </fieldset>
    }
}

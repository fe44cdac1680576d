use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::FrontPageState;
use crate::api::admin::front_page::preview_front_page;
use crate::browser::link;
use crate::components::front_page::FrontSections;
use crate::i18n::admin::use_admin_texts;
use crate::model::front_page::{SectionKind, ShownSection};

/// Delay of the preview after the last change.
const PAUSE: Duration = Duration::from_millis(400);

/// Renders the draft as readers will see it, with the components of their pages.
#[component]
pub fn FrontPagePreview() -> impl IntoView {
    let texts = &use_admin_texts().front_page;
    let editor = expect_context::<FrontPageState>();
    let shown = RwSignal::new(None::<Vec<ShownSection>>);
    // The names of the sections without posts.
    let empty = RwSignal::new(Vec::new());
    let is_stale = RwSignal::new(false);
    // Number of requests, for ignoring outdated responses.
    let question = StoredValue::new(0_u64);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let sections = Memo::new(move |_| editor.sections());
    Effect::new(move |was_asked: Option<()>| {
        let draft = sections.get();
        let ask = move || {
            let Some(own) = question.try_update_value(|question| {
                *question += 1;
                *question
            }) else {
                return;
            };
            let kinds: Vec<SectionKind> = draft.iter().map(|section| section.kind).collect();
            spawn_local(async move {
                let answer = preview_front_page(draft).await;
                if question.try_get_value() != Some(own) {
                    return;
                }
                is_stale.set(answer.is_err());
                if let Ok(sections) = answer {
                    let is_shown = |place| sections.iter().any(|section| section.place == place);
                    let names = kinds.iter().enumerate().filter(|(place, _)| !is_shown(*place));
                    let names = names.map(|(place, kind)| format!("{}. {}", place + 1, (texts.kind)(*kind)));
                    empty.set(names.collect());
                    shown.set(Some(sections));
                }
            });
        };
        if let Some(earlier) = timer.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        let wait = if was_asked.is_some() { PAUSE } else { Duration::ZERO };
        timer.set_value(set_timeout_with_handle(ask, wait).ok());
    });
    // Links open in a new tab, so that the editor stays.
    let stay = |event: MouseEvent| {
        if let Some(link) = link::find(&event) {
            event.prevent_default();
            let _ = window().open_with_url_and_target(&link.href(), "_blank");
        }
    };
    let content = move || {
        shown.get().map(|sections| match sections.is_empty() {
            true => view! { <p class="hint">{texts.preview_empty}</p> }.into_any(),
            false => view! { <FrontSections sections /> }.into_any(),
        })
    };
    view! {
        <section class="front-preview" aria-labelledby="front-preview">
            <h2 id="front-preview">{texts.preview}</h2>
            <Show when=move || is_stale.get()><p class="hint" role="status">{texts.preview_failed}</p></Show>
            <Show when=move || empty.with(|empty| !empty.is_empty())>
                <p class="hint" role="status">{move || (texts.preview_without)(&empty.get().join(", "))}</p>
            </Show>
            <div class="preview" class:stale=is_stale tabindex="0" role="group" aria-label=texts.preview on:click=stay>
                {content}
            </div>
        </section>
    }
}

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::MenuEditorState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::FormErrors;
use crate::admin::form_fields::TextField;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::menu::find_menu_targets;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::menu::MenuTarget;
use crate::model::error::Rejection;

/// The search starts after a pause in typing of this length.
const TYPING_DELAY: Duration = Duration::from_millis(300);

/// Renders a search for posts, pages, categories and tags, whose results can be added to the menu.
#[component]
pub fn AddFoundItem() -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.menu;
    let (expiry, errors) = (use_session_expiry(), FormErrors::new());
    let words = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<MenuTarget>>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let look = move |text: String| {
        spawn_local(async move {
            let answer = find_menu_targets(text.clone()).await;
            expiry.note(&answer);
            // Something else may have been typed since.
            if words.try_with_untracked(|words| *words == text) != Some(true) {
                return;
            }
            errors.clear();
            match answer {
                Ok(targets) => found.set((!text.trim().is_empty()).then_some(targets)),
                Err(error) => {
                    let text = error_text_in(all, &error);
                    errors.show_all(vec![Rejection { field: "find-target".to_owned(), text }]);
                }
            }
        });
    };
    Effect::new(move |before: Option<()>| {
        let text = words.get();
        if let Some(earlier) = timer.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        if before.is_some() {
            timer.set_value(set_timeout_with_handle(move || look(text), TYPING_DELAY).ok());
        }
    });
    let results = move || {
        found.get().map(|found| {
            let rows = found.into_iter().map(|target| view! { <FoundItem target /> }).collect_view();
            view! { <ul class="found">{rows}</ul> }
        })
    };
    view! {
        <form role="search" on:submit=move |event| {
            event.prevent_default();
            look(words.get_untracked());
        }>
            <TextField id="find-target" label=texts.search hint=texts.search_hint value=words errors />
            <p class="hint" role="status">
                {move || found.with(|found| found.as_ref().map(|found| (texts.search_count)(found.len())))}
            </p>
            {results}
        </form>
    }
}

#[component]
fn FoundItem(target: MenuTarget) -> impl IntoView {
    let texts = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let MenuTarget { kind, title, path } = target;
    let known = path.clone();
    let is_there = Memo::new(move |_| editor.has(&known));
    let name = title.clone();
    let add = move |_| {
        editor.announcement.set((texts.added)(&name));
        editor.add(name.clone(), path.clone());
    };
    view! {
        <li>
            <button type="button" class="button plain" disabled=is_there on:click=add>
                <IconImage icon=Icon::Add />
                <span dir="auto">{title}</span>
                " "
                <span class="hint">{(texts.kind)(kind)}</span>
            </button>
        </li>
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::redirects::{forget_not_found_path, list_not_found_paths};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::redirect::NotFoundPath;

/// Renders the paths that were not found. `path` is the field of the form beside it; `changed` is notified when a
/// redirect was added.
#[component]
pub fn NotFoundList(path: RwSignal<String>, changed: Trigger) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let missing = Resource::new(|| (), |()| list_not_found_paths());
    // A resource with a constant source does not refetch by itself.
    Effect::new(move |before: Option<()>| {
        changed.track();
        if before.is_some() {
            missing.refetch();
        }
    });
    let refetch = Callback::new(move |()| missing.refetch());
    let list = move |found: Vec<NotFoundPath>| match found.is_empty() {
        true => view! { <p class="hint" role="status">{texts.no_missing}</p> }.into_any(),
        false => {
            let lines = found.into_iter().map(|missing| view! { <NotFoundItem missing path refetch /> }).collect_view();
            view! { <ul class="term-list">{lines}</ul> }.into_any()
        }
    };
    view! {
        <section class="group" aria-labelledby="missing">
            <header><h2 id="missing" tabindex="-1">{texts.missing}</h2></header>
            <p class="hint">{texts.missing_hint}</p>
            {resource_view(missing, list)}
        </section>
    }
}

#[component]
fn NotFoundItem(missing: NotFoundPath, path: RwSignal<String>, refetch: Callback<()>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.terms;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let NotFoundPath { path: found, count, seen } = missing;
    let (led, forgotten) = (found.clone(), found.clone());
    let lead = move |_| {
        path.set(led.clone());
        browser::reveal("redirect-target");
        browser::focus("redirect-target");
    };
    let forget = move |_| {
        let path = forgotten.clone();
        spawn_local(async move {
            let answer = forget_not_found_path(path).await;
            expiry.note(&answer);
            if let Err(error) = answer {
                toaster.fail(error_text_in(all, &error));
            }
            browser::focus("missing");
            refetch.run(());
        });
    };
    let labels = ((texts.missing_lead)(&found), (texts.missing_forget)(&found));
    view! {
        <li>
            <div class="term">
                <div>
                    <p class="slug">{found}</p>
                    <p class="description">
                        {(texts.missing_count)(count)} " · " <time datetime=seen.iso>{seen.text}</time>
                    </p>
                </div>
                <button type="button" class="button plain" aria-label=labels.0 on:click=lead>
                    {texts.missing_lead_short}
                </button>
                <button type="button" class="button plain only-icon" aria-label=labels.1 on:click=forget>
                    <IconImage icon=Icon::Trash />
                </button>
            </div>
        </li>
    }
}

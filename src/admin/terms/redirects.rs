use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use leptos_router::hooks::use_query_map;

use super::TermTabs;
use super::not_found_paths::NotFoundList;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::TextField;
use crate::admin::icon::{Icon, IconImage};
use crate::admin::layout::PageHeading;
use crate::admin::resource_view::resource_view;
use crate::admin::search_field::{SearchField, address};
use crate::admin::toast::use_toaster;
use crate::api::admin::redirects::{add_redirect, list_redirects, remove_redirect};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::redirect::{Redirect, RedirectListPage};

const PATH: &str = AdminAddress::Redirects.path();

/// Renders `/admin/terms/redirects`.
#[component]
pub fn RedirectsPage() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| (query.get("path").unwrap_or_default(), query.get("after").unwrap_or_default()))
    });
    let redirects = Resource::new(move || wanted.get(), |(search, after)| list_redirects(search, after));
    let (path, changed) = (RwSignal::new(String::new()), Trigger::new());
    let refetch = Callback::new(move |()| {
        redirects.refetch();
        changed.notify();
    });
    let list = move |found: RedirectListPage| {
        let (search, after) = wanted.get_untracked();
        let none = match (found.redirects.is_empty(), search.is_empty()) {
            (true, true) => Some(texts.no_redirects),
            (true, false) => Some(texts.no_redirects_found),
            _ => None,
        };
        let lines =
            found.redirects.into_iter().map(|redirect| view! { <RedirectItem redirect refetch /> }).collect_view();
        view! {
            {none.map(|none| view! { <p class="hint" role="status">{none}</p> })}
            {none.is_none().then(|| view! { <ul class="term-list">{lines}</ul> })}
            <nav class="pager" aria-label=texts.pages_of_redirects>
                {(!after.is_empty()).then(|| view! {
                    <a class="button quiet" href=address(PATH, "path", &search, "")>{texts.first}</a>
                })}
                {(!found.next.is_empty()).then(|| view! {
                    <a class="button quiet" rel="next" href=address(PATH, "path", &search, &found.next)>
                        {texts.more_redirects}
                    </a>
                })}
            </nav>
        }
    };
    view! {
        <PageHeading title=texts.old_addresses subtitle=texts.redirects_intro />
        <TermTabs />
        <div class="two-columns">
            <section class="group" aria-labelledby="redirects">
                <header><h2 id="redirects" tabindex="-1">{texts.old_addresses}</h2></header>
                <SearchField name="path" label=texts.search_redirects path=PATH />
                {resource_view(redirects, list)}
            </section>
            <div>
                <RedirectForm path refetch />
                <NotFoundList path changed />
            </div>
        </div>
    }
}

/// Renders a redirect.
#[component]
fn RedirectItem(redirect: Redirect, refetch: Callback<()>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.terms;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let Redirect { path, target } = redirect;
    let label = (texts.redirect_remove)(&path);
    let name = path.clone();
    let restore = move |removed: Redirect| {
        spawn_local(async move {
            let answer = add_redirect(removed).await;
            expiry.note(&answer);
            match answer {
                Ok(added) => toaster.tell((texts.redirect_added)(&added.path)),
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
            refetch.run(());
        });
    };
    let remove = move |_| {
        let path = path.clone();
        spawn_local(async move {
            let answer = remove_redirect(path).await;
            expiry.note(&answer);
            match answer {
                Ok(removed) => {
                    let text = (texts.redirect_removed)(&removed.path);
                    toaster.offer_undo(text, Callback::new(move |()| restore(removed.clone())));
                    browser::focus("redirects");
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
            refetch.run(());
        });
    };
    let leads = match target.as_str() {
        "" => texts.redirect_gone.into_any(),
        target => view! { "→ "<a href=target.to_owned() rel="external">{target.to_owned()}</a> }.into_any(),
    };
    view! {
        <li>
            <div class="term">
                <div>
                    <p class="slug">{name}</p>
                    <p class="description">{leads}</p>
                </div>
                <button type="button" class="button plain only-icon" aria-label=label on:click=remove>
                    <IconImage icon=Icon::Trash />
                </button>
            </div>
        </li>
    }
}

/// Renders the form for adding a redirect. `path` is the legacy path.
#[component]
fn RedirectForm(path: RwSignal<String>, refetch: Callback<()>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let target = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let typed = Redirect { path: path.get_untracked(), target: target.get_untracked() };
        spawn_local(async move {
            let answer = add_redirect(typed).await;
            expiry.note(&answer);
            match answer {
                Ok(added) => {
                    toaster.tell((texts.redirect_added)(&added.path));
                    path.set(String::new());
                    target.set(String::new());
                    browser::focus("redirect-path");
                    refetch.run(());
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="add-redirect">
            <header><h2 id="add-redirect">{texts.redirect_add}</h2></header>
            <form class="inline-form" on:submit=send>
                <ErrorSummary errors />
                <TextField
                    id="redirect-path"
                    label=texts.redirect_path
                    hint=texts.redirect_path_hint
                    value=path
                    errors
                />
                <TextField
                    id="redirect-target"
                    label=texts.redirect_target
                    hint=texts.redirect_target_hint
                    value=target
                    errors
                />
                <div class="actions"><button class="button">{texts.redirect_add}</button></div>
            </form>
        </section>
    }
}

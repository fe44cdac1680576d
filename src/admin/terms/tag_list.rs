use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::page_state::{OpenTermForm, TermsPageState};
use super::term_form::TermForm;
use super::term_item::TermItem;
use crate::admin::dialog::ConfirmationDialog;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::resource_view::resource_view;
use crate::admin::search_field::{self, SearchField};
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::remove_unused_tags;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::term::TermListPage;
use crate::model::error::Error;
use crate::model::term::TermKind;

/// Renders a page of the tags.
#[component]
pub fn TagList(terms: Resource<Result<TermListPage, Error>>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let page = expect_context::<TermsPageState>();
    let query = use_query_map();
    let list = move |terms: TermListPage| {
        page.arrive();
        let (search, after) = query
            .with_untracked(|query| (query.get("tag").unwrap_or_default(), query.get("after").unwrap_or_default()));
        let categories = StoredValue::new(Vec::new());
        let is_new = move || page.open.get() == OpenTermForm::New(TermKind::Tag);
        let none = match (terms.tags.is_empty(), search.is_empty()) {
            (true, true) => Some(texts.no_tags),
            (true, false) => Some(texts.none_found),
            _ => None,
        };
        let items = terms.tags.into_iter().map(|term| view! { <TermItem term categories /> }).collect_view();
        view! {
            <Show when=is_new><TermForm kind=TermKind::Tag categories /></Show>
            <p class="hint">{(texts.all_tags)(terms.tag_count)}</p>
            {none.map(|none| view! { <p class="hint" role="status">{none}</p> })}
            {none.is_none().then(|| view! { <ul class="term-list">{items}</ul> })}
            <nav class="pager" aria-label=texts.pages_of_tags>
                {(!after.is_empty()).then(|| view! {
                    <a class="button quiet" href=address(&search, "")>{texts.first}</a>
                })}
                {(!terms.next.is_empty()).then(|| view! {
                    <a class="button quiet" rel="next" href=address(&search, &terms.next)>{texts.more_tags}</a>
                })}
            </nav>
            {(terms.unused > 0).then(|| view! { <UnusedTags count=terms.unused /> })}
        }
    };
    view! {
        <section class="group" aria-labelledby="tags">
            <header><h2 id="tags" tabindex="-1">{texts.tags}</h2></header>
            <SearchField name="tag" label=texts.search_tags path=AdminAddress::Terms.path() />
            {resource_view(terms, list)}
        </section>
    }
}

fn address(search: &str, after: &str) -> String {
    search_field::address(AdminAddress::Terms.path(), "tag", search, after)
}

/// Renders the button that removes unused tags after a confirmation.
#[component]
fn UnusedTags(count: i64) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.terms;
    let (page, toaster, expiry) = (expect_context::<TermsPageState>(), use_toaster(), use_session_expiry());
    let open = RwSignal::new(false);
    let on_confirm = Callback::new(move |()| {
        spawn_local(async move {
            let answer = remove_unused_tags().await;
            expiry.note(&answer);
            match answer {
                Ok(count) => {
                    toaster.tell((texts.unused_deleted)(count));
                    page.finish("tags".to_owned());
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    });
    view! {
        <button type="button" class="button danger" on:click=move |_| open.set(true)>{(texts.unused)(count)}</button>
        <ConfirmationDialog
            id="unused"
            title=texts.unused_title
            text=(texts.unused_explained)(count)
            action=texts.delete
            open
            on_confirm
        />
    }
}

use leptos::prelude::*;

use super::page_state::{OpenTermForm, TermsPageState};
use super::term_form::TermForm;
use super::term_item::TermItem;
use crate::admin::resource_view::resource_view;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::term::TermListPage;
use crate::model::error::Error;
use crate::model::term::TermKind;

/// Renders the categories as a tree.
#[component]
pub fn CategoryTree(terms: Resource<Result<TermListPage, Error>>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let page = expect_context::<TermsPageState>();
    let list = move |terms: TermListPage| {
        page.arrive();
        let categories = StoredValue::new(terms.categories.clone());
        let is_new = move || page.open.get() == OpenTermForm::New(TermKind::Category);
        let is_empty = terms.categories.is_empty();
        let items = terms.categories.into_iter().map(|term| view! { <TermItem term categories /> });
        let items = items.collect_view();
        view! {
            <Show when=is_new><TermForm kind=TermKind::Category categories /></Show>
            {is_empty.then(|| view! { <p class="hint">{texts.no_categories}</p> })}
            {(!is_empty).then(|| view! { <ul class="term-list">{items}</ul> })}
        }
    };
    view! {
        <section class="group" aria-labelledby="categories">
            <header><h2 id="categories" tabindex="-1">{texts.categories}</h2></header>
            {resource_view(terms, list)}
        </section>
    }
}

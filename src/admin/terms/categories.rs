use leptos::prelude::*;

use super::form::TermForm;
use super::item::TermItem;
use super::work::{Open, Work};
use crate::admin::loaded::loaded;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::term::Terms;
use crate::model::error::Error;
use crate::model::term::TermKind;

/// The categories, as a tree.
#[component]
pub fn Categories(terms: Resource<Result<Terms, Error>>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let work = expect_context::<Work>();
    let list = move |terms: Terms| {
        work.arrive();
        let categories = StoredValue::new(terms.categories.clone());
        let is_new = move || work.open.get() == Open::New(TermKind::Category);
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
            {loaded(terms, list)}
        </section>
    }
}

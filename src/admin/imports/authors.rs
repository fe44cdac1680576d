use std::collections::BTreeMap;

use leptos::prelude::*;

use super::report::use_report;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::import::ReportedAuthor;

/// Renders a choice for each author of the old site: a new author here, or one who is here already.
#[component]
pub fn AuthorChoices(id: i64, chosen: RwSignal<BTreeMap<String, i64>>) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let report = use_report(id);
    let fields = move || {
        let report = report.get().filter(|report| !report.authors.is_empty() && !report.authors_here.is_empty())?;
        let fields = report.authors.into_iter().enumerate().map(|(number, author)| {
            let here = report.authors_here.clone();
            view! { <AuthorChoice id=format!("import-{id}-author-{number}") author here chosen /> }
        });
        Some(view! {
            <details>
                <summary>{texts.authors}</summary>
                <p class="hint">{texts.authors_hint}</p>
                {fields.collect_view()}
            </details>
        })
    };
    view! { {fields} }
}

#[component]
fn AuthorChoice(
    id: String,
    author: ReportedAuthor,
    here: Vec<(i64, String)>,
    chosen: RwSignal<BTreeMap<String, i64>>,
) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let ReportedAuthor { login, name } = author;
    let current = chosen.with_untracked(|chosen| chosen.get(&login).copied());
    let options = here.into_iter().map(|(id, name)| {
        view! { <option value=id.to_string() selected=current == Some(id)>{name}</option> }
    });
    let options = options.collect_view();
    let change = move |value: String| {
        chosen.update(|chosen| match value.parse() {
            Ok(id) => drop(chosen.insert(login.clone(), id)),
            Err(_) => drop(chosen.remove(&login)),
        });
    };
    view! {
        <div class="field">
            <label for=id.clone() dir="auto">{name}</label>
            <select id=id on:change:target=move |event| change(event.target().value())>
                <option value="" selected=current.is_none()>{texts.new_author}</option>
                {options}
            </select>
        </div>
    }
}

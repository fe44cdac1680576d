//! Imports of other sites' content.

mod authors;
mod choices;
mod report;
mod run_card;
mod undo;
mod upload;

use leptos::prelude::*;

use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::imports::list_imports;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::import::ImportRun;
use crate::model::error::Error;
use run_card::RunCard;
use upload::UploadForm;

/// The list of imports, which is fetched again after each change.
#[derive(Clone, Copy)]
struct ImportRuns(Resource<Result<Vec<ImportRun>, Error>>);

/// Renders `/admin/imports`.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let runs = Resource::new(|| (), |()| list_imports());
    provide_context(ImportRuns(runs));
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle />
        <div class="settings-form">
            <section class="group" aria-labelledby="import-upload">
                <header>
                    <h2 id="import-upload">{texts.upload}</h2>
                    <p class="hint">{texts.upload_about}</p>
                </header>
                <UploadForm />
            </section>
            <section class="group" aria-labelledby="import-runs">
                <header>
                    <h2 id="import-runs">{texts.runs}</h2>
                    <p class="hint">{texts.runs_hint}</p>
                </header>
                <div class="fields-column import-runs">
                    {resource_view(runs, move |runs| {
                        let is_empty = runs.is_empty();
                        let cards = runs.into_iter().map(|run| view! { <RunCard run /> });
                        view! {
                            {is_empty.then(|| view! { <p class="hint">{texts.no_runs}</p> })}
                            {cards.collect_view()}
                        }
                    })}
                </div>
            </section>
        </div>
    }
}

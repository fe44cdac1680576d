use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::imports::read_import_report;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::import_report_path;
use crate::model::admin::import::{ImportReportView, ReportedLoss};

/// Reads the report of an import. Only the client does: a resource would belong to the list around it, which would then
/// wait for it.
pub fn use_report(id: i64) -> RwSignal<Option<ImportReportView>> {
    let report = RwSignal::new(None);
    Effect::new(move || {
        spawn_local(async move {
            if let Ok(read) = read_import_report(id).await {
                report.try_set(Some(read));
            }
        });
    });
    report
}

/// Renders the report of an import. `came_in` is false after a dry run.
#[component]
pub fn ReportView(id: i64, came_in: bool) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let report = use_report(id);
    view! {
        {move || report.get().map(|report| view! { <ReportBody report came_in /> })}
        <p>
            <a class="button plain" href=import_report_path(&id.to_string()) rel="external" download>
                <IconImage icon=Icon::Download />{texts.download_report}
            </a>
        </p>
    }
}

#[component]
fn ReportBody(report: ImportReportView, came_in: bool) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let ImportReportView { lines, already_here, left_out, warnings, further_warnings, .. } = report;
    let lines = lines.into_iter().map(|line| {
        let parts = (!line.parts.is_empty()).then(|| format!(" ({})", line.parts.join(", ")));
        view! { <div><dt>{line.name}{parts}</dt><dd>{line.number}</dd></div> }
    });
    let losses = (!left_out.is_empty()).then(|| {
        let number: u64 = left_out.iter().map(|loss| loss.number).sum();
        let items = left_out.into_iter().map(|ReportedLoss { what, reason, number, example }| {
            let example = (!example.is_empty()).then(|| format!(" – {}", (texts.for_example)(&example)));
            view! { <li>{number} " × " <strong dir="auto">{what}</strong> ": " {reason} <span class="hint" dir="auto">{example}</span></li> }
        });
        view! {
            <details>
                <summary>{texts.left_out} " (" {number} ")"</summary>
                <ul>{items.collect_view()}</ul>
            </details>
        }
    });
    let number = warnings.len() as u64 + further_warnings;
    let warnings = (number > 0).then(|| {
        let items = warnings.into_iter().map(|warning| view! { <li dir="auto">{warning.text}</li> });
        let further = (further_warnings > 0).then(|| view! { <li>{(texts.more_warnings)(further_warnings)}</li> });
        view! {
            <details>
                <summary>{texts.warnings} " (" {number} ")"</summary>
                <ul>{items.collect_view()} {further}</ul>
            </details>
        }
    });
    view! {
        <h4>{if came_in { texts.came_in } else { texts.would_come_in }}</h4>
        <dl class="facts">{lines.collect_view()}</dl>
        {(already_here > 0).then(|| view! { <p>{(texts.already_here)(already_here)}</p> })}
        {losses}
        {warnings}
    }
}

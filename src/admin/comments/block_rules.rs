use leptos::ev;
use leptos::html::{Input, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue_tabs::{QueueTab, QueueTabs};
use crate::admin::error_page::{error_text, use_session_expiry};
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::block_rules::{add_block_rule, list_block_rules, remove_block_rule};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::block_rule::{BlockRuleKind, BlockRuleSummary};
use crate::model::error::Error;
use crate::model::user::Role;

/// Renders the block rules and the form for adding one.
#[component]
pub fn BlockRulesPage() -> impl IntoView {
    let texts = &use_admin_texts().blocks;
    let rules = Resource::new(|| (), |()| list_block_rules());
    let is_editor = use_context::<AdminContext>().is_some_and(|context| context.user.role >= Role::Editor);
    view! {
        <QueueTabs view=QueueTab::Rules />
        <div class="block-rules">
            {is_editor.then(|| view! {
                <p>{texts.rules_text}</p>
                <BlockRuleForm rules />
            })}
            {resource_view(rules, move |found| view! { <BlockRuleList rules found /> })}
        </div>
    }
}

type FetchedRules = Resource<Result<Vec<BlockRuleSummary>, Error>>;

#[component]
fn BlockRuleForm(rules: FetchedRules) -> impl IntoView {
    let texts = &use_admin_texts().blocks;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let owner = StoredValue::new(Owner::current());
    let (kind, pattern) = (NodeRef::<Select>::new(), NodeRef::<Input>::new());
    let field_error = RwSignal::new(None::<String>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(select), Some(input)) = (kind.get_untracked(), pattern.get_untracked()) else { return };
        let Some(kind) = BlockRuleKind::parse(&select.value()) else { return };
        let text = input.value();
        spawn_local(async move {
            let answer = add_block_rule(kind, text.clone()).await;
            expiry.note(&answer);
            match answer {
                Ok(changed) => {
                    field_error.try_set(None);
                    input.set_value("");
                    toaster.tell((texts.blocked)(text.trim(), changed.former.len()));
                    rules.refetch();
                }
                // The typed pattern is preserved.
                Err(error) => {
                    let owner = owner.try_get_value().flatten();
                    field_error.try_set(owner.map(|owner| owner.with(|| error_text(&error))));
                }
            }
        });
    };
    let option = |kind: BlockRuleKind| view! { <option value=kind.as_str()>{texts.kind_of(kind)}</option> };
    view! {
        <form class="inline-form" on:submit=submit>
            <div class="field">
                <label for="block-kind">{texts.kind}</label>
                <select node_ref=kind id="block-kind">
                    {[BlockRuleKind::Word, BlockRuleKind::Host, BlockRuleKind::Email, BlockRuleKind::Address].map(option).into_iter().collect_view()}
                </select>
            </div>
            <div class="field" class:invalid=move || field_error.read().is_some()>
                <label for="block-pattern">{texts.pattern}</label>
                <input
                    node_ref=pattern
                    id="block-pattern"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="block-pattern-error block-pattern-hint"
                    aria-invalid=move || field_error.read().is_some().then_some("true")
                />
                <p class="error" id="block-pattern-error" role="alert" hidden=move || field_error.read().is_none()>{field_error}</p>
                <p class="hint" id="block-pattern-hint">{texts.pattern_hint}</p>
            </div>
            <div class="actions"><button class="button">{texts.add_rule}</button></div>
        </form>
    }
}

#[component]
fn BlockRuleList(rules: FetchedRules, found: Vec<BlockRuleSummary>) -> impl IntoView {
    let texts = &use_admin_texts().blocks;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let owner = StoredValue::new(Owner::current());
    let fail = move |error: Error| {
        let owner = owner.try_get_value().flatten();
        toaster.fail(owner.map_or_else(|| error_text(&error), |owner| owner.with(|| error_text(&error))));
    };
    let add_again = move |rule: BlockRuleSummary| {
        spawn_local(async move {
            match add_block_rule(rule.kind, rule.pattern).await {
                Ok(_) => rules.refetch(),
                Err(error) => fail(error),
            }
        });
    };
    let remove = move |rule: BlockRuleSummary| {
        spawn_local(async move {
            let answer = remove_block_rule(rule.id, Vec::new()).await;
            expiry.note(&answer);
            match answer {
                Ok(_) => {
                    let text = (texts.unblocked)(&rule.pattern);
                    toaster.offer_undo(text, Callback::new(move |()| add_again(rule.clone())));
                    rules.refetch();
                }
                Err(error) => fail(error),
            }
        });
    };
    let row = move |rule: BlockRuleSummary| {
        let label = (texts.unblock)(&rule.pattern);
        let gone = rule.clone();
        view! {
            <li>
                <span class="kind">{texts.kind_of(rule.kind)}</span>
                <strong class="pattern">{rule.pattern}</strong>
                <time datetime=rule.since.iso>{(texts.since)(&rule.since.text)}</time>
                <button type="button" class="button plain" aria-label=label on:click=move |_| remove(gone.clone())>
                    {texts.remove}
                </button>
            </li>
        }
    };
    match found.is_empty() {
        true => view! { <p class="hint">{texts.no_rules}</p> }.into_any(),
        false => view! { <ul>{found.into_iter().map(row).collect_view()}</ul> }.into_any(),
    }
}

use leptos::ev;
use leptos::html::{Input, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::block_question::{BlockQuestion, BlockQuestionDialog};
use super::queue_tabs::{QueueTab, QueueTabs};
use super::unblock_question::UnblockQuestion;
use crate::admin::error_page::{error_text, use_session_expiry};
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::block_rules::{add_block_rule, examine_block_rule, list_block_rules, remove_block_rule};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::block_rule::{BlockRuleEffect, BlockRuleKind, BlockRuleSummary, CaughtComments};
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
    let question = BlockQuestion::new();
    // The typed pattern is preserved.
    let fail = move |error: Error| {
        let owner = owner.try_get_value().flatten();
        field_error.try_set(owner.map(|owner| owner.with(|| error_text(&error))));
    };
    let add = move |effect: BlockRuleEffect| {
        spawn_local(async move {
            let answer = add_block_rule(effect.kind, effect.pattern.clone(), true).await;
            expiry.note(&answer);
            match answer {
                Ok(changed) => {
                    if let Some(input) = pattern.try_get_untracked().flatten() {
                        input.set_value("");
                    }
                    toaster.tell((texts.blocked)(&effect.pattern, changed.former.len()));
                    rules.refetch();
                }
                Err(error) => fail(error),
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(select), Some(input)) = (kind.get_untracked(), pattern.get_untracked()) else { return };
        let Some(kind) = BlockRuleKind::parse(&select.value()) else { return };
        let text = input.value();
        spawn_local(async move {
            let answer = examine_block_rule(kind, text).await;
            expiry.note(&answer);
            if answer.is_ok() {
                field_error.try_set(None);
            }
            match answer {
                Ok(effect) if effect.needs_confirmation() => question.ask(effect),
                Ok(effect) => add(effect),
                Err(error) => fail(error),
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
        <BlockQuestionDialog question on_confirm=Callback::new(add) />
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
            match add_block_rule(rule.kind, rule.pattern, true).await {
                Ok(_) => rules.refetch(),
                Err(error) => fail(error),
            }
        });
    };
    let remove = move |(rule, caught): (BlockRuleSummary, CaughtComments)| {
        spawn_local(async move {
            let answer = remove_block_rule(rule.id, Vec::new(), caught).await;
            expiry.note(&answer);
            match answer {
                Ok(changed) => {
                    let text = match changed.former.len() {
                        0 => (texts.unblocked)(&rule.pattern),
                        count => (texts.unblocked_and_restored)(&rule.pattern, count),
                    };
                    toaster.offer_undo(text, Callback::new(move |()| add_again(rule.clone())));
                    rules.refetch();
                }
                Err(error) => fail(error),
            }
        });
    };
    // Without comments in spam, there is nothing to ask.
    let asked = RwSignal::new(None::<BlockRuleSummary>);
    let ask = move |rule: BlockRuleSummary| match rule.caught {
        0 => remove((rule, CaughtComments::Stay)),
        _ => asked.set(Some(rule)),
    };
    let row = move |rule: BlockRuleSummary| {
        let label = (texts.unblock)(&rule.pattern);
        let gone = rule.clone();
        view! {
            <li>
                <span class="kind">{texts.kind_of(rule.kind)}</span>
                <strong class="pattern">{rule.pattern}</strong>
                <time datetime=rule.since.iso>{(texts.since)(&rule.since.text)}</time>
                <button type="button" class="button plain" aria-label=label on:click=move |_| ask(gone.clone())>
                    {texts.remove}
                </button>
            </li>
        }
    };
    match found.is_empty() {
        true => view! { <p class="hint">{texts.no_rules}</p> }.into_any(),
        false => view! {
            <ul>{found.into_iter().map(row).collect_view()}</ul>
            <UnblockQuestion rule=asked on_answer=Callback::new(remove) />
        }
        .into_any(),
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::CommentQueue;
use super::queue_tabs::QueueTab;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::block_rules::{add_block_rule, examine_block_rule, remove_block_rule};
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::block_rule::{BlockRuleEffect, BlockRuleKind, CaughtComments};
use crate::model::admin::comment::QueuedComment;
use crate::model::user::Role;

/// Renders the menu of block rules for a comment. Rules apply to the whole site, so authors do not see it.
#[component]
pub fn BlockMenu(queue: CommentQueue, entry: QueuedComment) -> impl IntoView {
    let texts = &queue.texts.blocks;
    let menu = format!("block-{}", entry.id);
    let mut choices = Vec::new();
    if !entry.address.is_empty() {
        choices.push((BlockRuleKind::Address, texts.block_address, entry.address.clone()));
    }
    if let Some((_, host)) = entry.email.rsplit_once('@') {
        choices.push((BlockRuleKind::Email, texts.block_email, entry.email.clone()));
        choices.push((BlockRuleKind::Email, texts.block_email_host, format!("@{host}")));
    }
    choices.extend(entry.hosts.iter().map(|host| (BlockRuleKind::Host, texts.block_host, host.clone())));
    let is_editor = use_context::<AdminContext>().is_some_and(|context| context.user.role >= Role::Editor);
    is_editor.then(move || {
        let choice = |(kind, name, pattern): (BlockRuleKind, &'static str, String)| {
            let text = pattern.clone();
            view! {
                <li>
                    <button
                        type="button"
                        popovertarget=menu.clone()
                        popovertargetaction="hide"
                        on:click=move |_| block(queue, kind, text.clone())
                    >
                        <span>{name}<small>{pattern}</small></span>
                    </button>
                </li>
            }
        };
        let choices = choices.into_iter().map(choice).collect_view();
        view! {
            <button type="button" class="button plain" popovertarget=menu.clone()>
                {texts.block} <IconImage icon=Icon::Down />
            </button>
            <ul class="menu from-start" id=menu.clone() popover="auto">
                {choices}
                <li><a href=QueueTab::Rules.path()><span>{texts.block_word}</span></a></li>
            </ul>
        }
    })
}

/// Examines a block rule, and adds it unless it needs a confirmation.
fn block(queue: CommentQueue, kind: BlockRuleKind, pattern: String) {
    spawn_local(async move {
        match queue.noted(examine_block_rule(kind, pattern).await) {
            Ok(effect) if effect.needs_confirmation() => queue.blocking.ask(effect),
            Ok(effect) => add(queue, effect),
            Err(error) => queue.fail(&error),
        }
    });
}

/// Adds a block rule. Pending comments that match it leave the list; undo brings them back.
pub fn add(queue: CommentQueue, effect: BlockRuleEffect) {
    let texts = &queue.texts.blocks;
    let BlockRuleEffect { kind, pattern, .. } = effect;
    spawn_local(async move {
        let changed = match queue.noted(add_block_rule(kind, pattern.clone(), true).await) {
            Ok(changed) => changed,
            Err(error) => return queue.fail(&error),
        };
        queue.count(changed.counts);
        let ids: Vec<i64> = changed.former.iter().map(|former| former.id).collect();
        let taken = if ids.is_empty() { Vec::new() } else { queue.take(&ids) };
        let text = (texts.blocked)(&pattern, ids.len());
        let Some(rule) = changed.block else { return queue.tell(text) };
        let undo = move |()| {
            let (former, taken, pattern) = (changed.former.clone(), taken.clone(), pattern.clone());
            spawn_local(async move {
                match queue.noted(remove_block_rule(rule, former, CaughtComments::Stay).await) {
                    Ok(changed) => {
                        queue.count(changed.counts);
                        queue.insert(taken);
                        queue.tell((texts.unblocked)(&pattern));
                    }
                    Err(error) => queue.fail(&error),
                }
            });
        };
        queue.offer(text, Callback::new(undo));
    });
}

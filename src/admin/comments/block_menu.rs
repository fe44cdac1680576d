use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::Queue;
use super::tabs::View;
use crate::admin::icon::{Drawn, Icon};
use crate::api::admin::blocks::{add_block, remove_block};
use crate::model::admin::block::BlockKind;
use crate::model::admin::comment::Entry;
use crate::model::admin::desk::Desk;
use crate::model::user::Role;

/// What of a comment can be blocked. Rules hold for the whole site: authors do not make them.
#[component]
pub fn BlockMenu(queue: Queue, entry: Entry) -> impl IntoView {
    let texts = &queue.texts.blocks;
    let menu = format!("block-{}", entry.id);
    let mut choices = Vec::new();
    if !entry.address.is_empty() {
        choices.push((BlockKind::Address, texts.block_address, entry.address.clone()));
    }
    if let Some((_, host)) = entry.email.rsplit_once('@') {
        choices.push((BlockKind::Email, texts.block_email, entry.email.clone()));
        choices.push((BlockKind::Email, texts.block_email_host, format!("@{host}")));
    }
    choices.extend(entry.hosts.iter().map(|host| (BlockKind::Host, texts.block_host, host.clone())));
    let is_editor = use_context::<Desk>().is_some_and(|desk| desk.user.role >= Role::Editor);
    is_editor.then(move || {
        let choice = |(kind, name, pattern): (BlockKind, &'static str, String)| {
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
                {texts.block} <Drawn icon=Icon::Down />
            </button>
            <ul class="menu from-start" id=menu.clone() popover="auto">
                {choices}
                <li><a href=View::Rules.path()><span>{texts.block_word}</span></a></li>
            </ul>
        }
    })
}

/// Adds a rule. Comments that wait and break it leave the list; taking it back brings them back.
fn block(queue: Queue, kind: BlockKind, pattern: String) {
    let texts = &queue.texts.blocks;
    spawn_local(async move {
        let changed = match queue.noted(add_block(kind, pattern.clone()).await) {
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
                match queue.noted(remove_block(rule, former).await) {
                    Ok(counts) => {
                        queue.count(counts);
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

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::bulk_changes::BulkChanges;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{BulkAction, PostKind, PostStatus, SelectOption};

/// Renders the actions for the selected posts.
#[component]
pub fn PostBulkBar(
    kind: PostKind,
    status: Option<PostStatus>,
    categories: Vec<SelectOption>,
    changes: BulkChanges,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let count = Memo::new(move |_| changes.chosen.with(BTreeSet::len));
    let is_any = move || count.get() > 0;
    let ids = move || changes.chosen.get_untracked().into_iter().collect::<Vec<_>>();
    let button = move |text: &'static str, action: BulkAction| {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-busy=move || changes.is_busy.get().to_string()
                on:click=move |_| changes.run(ids(), action)
            >
                {text}
            </button>
        }
    };
    let categories = StoredValue::new(categories);
    let has_categories = kind == PostKind::Post && categories.with_value(|categories| !categories.is_empty());
    let actions = move || {
        match status {
        Some(PostStatus::Trash) => view! {
            {button(texts.restore, BulkAction::Restore)}
            <button type="button" class="button danger" on:click=move |_| changes.ask_to_delete(ids())>{texts.delete}</button>
        }
        .into_any(),
        _ => view! {
            {button(texts.publish, BulkAction::Publish)}
            {button(texts.unpublish, BulkAction::Unpublish)}
            {has_categories.then(|| view! { <Categorize categories=categories.get_value() ids=Callback::new(move |()| ids()) changes /> })}
            {button(texts.move_to_trash, BulkAction::Trash)}
        }
        .into_any(),
    }
    };
    view! {
        <Show when=is_any>
            <div class="bulk-bar" role="region" aria-label=texts.chosen_region>
                <span class="chosen" role="status">{move || (texts.chosen)(count.get())}</span>
                {actions}
                <button
                    type="button"
                    class="button plain"
                    on:click=move |_| changes.chosen.update(BTreeSet::clear)
                >
                    {texts.choose_none}
                </button>
            </div>
        </Show>
    }
}

/// Renders the menu that adds a category to the selected posts.
#[component]
fn Categorize(categories: Vec<SelectOption>, ids: Callback<(), Vec<i64>>, changes: BulkChanges) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let item = move |category: SelectOption| {
        let SelectOption { id, name, depth } = category;
        let name = format!("{}{name}", "\u{a0}\u{a0}".repeat(usize::from(depth)));
        view! {
            <li>
                <button
                    type="button"
                    popovertarget="bulk-categories"
                    popovertargetaction="hide"
                    on:click=move |_| changes.run(ids.run(()), BulkAction::Categorize(id))
                >
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <button type="button" class="button quiet" popovertarget="bulk-categories">{texts.add_category}</button>
        <ul class="menu above" id="bulk-categories" popover>{categories.into_iter().map(item).collect_view()}</ul>
    }
}

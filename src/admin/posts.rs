//! The lists of posts and of pages.

mod bulk_bar;
mod bulk_changes;
mod empty_list;
mod filters;
mod list_query;
mod quick_edit;
mod row;
mod status_tabs;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::dialog::ConfirmationDialog;
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::posts::list_posts;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::post::{BulkAction, PostFilter, PostKind, PostListPage};

use bulk_bar::PostBulkBar;
use bulk_changes::BulkChanges;
use empty_list::EmptyPostList;
use filters::{PostFilters, PostSearch};
use list_query::{address, parse};
use quick_edit::{QuickEditDialog, QuickEditState};
use row::PostTableRow;
use status_tabs::StatusTabs;

/// Renders the list of posts, or of pages.
#[component]
pub fn PostsPage(kind: PostKind) -> impl IntoView {
    let texts = use_admin_texts();
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| parse(kind, query)));
    let lines = Resource::new(move || filter.get(), list_posts);
    let changes = BulkChanges::new(Callback::new(move |()| lines.refetch()));
    // Another list starts without a selection.
    Effect::new(move || {
        filter.track();
        changes.chosen.set(BTreeSet::new());
    });
    let search = PostSearch::new(filter);
    let editing = QuickEditState::new();
    let (title, subtitle, new) = match kind {
        PostKind::Post => (texts.posts.title, "", texts.posts.new_post),
        PostKind::Page => (texts.layout.pages, texts.posts.pages_subtitle, texts.posts.new_page),
    };
    let asking = changes.asking;
    let question = Signal::derive(move || (texts.posts.delete_question)(changes.doomed.with(Vec::len)));
    let delete = Callback::new(move |()| changes.run(changes.doomed.get_untracked(), BulkAction::Delete));
    view! {
        <PageHeading title subtitle>
            <a class="button" href=AdminAddress::new_of(kind).path()><IconImage icon=Icon::Add />{new}</a>
        </PageHeading>
        {resource_view(lines, move |lines| view! { <PostTable lines filter=filter.get_untracked() search changes editing /> })}
        <QuickEditDialog editing changes />
        <ConfirmationDialog
            id="delete-posts"
            title=texts.posts.delete
            text=question
            action=texts.posts.delete
            open=asking
            on_confirm=delete
        />
    }
}

/// Renders one page of the list.
#[component]
fn PostTable(
    lines: PostListPage,
    filter: PostFilter,
    search: PostSearch,
    changes: BulkChanges,
    editing: QuickEditState,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let PostListPage { lines, counts, newer, older, authors, categories } = lines;
    let ids = lines.iter().filter(|line| line.editable).map(|line| line.id).collect::<Vec<_>>();
    let all = StoredValue::new(ids);
    let are_all_chosen = move || {
        let chosen = changes.chosen.get();
        all.with_value(|all| !all.is_empty() && all.iter().all(|id| chosen.contains(id)))
    };
    let choose_all = move |event| {
        let on = event_target_checked(&event);
        changes.chosen.set(if on { all.get_value().into_iter().collect() } else { BTreeSet::new() });
    };
    let is_empty = lines.is_empty();
    let shown = filter.clone();
    let page = move |cursor: String| address(&PostFilter { cursor, ..shown.clone() });
    let pager = (!newer.is_empty() || !older.is_empty()).then(|| {
        view! {
            <nav class="pager" aria-label=texts.pages>
                {(!newer.is_empty()).then(|| view! { <a rel="prev" href=page(newer)>{texts.newer}</a> })}
                {(!older.is_empty()).then(|| view! { <a rel="next" href=page(older)>{texts.older}</a> })}
            </nav>
        }
    });
    let options = categories.clone();
    let rows =
        lines.into_iter().map(|line| view! { <PostTableRow line kind=filter.kind changes editing /> }).collect_view();
    view! {
        <StatusTabs filter=filter.clone() counts=counts.clone() />
        <PostFilters filter=filter.clone() search authors categories />
        {match is_empty {
            true => view! { <EmptyPostList filter=filter.clone() is_all_empty=counts.iter().all(|(_, count)| *count == 0) /> }.into_any(),
            false => view! {
                <div class="admin-list">
                    <div class="select-all">
                        <label>
                            <input type="checkbox" prop:checked=are_all_chosen on:change=choose_all />
                            " "
                            {texts.choose_all}
                        </label>
                    </div>
                    <ul>{rows}</ul>
                </div>
            }
            .into_any(),
        }}
        {pager}
        <PostBulkBar kind=filter.kind status=filter.status categories=options changes />
    }
}

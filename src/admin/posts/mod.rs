//! The lists of posts and of pages.

mod bulk_bar;
mod changes;
mod empty;
mod filters;
mod query;
mod row;
mod tabs;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::dialog::Confirmation;
use super::icon::{Drawn, Icon};
use super::layout::Heading;
use super::loaded::loaded;
use crate::api::admin::posts::list_posts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{Bulk, Filter, Kind, Lines};

use bulk_bar::BulkBar;
use changes::Changes;
use empty::Empty;
use filters::{Filters, Search};
use query::{address, parse};
use row::Row;
use tabs::Tabs;

/// The list of posts, or of pages.
#[component]
pub fn PostsPage(kind: Kind) -> impl IntoView {
    let texts = use_admin_texts();
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| parse(kind, query)));
    let lines = Resource::new(move || filter.get(), list_posts);
    let changes = Changes::new(Callback::new(move |()| lines.refetch()));
    // Another list: nothing of it is chosen.
    Effect::new(move || {
        filter.track();
        changes.chosen.set(BTreeSet::new());
    });
    let search = Search::new(filter);
    let (title, subtitle, new) = match kind {
        Kind::Post => (texts.posts.title, "", texts.posts.new_post),
        Kind::Page => (texts.desk.pages, texts.posts.pages_subtitle, texts.posts.new_page),
    };
    let asking = changes.asking;
    let question = Signal::derive(move || (texts.posts.delete_question)(changes.doomed.with(Vec::len)));
    let delete = Callback::new(move |()| changes.run(changes.doomed.get_untracked(), Bulk::Delete));
    view! {
        <Heading title subtitle>
            <a class="button" href=new_address(kind)><Drawn icon=Icon::Add />{new}</a>
        </Heading>
        {loaded(lines, move |lines| view! { <List lines filter=filter.get_untracked() search changes /> })}
        <Confirmation
            id="delete-posts"
            title=texts.posts.delete
            text=question
            action=texts.posts.delete
            open=asking
            on_confirm=delete
        />
    }
}

/// One page of the list.
#[component]
fn List(lines: Lines, filter: Filter, search: Search, changes: Changes) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let Lines { lines, counts, newer, older, authors, categories } = lines;
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
    let page = move |cursor: String| address(&Filter { cursor, ..shown.clone() });
    let pager = (!newer.is_empty() || !older.is_empty()).then(|| {
        view! {
            <nav class="pager" aria-label=texts.pages>
                {(!newer.is_empty()).then(|| view! { <a rel="prev" href=page(newer)>{texts.newer}</a> })}
                {(!older.is_empty()).then(|| view! { <a rel="next" href=page(older)>{texts.older}</a> })}
            </nav>
        }
    });
    let options = categories.clone();
    let rows = lines.into_iter().map(|line| view! { <Row line kind=filter.kind changes /> }).collect_view();
    view! {
        <Tabs filter=filter.clone() counts=counts.clone() />
        <Filters filter=filter.clone() search authors categories />
        {match is_empty {
            true => view! { <Empty filter=filter.clone() is_all_empty=counts.iter().all(|(_, count)| *count == 0) /> }.into_any(),
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
        <BulkBar kind=filter.kind status=filter.status categories=options changes />
    }
}

/// Where a new one is written.
fn new_address(kind: Kind) -> &'static str {
    match kind {
        Kind::Post => "/admin/posts/new",
        Kind::Page => "/admin/pages/new",
    }
}

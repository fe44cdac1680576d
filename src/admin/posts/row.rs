use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::bulk_changes::BulkChanges;
use super::quick_edit::QuickEditState;
use super::status_tabs::status_name;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::posts::{duplicate_post, share_preview};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::editor_path;
use crate::model::admin::post::{BulkAction, Pinning, PostKind, PostListItem, PostStatus};

/// Renders a row of the list with its actions.
#[component]
pub fn PostTableRow(
    line: PostListItem,
    kind: PostKind,
    changes: BulkChanges,
    editing: QuickEditState,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let PostListItem { id, title, status, author, categories, date, comments, pinning, path, editable } = line;
    let is_untitled = title.trim().is_empty();
    let shown = if is_untitled { texts.untitled.to_owned() } else { title };
    let label = (texts.choose)(&shown);
    let name = shown.clone();
    let quick_edit = Callback::new(move |()| editing.open(id, name.clone(), changes));
    let headline = match editable {
        true => view! { <a class="title" dir="auto" class:untitled=is_untitled href=editor_path(kind, id)>{shown}</a> }
            .into_any(),
        false => view! { <span class="title" dir="auto" class:untitled=is_untitled>{shown}</span> }.into_any(),
    };
    let under = match kind {
        PostKind::Post => categories.join(", "),
        PostKind::Page => path.clone().unwrap_or_default(),
    };
    view! {
        <li>
            <div class="row">
                <label class="pick">
                    <input
                        type="checkbox"
                        disabled=!editable
                        prop:checked=move || changes.chosen.with(|chosen| chosen.contains(&id))
                        on:change=move |event| changes.choose(id, event_target_checked(&event))
                    />
                    <span class="visually-hidden">{label}</span>
                </label>
                <div class="what">
                    {headline}
                    <div class="columns-of-row">
                        <span class=format!("status {}", class(status))>{status_name(texts, status)}</span>
                        <span class="author" dir="auto">{author}</span>
                        <span class="category" dir="auto">
                            {(pinning == Pinning::Pinned).then(|| format!("{} ", texts.pinned))} {under}
                        </span>
                        <time datetime=date.iso>{date.text}</time>
                        <span class="comments" class:none=comments == 0>
                            <IconImage icon=Icon::Comment />
                            {comments}
                            <span class="visually-hidden">" " {texts.comments}</span>
                        </span>
                    </div>
                </div>
                <div class="of-row">
                    {(editable || path.is_some()).then(|| view! { <PostTableMenu id kind status path editable changes quick_edit /> })}
                </div>
            </div>
        </li>
    }
}

/// Renders the menu of a row.
#[component]
fn PostTableMenu(
    id: i64,
    kind: PostKind,
    status: PostStatus,
    path: Option<String>,
    editable: bool,
    changes: BulkChanges,
    quick_edit: Callback<()>,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let navigate = use_navigate();
    let duplicate = Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match duplicate_post(id).await {
                Ok(copy) => {
                    changes.done(texts.toast_duplicated);
                    navigate(&editor_path(kind, copy), NavigateOptions::default());
                }
                Err(error) => changes.fail(&error),
            }
        });
    });
    let menu = format!("row-menu-{id}");
    let act = {
        let menu = menu.clone();
        move |icon: Icon, text: &'static str, is_danger: bool, act: Callback<()>| {
            view! {
                <button
                    type="button"
                    class:danger=is_danger
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=move |_| act.run(())
                >
                    <IconImage icon />
                    {text}
                </button>
            }
        }
    };
    let run = move |action: BulkAction| Callback::new(move |()| changes.run(vec![id], action));
    let delete = Callback::new(move |()| changes.ask_to_delete(vec![id]));
    let share = Callback::new(move |()| {
        spawn_local(async move {
            match share_preview(id).await {
                Ok(link) if browser::copy(&link) => changes.done(texts.toast_copied),
                Ok(_) => changes.done(texts.toast_not_copied),
                Err(error) => changes.fail(&error),
            }
        });
    });
    let is_in_trash = status == PostStatus::Trash;
    let can_share = editable && !is_in_trash && status != PostStatus::Published;
    let last = match (editable, is_in_trash) {
        (false, _) => ().into_any(),
        (true, false) => {
            view! { <li class="apart">{act(Icon::Trash, texts.move_to_trash, true, run(BulkAction::Trash))}</li> }
                .into_any()
        }
        (true, true) => view! {
            <li>{act(Icon::Undo, texts.restore, false, run(BulkAction::Restore))}</li>
            <li class="apart">{act(Icon::Trash, texts.delete, true, delete)}</li>
        }
        .into_any(),
    };
    view! {
        <button type="button" class="button plain only-icon" popovertarget=menu.clone() aria-label=texts.more>
            <IconImage icon=Icon::More />
        </button>
        <ul class="menu" id=menu popover>
            {editable.then(|| view! {
                <li><a href=editor_path(kind, id)><IconImage icon=Icon::Edit />{texts.edit}</a></li>
            })}
            {(editable && !is_in_trash).then(|| view! {
                <li>{act(Icon::Clock, texts.quick_edit, false, quick_edit)}</li>
                <li>{act(Icon::Add, texts.duplicate, false, duplicate)}</li>
            })}
            {path.map(|path| view! {
                <li><a href=path rel="external"><IconImage icon=Icon::Outside />{texts.view_post}</a></li>
            })}
            {can_share.then(|| view! { <li>{act(Icon::Link, texts.copy_preview, false, share)}</li> })}
            {last}
        </ul>
    }
}

/// Returns the CSS class of a status.
fn class(status: PostStatus) -> &'static str {
    match status {
        PostStatus::Draft => "draft",
        PostStatus::Scheduled => "scheduled",
        PostStatus::Published => "published",
        PostStatus::Private | PostStatus::Protected => "private",
        PostStatus::Trash => "trash",
    }
}

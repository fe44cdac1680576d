//! A post as loaded by the editor.

use std::collections::{HashMap, HashSet};

use crate::i18n::date::{self, DateStyle};
use crate::model::address::post_path;
use crate::model::admin::post::{CommentPolicy, EditorPost, PostDraft, PostKind, SavedPost, SelectOption};
use crate::model::admin::quick_edit::QuickEditFields;
use crate::model::error::Error;
use crate::model::formatted_time::FormattedTime;
use crate::model::term::TermKind;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::posts::PostStatus;
use crate::store::posts::edit::{self, EditRow};
use crate::store::sql::Connection;
use crate::store::{authors, revisions, terms, users};
use crate::writing::{WorkOwner, access, editable_source, local_time, read_draft};

/// Number of existing tags that are suggested.
const TAGS: i64 = 500;

/// Reads a post for the editor; without an id, an empty one. `origin` is the public origin of the site.
pub async fn read_editor_post(
    state: &AppState,
    user: &User,
    kind: PostKind,
    id: Option<i64>,
    origin: &str,
) -> Result<EditorPost, Error> {
    access::require_kind(user, kind)?;
    let mut reading = state.store.read().await?;
    let (draft, saved, publish_at) = match id {
        None => {
            let own = users::find(&mut reading, user.id).await?.and_then(|row| row.body_format);
            let format = own.unwrap_or(state.settings().site.body_format);
            (PostDraft { format, ..new_draft(user, kind) }, nothing_saved(), String::new())
        }
        Some(id) => {
            let post = access::require_post(&mut reading, user, id).await?;
            if post.kind != kind {
                return Err(Error::NotFound);
            }
            let zone = &state.settings().site.time_zone;
            let publish_at = post.published_at.map(|at| local_time::format(at, zone)).unwrap_or_default();
            let saved = present_saved(state, &mut reading, &post).await?;
            drop(reading);
            let source = editable_source(&state.store, WorkOwner(user.id), &post).await?;
            reading = state.store.read().await?;
            (read_draft(&mut reading, &post, source).await?, saved, publish_at)
        }
    };
    let authors = match (user.role >= Role::Editor, user.author) {
        (true, _) => to_choices(authors::list_names(&mut reading).await?),
        (false, Some(own)) => {
            let name = authors::find_name(&mut reading, own).await?;
            to_choices(name.map(|name| (own, name)).into_iter().collect())
        }
        (false, None) => Vec::new(),
    };
    let parents = if kind == PostKind::Page { parent_choices(&mut reading, id).await? } else { Vec::new() };
    Ok(EditorPost {
        draft,
        status: saved.status,
        publish_at,
        saved,
        categories: category_choices(&mut reading).await?,
        tags: terms::list_tags(&mut reading, TAGS).await?,
        authors,
        parents,
        address: format!("{origin}{}", post_path(kind, "")),
    })
}

/// Reads the saved state of a post after a save.
pub async fn read_saved(state: &AppState, user: &User, id: i64) -> Result<SavedPost, Error> {
    let mut reading = state.store.read().await?;
    let post = access::require_post(&mut reading, user, id).await?;
    present_saved(state, &mut reading, &post).await
}

/// Reads what can be changed of a post in the list.
pub async fn read_quick_edit(state: &AppState, user: &User, id: i64) -> Result<QuickEditFields, Error> {
    let mut reading = state.store.read().await?;
    let post = access::require_status(&mut reading, user, id).await?;
    let zone = &state.settings().site.time_zone;
    let (categories, choices) = match post.kind {
        PostKind::Post => {
            let categories = terms::list_of_post(&mut reading, id, TermKind::Category).await?;
            (categories.into_iter().map(|(id, _)| id).collect(), category_choices(&mut reading).await?)
        }
        PostKind::Page => (Vec::new(), Vec::new()),
    };
    let publish_at = post.published_at.map(|at| local_time::format(at, zone)).unwrap_or_default();
    Ok(QuickEditFields { status: post.status, publish_at, categories, choices })
}

async fn present_saved(state: &AppState, reading: &mut Connection, post: &EditRow) -> Result<SavedPost, Error> {
    let site = &state.settings().site;
    let latest = revisions::find_latest(reading, post.id).await?;
    let at = latest.as_ref().map_or(post.updated_at, |latest| latest.saved_at);
    let has_time = matches!(post.status, PostStatus::Published | PostStatus::Scheduled | PostStatus::Private);
    Ok(SavedPost {
        id: post.id,
        version: post.version,
        slug: post.slug.clone(),
        status: post.status,
        at: date::format(at, DateStyle::Minute, site),
        published: post.published_at.filter(|_| has_time).map(|at| date::format(at, DateStyle::Minute, site)),
        path: (post.status == PostStatus::Published).then(|| post_path(post.kind, &post.slug)),
        by: latest.and_then(|latest| latest.by).or_else(|| post.author.clone()).unwrap_or_default(),
    })
}

/// Returns the draft of a new post, or of a page, which usually takes no comments.
fn new_draft(user: &User, kind: PostKind) -> PostDraft {
    let commenting = match kind {
        PostKind::Post => CommentPolicy::Open,
        PostKind::Page => CommentPolicy::Closed,
    };
    PostDraft { kind, commenting, author: user.author, ..PostDraft::default() }
}

fn nothing_saved() -> SavedPost {
    SavedPost {
        id: 0,
        version: 0,
        slug: String::new(),
        status: PostStatus::Draft,
        at: FormattedTime::default(),
        published: None,
        path: None,
        by: String::new(),
    }
}

/// Converts names to select options without nesting.
pub fn to_choices(rows: Vec<(i64, String)>) -> Vec<SelectOption> {
    rows.into_iter().map(|(id, name)| SelectOption { id, name, depth: 0 }).collect()
}

/// Returns all categories as a tree in depth-first order.
pub async fn category_choices(reading: &mut Connection) -> Result<Vec<SelectOption>, Error> {
    let rows = terms::list_categories(reading).await?;
    Ok(arrange(rows.into_iter().map(|row| (row.id, row.name, row.parent_id)).collect(), None))
}

/// Returns the pages that can be the parent of a page: all except itself and its descendants.
async fn parent_choices(reading: &mut Connection, page: Option<i64>) -> Result<Vec<SelectOption>, Error> {
    let rows = edit::list_pages(reading).await?;
    Ok(arrange(rows.into_iter().map(|row| (row.id, row.title, row.parent_id)).collect(), page))
}

/// Sorts the rows into a tree, and leaves out `without` and its descendants.
fn arrange(rows: Vec<(i64, String, Option<i64>)>, without: Option<i64>) -> Vec<SelectOption> {
    let known: HashSet<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let mut below: HashMap<Option<i64>, Vec<(i64, String)>> = HashMap::new();
    for (id, name, parent) in rows {
        // Rows whose parent is not listed are at the top level.
        below.entry(parent.filter(|parent| known.contains(parent))).or_default().push((id, name));
    }
    let mut arranged = Vec::new();
    let mut pending: Vec<(i64, String, u8)> = Vec::new();
    pending.extend(below.remove(&None).into_iter().flatten().rev().map(|(id, name)| (id, name, 0)));
    while let Some((id, name, depth)) = pending.pop() {
        let children = below.remove(&Some(id)).into_iter().flatten().rev();
        if Some(id) == without {
            continue;
        }
        pending.extend(children.map(|(id, name)| (id, name, depth.saturating_add(1))));
        arranged.push(SelectOption { id, name, depth });
    }
    arranged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_its_descendants_are_no_parents_of_it() {
        let row = |id, parent| (id, format!("P{id}"), parent);
        let rows = vec![row(1, None), row(2, Some(1)), row(3, Some(2)), row(4, Some(9)), row(5, Some(1))];
        let ids =
            |without| arrange(rows.clone(), without).into_iter().map(|choice| (choice.id, choice.depth)).collect();
        let all: Vec<(i64, u8)> = ids(None);
        assert_eq!(all, [(1, 0), (2, 1), (3, 2), (5, 1), (4, 0)]);
        let others: Vec<(i64, u8)> = ids(Some(2));
        assert_eq!(others, [(1, 0), (5, 1), (4, 0)]);
    }
}

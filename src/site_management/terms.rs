//! Categories and tags.

mod removal;
mod saving;

pub use removal::{merge, remove, remove_unused_tags, restore};
pub use saving::save;

use std::collections::HashMap;

use crate::model::address::Address;
use crate::model::admin::post::SelectOption;
use crate::model::admin::term::{TermListItem, TermListPage};
use crate::model::error::Error;
use crate::model::term::{TermAppearance, TermKind};
use crate::state::AppState;
use crate::store::terms::appearance;
use crate::store::terms::term_table::{self, TagFilter, TermTableRow};
use crate::text::plain_text::plain;
use crate::text::{excerpt, slugify};

/// Page size of tags.
const TAGS: i64 = 50;

/// Lists all categories, and one page of the tags whose names contain `search`. `after` is [`TermListPage::next`] of
/// the previous page.
pub async fn list(state: &AppState, search: &str, after: &str) -> Result<TermListPage, Error> {
    let after = after.split_once('-').and_then(|(uses, slug)| Some((uses.parse().ok()?, slug.to_owned())));
    let wanted = TagFilter { name: search.trim().to_owned(), slug: slugify(search), after };
    let mut reading = state.store.read().await?;
    let mut categories = arrange(term_table::list(&mut reading, TermKind::Category).await?);
    for (id, appearance) in appearance::list(&mut reading).await? {
        categories.iter_mut().filter(|term| term.id == id).for_each(|term| term.appearance = appearance.clone());
    }
    let mut tags = term_table::list_tags(&mut reading, &wanted, TAGS).await?;
    let (tag_count, unused) = term_table::count_tags(&mut reading).await?;
    let more = tags.len() as i64 > TAGS;
    tags.truncate(TAGS as usize);
    let next = tags.last().filter(|_| more).map(|last| format!("{}-{}", last.post_count, last.slug));
    let tags = tags.into_iter().map(|row| line(row, TermKind::Tag, 0)).collect();
    Ok(TermListPage { categories, tags, next: next.unwrap_or_default(), tag_count, unused })
}

/// Lists all terms of a kind as options: categories as a tree, tags by name.
pub async fn list_choices(state: &AppState, kind: TermKind) -> Result<Vec<SelectOption>, Error> {
    let rows = term_table::list(&mut *state.store.read().await?, kind).await?;
    let lines = match kind {
        TermKind::Category => arrange(rows),
        TermKind::Tag => rows.into_iter().map(|row| line(row, kind, 0)).collect(),
    };
    Ok(lines.into_iter().map(|line| SelectOption { id: line.id, name: line.name, depth: line.depth }).collect())
}

/// Returns the URL path of a term.
fn address(kind: TermKind, slug: &str) -> String {
    match kind {
        TermKind::Category => Address::Category(slug).to_string(),
        TermKind::Tag => Address::Tag(slug).to_string(),
    }
}

fn line(row: TermTableRow, kind: TermKind, depth: u8) -> TermListItem {
    TermListItem {
        id: row.id,
        kind,
        path: address(kind, &row.slug),
        name: row.name,
        slug: row.slug,
        description: row.description,
        excerpt: excerpt::cut(&plain(&row.description_html), excerpt::LENGTH),
        parent: row.parent_id,
        position: row.position,
        appearance: TermAppearance::default(),
        depth,
        count: row.post_count,
        uses: row.uses,
    }
}

/// Orders categories as a tree, depth first.
fn arrange(rows: Vec<TermTableRow>) -> Vec<TermListItem> {
    let mut below: HashMap<Option<i64>, Vec<TermTableRow>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(row);
    }
    let mut arranged = Vec::new();
    let mut pending: Vec<(TermTableRow, u8)> = Vec::new();
    pending.extend(below.remove(&None).into_iter().flatten().rev().map(|row| (row, 0)));
    while let Some((row, depth)) = pending.pop() {
        let children = below.remove(&Some(row.id)).into_iter().flatten().rev();
        pending.extend(children.map(|row| (row, depth.saturating_add(1))));
        arranged.push(line(row, TermKind::Category, depth));
    }
    arranged
}

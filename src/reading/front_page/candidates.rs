//! Reads the posts that sections choose from, with one query for each kind of source.

use std::collections::{BTreeSet, HashMap};

use super::SectionPage;
use super::selection::{Pool, Selection};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::address::Address;
use crate::model::front_page::{MAX_POSTS, PostChoice, SectionKind};
use crate::model::term::TermKind;
use crate::page_cache::ShownContent;
use crate::store::front_page::SectionRow;
use crate::store::post_reads;
use crate::store::posts::PostStatus;
use crate::store::posts::candidates::{self, CandidateRow, MAX_TERMS};
use crate::store::sql::Connection;
use crate::store::terms::{self, TermRow};

/// Maximum number of posts that are read of each source.
const MOST: usize = 300;
/// Maximum number of pinned posts.
const MAX_PINNED: i64 = 20;
/// Comments of this time count for the most discussed posts.
const DISCUSSED_IN: Milliseconds = 7 * 24 * 60 * 60 * 1000;

/// The category or tag of a section.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: i64,
    pub name: String,
    pub slug: String,
    /// The term and its descendants.
    branch: Vec<i64>,
}

/// What sections can show.
pub struct Candidates {
    /// One for each section.
    pub pools: Vec<Pool>,
    /// The sources of sections that have one which exists.
    pub sources: Vec<Option<Source>>,
    /// Posts by ID: when they were published.
    pub published: HashMap<i64, Milliseconds>,
    /// Pinned posts, which a list shows before all others.
    pub pinned: BTreeSet<i64>,
    /// Picked posts that exist, published or not.
    picked: BTreeSet<i64>,
    shows_latest: bool,
    has_rankings: bool,
}

impl Candidates {
    /// Reads the candidates of the sections of a page. `per_page` is the usual length of a list.
    pub async fn read(reading: &mut Connection, page: &SectionPage<'_>, per_page: u32) -> sqlx::Result<Candidates> {
        let rows = page.rows;
        let counts: Vec<usize> = rows.iter().map(|row| count(row, per_page)).collect();
        // Those above may show as many of the candidates, and one more tells whether there are others.
        let limit = (counts.iter().sum::<usize>() + 1).min(MOST) as i64;
        let sources = find_sources(reading, page).await?;
        let branches = sources.iter().flatten().flat_map(|source| source.branch.iter().copied());
        let branches: BTreeSet<i64> = branches.collect();
        let branches: Vec<i64> = branches.into_iter().take(MAX_TERMS).collect();
        let of_terms = candidates::list_of_terms(reading, &branches, limit).await?;
        let has = |kinds: &[SectionKind]| rows.iter().any(|row| kinds.contains(&row.kind));
        let is_newest = |row: &SectionRow| match row.kind {
            SectionKind::Lead | SectionKind::Latest => row.source.is_empty(),
            // The picked posts are all.
            SectionKind::Opinion => row.source.is_empty() && row.choice != PostChoice::Picked,
            _ => false,
        };
        let shows_latest = rows.iter().any(is_newest);
        let (mut newest, mut pinned) = (Vec::new(), Vec::new());
        if shows_latest {
            newest = candidates::list_newest(reading, limit).await?;
            pinned = candidates::list_pinned(reading, MAX_PINNED).await?;
        }
        let slugs: BTreeSet<&str> = rows.iter().flat_map(|row| row.posts.lines().take(MAX_POSTS as usize)).collect();
        let picked = candidates::find_picked(reading, &slugs.into_iter().collect::<Vec<_>>()).await?;
        let (mut read, mut discussed, mut galleries) = (Vec::new(), Vec::new(), Vec::new());
        if has(&[SectionKind::MostRead]) {
            read = post_reads::list_most_read(reading, now(), limit).await?;
        }
        if has(&[SectionKind::MostDiscussed]) {
            discussed = candidates::list_most_discussed(reading, now() - DISCUSSED_IN, limit).await?;
        }
        if has(&[SectionKind::Gallery]) {
            galleries = candidates::list_galleries(reading).await?;
        }
        let published = newest.iter().chain(&pinned).map(|row: &CandidateRow| (row.id, row.published_at));
        let published = published.chain(of_terms.iter().map(|row| (row.post_id, row.published_at))).collect();
        let pool = |((row, source), count): ((&SectionRow, Option<&Source>), &usize)| {
            let picks = row.posts.lines().filter_map(|slug| {
                picked.iter().find(|post| post.slug == slug && post.status == PostStatus::Published).map(|post| post.id)
            });
            let mut posts: Vec<i64> = match (row.choice, row.kind) {
                (PostChoice::Picked, kind) if kind.has_picks() => picks.collect(),
                (PostChoice::Pinned, SectionKind::Lead) if row.source.is_empty() => {
                    pinned.iter().map(|post| post.id).collect()
                }
                _ => Vec::new(),
            };
            let is_picked = row.choice == PostChoice::Picked;
            match (row.kind, source) {
                (SectionKind::Text, _) => {}
                (SectionKind::MostRead, _) => posts.extend(&read),
                (SectionKind::MostDiscussed, _) => posts.extend(&discussed),
                // The picked posts are all; a lead without enough of them is filled up.
                (SectionKind::Gallery | SectionKind::Opinion, _) if is_picked => {}
                (SectionKind::Gallery, _) => posts.extend(&galleries),
                (_, Some(source)) => {
                    let mut own: Vec<(Milliseconds, i64)> = of_terms
                        .iter()
                        .filter(|post| source.branch.contains(&post.term_id))
                        .map(|post| (post.published_at, post.post_id))
                        .collect();
                    own.sort_unstable();
                    posts.extend(own.into_iter().rev().map(|(_, id)| id));
                }
                // What it names does not exist any more.
                (_, None) if !row.source.is_empty() => {}
                (SectionKind::Term, None) => {}
                (SectionKind::Latest, None) => {
                    posts.extend(pinned.iter().map(|post| post.id));
                    posts.extend(newest.iter().filter(|post| post.pinned_at.is_none()).map(|post| post.id));
                }
                (SectionKind::Lead | SectionKind::Opinion, None) => posts.extend(newest.iter().map(|post| post.id)),
            }
            Pool { posts, count: *count, may_repeat: row.may_repeat }
        };
        let pools = rows.iter().zip(sources.iter().map(Option::as_ref)).zip(&counts).map(pool).collect();
        Ok(Candidates {
            pools,
            published,
            pinned: pinned.iter().map(|post| post.id).collect(),
            picked: picked.iter().map(|post| post.id).collect(),
            shows_latest: shows_latest || has(&[SectionKind::Gallery]),
            has_rankings: has(&[SectionKind::MostRead, SectionKind::MostDiscussed]),
            sources,
        })
    }

    /// Returns whether a section shows what is read or discussed most, which changes all the time.
    pub fn has_rankings(&self) -> bool {
        self.has_rankings
    }

    /// Returns what a page with these posts depends on.
    pub fn content(&self, selected: &[Selection]) -> ShownContent {
        let posts = selected.iter().flat_map(|section| &section.posts).chain(&self.picked);
        let terms = self.sources.iter().flatten().flat_map(|source| &source.branch);
        ShownContent { posts: posts.copied().collect(), terms: terms.copied().collect(), latest: self.shows_latest }
    }
}

/// Returns the number of posts that a section shows.
fn count(row: &SectionRow, per_page: u32) -> usize {
    match (row.kind, usize::try_from(row.post_count)) {
        (SectionKind::Text, _) => 0,
        (SectionKind::Latest, Ok(0) | Err(_)) => per_page as usize,
        // A draft that is previewed may have any number.
        (_, count) => count.unwrap_or_default().min(MAX_POSTS as usize),
    }
}

async fn find_sources(reading: &mut Connection, page: &SectionPage<'_>) -> sqlx::Result<Vec<Option<Source>>> {
    let tags: Vec<&str> = page
        .rows
        .iter()
        .filter_map(|row| match Address::parse(&row.source) {
            Address::Tag(slug) => Some(slug),
            _ => None,
        })
        .collect();
    let tags = terms::find_all(reading, TermKind::Tag, &tags).await?;
    let of_row = |row: &SectionRow| match Address::parse(&row.source) {
        _ if !row.kind.has_source() => None,
        Address::Category(slug) => {
            let term = page.categories.iter().find(|term| term.slug == slug)?;
            Some(Source { branch: branch(page.categories, term.id), ..source(term) })
        }
        Address::Tag(slug) => tags.iter().find(|term| term.slug == slug).map(source),
        _ => None,
    };
    Ok(page.rows.iter().map(of_row).collect())
}

fn source(term: &TermRow) -> Source {
    Source { id: term.id, name: term.name.clone(), slug: term.slug.clone(), branch: vec![term.id] }
}

/// Returns a category and its descendants.
fn branch(categories: &[TermRow], id: i64) -> Vec<i64> {
    let mut branch = vec![id];
    let mut at = 0;
    while let Some(parent) = branch.get(at).copied() {
        let children = categories.iter().filter(|term| term.parent_id == Some(parent)).map(|term| term.id);
        let children: Vec<i64> = children.filter(|child| !branch.contains(child)).collect();
        branch.extend(children);
        at += 1;
    }
    branch
}

//! Reads the posts of sections and presents them.

use std::collections::HashMap;

use super::SectionPage;
use super::candidates::{Candidates, Source};
use super::selection::Selection;
use crate::clock::now;
use crate::i18n::{Texts, date, texts};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::front_page::{SectionKind, ShownSection};
use crate::model::post::PostSummary;
use crate::model::term::TermColor;
use crate::reading::listing::{CATEGORIES_SHOWN, present_card};
use crate::reading::post_image::{find_sources, present_image};
use crate::reading::read_context::ReadContext;
use crate::reading::request_url::format_cursor;
use crate::store::front_page::SectionRow;
use crate::store::posts::{self, CardRow};
use crate::store::sql::Connection;
use crate::store::terms::{self, appearance};

/// Presents the selected posts of each section. Sections that would be empty are left out.
pub async fn present(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    page: &SectionPage<'_>,
    candidates: &Candidates,
    selected: Vec<Selection>,
) -> Result<Vec<ShownSection>, Error> {
    let mut ids: Vec<i64> = selected.iter().flat_map(|section| section.posts.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = posts::find_cards(reading, &ids).await?;
    let cards = present_cards(context, reading, rows, candidates).await?;
    let colors: HashMap<i64, TermColor> = appearance::list(reading)
        .await?
        .into_iter()
        .filter_map(|(id, appearance)| appearance.color.map(|color| (id, color)))
        .collect();
    let texts = texts(context.state.settings().site.language);
    let mut sections = Vec::new();
    for (number, (row, selection)) in page.rows.iter().zip(selected).enumerate() {
        let source = candidates.sources.get(number).and_then(Option::as_ref);
        let posts: Vec<PostSummary> = selection
            .posts
            .iter()
            .filter_map(|id| cards.get(id).cloned())
            .map(|card| without_known_categories(card, row, source))
            .map(|card| with_portrait(card, row.kind))
            .collect();
        if posts.is_empty() && row.text_html.is_empty() {
            continue;
        }
        let older = (row.kind == SectionKind::Latest && selection.has_more)
            .then(|| older(page.path, candidates, &selection))
            .flatten();
        sections.push(ShownSection {
            place: number,
            kind: row.kind,
            layout: row.layout,
            heading: heading(row, source, texts),
            path: source.filter(|_| row.has_link && row.kind != SectionKind::Latest).map(|source| path(row, source)),
            color: source.and_then(|source| colors.get(&source.id).copied()),
            posts,
            html: row.text_html.clone(),
            older,
        });
    }
    Ok(sections)
}

/// Returns the posts by ID.
async fn present_cards(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    rows: Vec<CardRow>,
    candidates: &Candidates,
) -> Result<HashMap<i64, PostSummary>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    // Stories show how many comments there are.
    ids.iter().for_each(|id| context.dependencies.depend_on_comments(*id));
    let terms = terms::list_for_posts(reading, &ids).await?;
    let portraits = rows.iter().filter_map(|row| row.author_portrait.as_deref());
    let pictures = rows.iter().map(|row| row.image_src.as_str()).chain(portraits);
    let sources = find_sources(reading, pictures).await?;
    let (now, settings) = (now(), context.state.settings());
    let cards = rows.into_iter().map(|mut row| {
        let (date, until) = date::format_recent(row.published_at, now, &settings.site);
        until.into_iter().for_each(|until| context.dependencies.expire(until));
        let id = row.id;
        let portrait = row.author_portrait.take().unwrap_or_default();
        let mut card = present_card(row, date, &terms, &sources, candidates.pinned.contains(&id));
        if let Some(author) = &mut card.author {
            author.portrait = present_image(portrait, String::new(), String::new(), &sources);
        }
        (id, card)
    });
    Ok(cards.collect())
}

/// Leaves out the category that the section is of. One is enough beside a headline, and none beside an author.
fn without_known_categories(mut card: PostSummary, row: &SectionRow, source: Option<&Source>) -> PostSummary {
    let is_known = |slug: &str| source.is_some_and(|source| source.slug == slug);
    let most = match row.kind {
        SectionKind::Opinion => 0,
        SectionKind::Latest => CATEGORIES_SHOWN,
        _ => 1,
    };
    card.categories.retain(|category| !is_known(&category.slug));
    card.categories.truncate(most);
    card
}

/// Leaves out the portrait where it is not shown.
fn with_portrait(mut card: PostSummary, kind: SectionKind) -> PostSummary {
    if kind != SectionKind::Opinion {
        card.author.iter_mut().for_each(|author| author.portrait = None);
    }
    card
}

/// Returns the path of the posts after the last one of a list. Pinned posts are out of its order.
fn older(path: &str, candidates: &Candidates, selection: &Selection) -> Option<String> {
    let last = selection.posts.iter().rev().find(|id| !candidates.pinned.contains(id))?;
    let published = candidates.published.get(last)?;
    Some(format!("{path}?before={}", format_cursor(*published, *last)))
}

fn path(row: &SectionRow, source: &Source) -> String {
    match Address::parse(&row.source) {
        Address::Tag(_) => Address::Tag(&source.slug).to_string(),
        _ => Address::Category(&source.slug).to_string(),
    }
}

fn heading(row: &SectionRow, source: Option<&Source>, texts: &Texts) -> String {
    if !row.heading.is_empty() {
        return row.heading.clone();
    }
    let usual = match row.kind {
        SectionKind::Lead | SectionKind::Text => "",
        SectionKind::Term => source.map(|source| source.name.as_str()).unwrap_or_default(),
        SectionKind::Latest => texts.latest_posts,
        SectionKind::MostRead => texts.most_read,
        SectionKind::MostDiscussed => texts.most_discussed,
        SectionKind::Opinion => source.map_or(texts.opinion, |source| source.name.as_str()),
        SectionKind::Gallery => texts.gallery,
    };
    usual.to_owned()
}

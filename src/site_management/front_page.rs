//! The sections of the front page.

use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::model::address::Address;
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::front_page::{MAX_POSTS, MAX_SECTIONS, PostChoice, Section, SectionKind};
use crate::state::AppState;
use crate::store::front_page::{self, SectionRow};
use crate::text::plain_text::collapse;
use crate::writing::render_short;

/// Maximum length of a heading, in characters.
const LONGEST_HEADING: usize = 80;
/// Maximum length of a text, in characters.
const LONGEST_TEXT: usize = 10_000;
/// Maximum length of a path or slug, in bytes. Longer ones do not exist.
const LONGEST_PATH: usize = 300;

/// Replaces the sections. Without any, the site arranges them by itself. `known` is what the client has read.
///
/// # Errors
///
/// [`Error::Conflict`] if they have changed since, [`Error::Rejected`] with all errors.
pub async fn save(state: &AppState, sections: Vec<Section>, known: &[Section]) -> Result<(), Error> {
    let rows = check(admin_texts(state.settings().site.language), sections).await?;
    let mut writing = state.store.write().await?;
    let stored = front_page::list(&mut writing).await?;
    if !stored.iter().map(SectionRow::section).eq(known.iter().cloned()) {
        return Err(Error::Conflict);
    }
    front_page::replace(&mut writing, &rows).await?;
    Ok(writing.commit().await?)
}

async fn check(all: &AdminTexts, sections: Vec<Section>) -> Result<Vec<SectionRow>, Error> {
    let texts = &all.front_page;
    if sections.len() > MAX_SECTIONS {
        return Err(Rejection::error("", (texts.too_many)(MAX_SECTIONS)));
    }
    let mut errors = Rejections::default();
    let mut rows = Vec::with_capacity(sections.len());
    for (index, mut section) in sections.into_iter().enumerate() {
        let mut wrong = |part: &str, text: String| errors.add(format!("section-{index}-{part}"), text);
        section.heading = collapse(&section.heading);
        if section.heading.chars().count() > LONGEST_HEADING {
            wrong("heading", (texts.too_long)(LONGEST_HEADING));
        }
        let counts = match section.kind {
            SectionKind::Text => 0..=0,
            SectionKind::Latest => 0..=MAX_POSTS,
            _ => 1..=MAX_POSTS,
        };
        if section.kind == SectionKind::Text {
            section.count = 0;
        }
        if !counts.contains(&section.count) {
            wrong("count", (texts.count_wrong)(MAX_POSTS));
        }
        if !section.kind.has_source() {
            section.source.clear();
        }
        let needs_source = section.kind == SectionKind::Term;
        let is_source = matches!(Address::parse(&section.source), Address::Category(_) | Address::Tag(_))
            && section.source.len() <= LONGEST_PATH;
        if !is_source && (needs_source || !section.source.is_empty()) {
            wrong("source", texts.source_missing.to_owned());
        }
        if section.choice != PostChoice::Picked || !section.kind.has_picks() {
            section.posts.clear();
        } else if section.posts.is_empty() {
            wrong("posts", texts.posts_missing.to_owned());
        } else if section.posts.len() > MAX_POSTS as usize {
            wrong("posts", (texts.too_many_posts)(MAX_POSTS as usize));
        } else {
            let is_slug = |slug: &String| slug.len() <= LONGEST_PATH && !slug.contains(char::is_control);
            section.posts.retain(is_slug);
        }
        if section.kind != SectionKind::Text {
            section.text.clear();
        }
        let text = section.text.trim();
        if section.kind == SectionKind::Text && text.is_empty() {
            wrong("text", texts.text_missing.to_owned());
        }
        let html = if text.chars().count() > LONGEST_TEXT {
            wrong("text", (texts.too_long)(LONGEST_TEXT));
            String::new()
        } else {
            render_short(text).await?.unwrap_or_else(|| {
                wrong("text", all.writing.too_complex.to_owned());
                String::new()
            })
        };
        rows.push(SectionRow::of(section, html));
    }
    errors.check()?;
    Ok(rows)
}

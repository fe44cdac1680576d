use super::post_image::{find_sources, present_image};
use crate::config::SiteSettings;
use crate::i18n::date::{self, DateStyle};
use crate::model::address::Address;
use crate::model::post::RelatedPost;
use crate::model::site_link::SiteLink;
use crate::model::term::TermKind;
use crate::store::posts::{self, LinkRow, PostRow};
use crate::store::related_posts;
use crate::store::sql::Connection;
use crate::store::terms::PostTermRow;

/// Related posts shown below a post.
pub const RELATED_SHOWN: u32 = 4;

/// What a post leads on to.
#[derive(Debug, Default)]
pub struct FurtherPosts {
    pub related: Vec<RelatedPost>,
    pub older: Option<SiteLink>,
    pub newer: Option<SiteLink>,
}

/// Reads the posts that are related to one, and its neighbours in its first category, or on the whole site if it has none.
pub async fn read_further(
    reading: &mut Connection,
    row: &PostRow,
    terms: &[PostTermRow],
    site: &SiteSettings,
) -> sqlx::Result<FurtherPosts> {
    let rows = related_posts::list(reading, row.id, RELATED_SHOWN).await?;
    let sources = find_sources(reading, rows.iter().map(|row| row.image_src.as_str())).await?;
    let related = rows.into_iter().map(|row| RelatedPost {
        date: date::format(row.published_at, DateStyle::Day, site),
        image: present_image(row.image_src, String::new(), String::new(), &sources),
        slug: row.slug,
        title: row.title,
    });
    let related = related.collect();
    let (older, newer) = match terms.iter().find(|term| term.kind == TermKind::Category) {
        Some(category) => related_posts::list_neighbours(reading, category.term_id, row.published_at, row.id).await?,
        None => posts::neighbours(reading, row.published_at, row.id).await?,
    };
    Ok(FurtherPosts { related, older: older.map(present_link), newer: newer.map(present_link) })
}

fn present_link(row: LinkRow) -> SiteLink {
    SiteLink { path: Address::Post(&row.slug).to_string(), title: row.title }
}

/// Puts the category that a post is shown in first: the first one that is not above another of the post.
pub fn put_section_first(terms: &mut [PostTermRow]) {
    let is_above = |term: &PostTermRow| terms.iter().any(|other| other.parent_id == Some(term.term_id));
    let section = terms.iter().position(|term| term.kind == TermKind::Category && !is_above(term));
    if let Some(section) = section {
        terms[..=section].rotate_right(1);
    }
}

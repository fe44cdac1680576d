//! What links in a text may lead to.

use url::Url;

use super::oembed::{find, own_path};
use super::request_url::RequestUrl;
use super::site::read_title;
use crate::config::LinkPreviewPolicy;
use crate::i18n::date::{self, DateStyle};
use crate::i18n::embed_words;
use crate::link_preview::{Destination, PageMetadata};
use crate::model::address::post_path;
use crate::model::admin::link_target::{LinkTarget, LinkedAddress, UnreadReason};
use crate::model::error::Error;
use crate::model::user::User;
use crate::reading::legacy_urls;
use crate::state::AppState;
use crate::store::posts::post_table::{self, PostListFilter, PostTextFilter};
use crate::store::posts::{ListingCursor, PostKind, PostStatus};
use crate::text::body::page_of_player;
use crate::text::embed::{Embed, is_short, place_of, title_source};
use crate::text::excerpt::{LENGTH, cut};
use crate::text::fold;
use crate::text::sanitizer::is_web_address;

/// Maximum number of posts, and of pages, that are found.
const MOST: usize = 8;
/// Maximum length of what is searched for, in characters, and its maximum number of words.
const LONGEST: usize = 200;
const WORDS: usize = 8;

/// Finds published posts and pages by words of their title, without regard to diacritics. Titles that begin with the
/// words come first, then the newest.
pub async fn find_link_targets(state: &AppState, text: &str) -> Result<Vec<LinkTarget>, Error> {
    let words = fold(&text.chars().take(LONGEST).collect::<String>());
    let words: Vec<String> = words.split_whitespace().take(WORDS).map(str::to_owned).collect();
    let start = words.join(" ");
    let site = &state.settings().site;
    let mut reading = state.store.read().await?;
    let mut found = Vec::new();
    for kind in [PostKind::Post, PostKind::Page] {
        let text = PostTextFilter { words: words.clone(), found: Vec::new(), typed: Vec::new() };
        let status = Some(PostStatus::Published);
        let selection = PostListFilter { kind, status, author: None, category: None, text: Some(text) };
        let rows = post_table::list(&mut reading, &selection, ListingCursor::Start, MOST).await?;
        found.extend(rows.lines.into_iter().map(|row| (kind, row)));
    }
    found.sort_by_key(|(_, row)| !fold(&row.title).starts_with(&start));
    let targets = found.into_iter().take(MOST).map(|(kind, row)| LinkTarget {
        path: post_path(kind, &row.slug),
        published: date::format(row.listed_at, DateStyle::Day, site),
        title: row.title,
    });
    Ok(targets.collect())
}

/// Tells what an address stands for: a player of another site, a post of this site, whose origin is `origin`, or a page of
/// another site. Other sites are asked only if the settings allow it.
pub async fn resolve_address(
    state: &AppState,
    user: &User,
    origin: &str,
    address: &str,
) -> Result<LinkedAddress, Error> {
    let address = address.trim();
    let is_short_address = is_short(address);
    if let Some(embed) = Embed::of(address).filter(|_| !is_short_address) {
        return Ok(introduce_player(state, user, address, &embed).await);
    }
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let path = if is_path { Some(address.to_owned()) } else { own_path(origin, address) };
    if let Some(path) = path {
        return find_own(state, &path).await;
    }
    if !is_web_address(address) {
        return Ok(LinkedAddress::Unknown);
    }
    let found = match look_up(state, user, address, is_short_address).await {
        Ok(Destination::Known(url)) => Embed::of(url.as_str()).map(|embed| (url.to_string(), embed)),
        Ok(Destination::Page(PageMetadata { title, description, site })) => {
            return Ok(LinkedAddress::Page { title, description, site });
        }
        // Some sites have players for their short addresses, too.
        Err(reason) => match Embed::of(address) {
            Some(embed) => Some((address.to_owned(), embed)),
            None => return Ok(LinkedAddress::Unread(reason)),
        },
    };
    Ok(match found {
        Some((page, embed)) => introduce_player(state, user, &page, &embed).await,
        None => LinkedAddress::Unread(UnreadReason::NotAPage),
    })
}

/// Introduces a player by the title that its site tells, if the settings allow asking, or else by what it is.
async fn introduce_player(state: &AppState, user: &User, address: &str, embed: &Embed) -> LinkedAddress {
    let site = &state.settings().site;
    let href = page_of_player(address).unwrap_or_else(|| address.to_owned());
    let mut title = place_of(address);
    if let Some(source) = title_source(embed.provider, &href).filter(|_| site.link_previews == LinkPreviewPolicy::On)
        && state.preview_limit.take(user.id).await
    {
        title = state.link_previews.title(&source, site.language).await.ok();
    }
    let title = title.unwrap_or_else(|| embed_words(site.language, embed.shape.kind(), embed.provider.name()).title);
    LinkedAddress::Player { href, title }
}

async fn find_own(state: &AppState, path: &str) -> Result<LinkedAddress, Error> {
    let mut reading = state.store.read().await?;
    let requested = RequestUrl::parse(path);
    let mut path = requested.path.clone();
    let mut row = find(&mut reading, &path).await?;
    if row.is_none()
        && let Some(target) = legacy_urls::find_target(&mut reading, &requested).await?
    {
        row = find(&mut reading, &target).await?;
        path = target;
    }
    Ok(match row {
        Some(row) => LinkedAddress::Post {
            path,
            title: row.title,
            excerpt: cut(&row.excerpt, LENGTH),
            image: row.image_src,
            site: read_title(&mut reading, &state.settings()).await?,
        },
        None => LinkedAddress::Unknown,
    })
}

/// Asks another site.
async fn look_up(
    state: &AppState,
    user: &User,
    address: &str,
    is_short_address: bool,
) -> Result<Destination, UnreadReason> {
    let site = &state.settings().site;
    if site.link_previews == LinkPreviewPolicy::Off {
        return Err(if is_short_address { UnreadReason::ShortNotAllowed } else { UnreadReason::NotAllowed });
    }
    if !state.preview_limit.take(user.id).await {
        return Err(UnreadReason::TooMany);
    }
    let has_player = |url: &Url| Embed::of(url.as_str()).is_some() && !is_short(url.as_str());
    state.link_previews.follow(address, site.language, has_player).await
}

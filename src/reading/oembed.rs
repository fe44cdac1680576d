//! oEmbed data of a post, for embedding it in other sites.

use url::Url;

use super::legacy_urls;
use super::post_image::{find_sources, present_image};
use super::request_url::{RequestUrl, absolute};
use super::share_image::{ShareImage, choose_share_image};
use super::site::read_title;
use crate::i18n::date::{self, DateStyle};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::formatted_time::FormattedTime;
use crate::social_card::CardText;
use crate::state::AppState;
use crate::store::posts::{self, PostKind};
use crate::store::sql::Connection;

/// The fields of an oEmbed response.
#[derive(Clone, Debug)]
pub struct OembedPost {
    pub title: String,
    pub excerpt: String,
    pub url: String,
    pub published: FormattedTime,
    /// Name and profile URL.
    pub author: Option<(String, String)>,
    /// Name and home page URL of the site.
    pub site: (String, String),
    pub cover: ShareImage,
}

/// Reads the published post or page at a URL of this site, which may be a legacy URL.
pub async fn read_oembed(state: &AppState, origin: &str, address: &str) -> Result<OembedPost, Error> {
    let asked = own_path(origin, address).ok_or(Error::NotFound)?;
    let mut reading = state.store.read_for_page().await?;
    let requested = RequestUrl::parse(&asked);
    let mut path = requested.path.clone();
    let row = match find(&mut reading, &path).await? {
        Some(row) => row,
        None => {
            path = legacy_urls::find_target(&mut reading, &requested).await?.ok_or(Error::NotFound)?;
            find(&mut reading, &path).await?.ok_or(Error::NotFound)?
        }
    };
    let settings = state.settings();
    let site = read_title(&mut reading, &settings).await?;
    let sources = find_sources(&mut reading, std::iter::once(row.image_src.as_str())).await?;
    let image = present_image(row.image_src, row.image_alt, row.image_caption, &sources);
    let words = CardText { title: row.title.clone(), site: site.clone(), accent: settings.identity.accent };
    let author = row.author_slug.zip(row.author_name);
    Ok(OembedPost {
        cover: choose_share_image(origin, image.as_ref(), row.id, &words),
        title: row.title,
        excerpt: row.excerpt,
        url: absolute(origin, &path),
        published: date::format(row.published_at, DateStyle::Day, &settings.site),
        author: author.map(|(slug, name)| (name, absolute(origin, &Address::Author(&slug).to_string()))),
        site: (site, format!("{origin}/")),
    })
}

/// Returns path and query of a URL of this site; `None` for those of others.
pub(super) fn own_path(origin: &str, address: &str) -> Option<String> {
    let (asked, own) = (Url::parse(address).ok()?, Url::parse(origin).ok()?);
    let is_own = (asked.host(), asked.port()) == (own.host(), own.port()) && asked.scheme().starts_with("http");
    is_own.then(|| asked[url::Position::BeforePath..].to_owned())
}

/// Finds the published post or page at a path.
pub(super) async fn find(reading: &mut Connection, path: &str) -> sqlx::Result<Option<posts::PostRow>> {
    match Address::parse(path) {
        Address::Post(slug) => posts::find(reading, PostKind::Post, slug).await,
        Address::Page(slug) => posts::find(reading, PostKind::Page, slug).await,
        _ => Ok(None),
    }
}

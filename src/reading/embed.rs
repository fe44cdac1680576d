//! A post as it is shown within another site.

use url::Url;

use super::cover::{Cover, choose_cover};
use super::date::{self, Detail};
use super::old;
use super::picture::{find_sources, present_image};
use super::site::read_title;
use super::url::{Requested, absolute};
use crate::card::Words;
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::moment::Moment;
use crate::state::State;
use crate::store::posts::{self, Kind};

/// What is told of it.
#[derive(Clone, Debug)]
pub struct Embed {
    pub title: String,
    pub excerpt: String,
    pub url: String,
    pub published: Moment,
    /// A name and the page it leads to.
    pub author: Option<(String, String)>,
    /// The name of the site, and its front page.
    pub site: (String, String),
    pub cover: Cover,
}

/// What is at an address of this site, if it is a post or page that is published: also under an old address.
pub async fn read_embed(state: &State, origin: &str, address: &str) -> Result<Embed, Error> {
    let asked = Url::parse(address).map_err(|_| Error::NotFound)?;
    let own = Url::parse(origin).map_err(|_| Error::Internal)?;
    let is_own = (asked.host(), asked.port()) == (own.host(), own.port()) && asked.scheme().starts_with("http");
    if !is_own {
        return Err(Error::NotFound);
    }
    let mut reading = state.store.read().await?;
    let requested = Requested::parse(&asked[url::Position::BeforePath..]);
    let mut path = requested.path.clone();
    let row = match find(&mut reading, &path).await? {
        Some(row) => row,
        None => {
            path = old::find_target(&mut reading, &requested).await?.ok_or(Error::NotFound)?;
            find(&mut reading, &path).await?.ok_or(Error::NotFound)?
        }
    };
    let settings = state.settings();
    let site = read_title(&mut reading, &settings).await?;
    let sources = find_sources(&mut reading, std::iter::once(row.image_src.as_str())).await?;
    let image = present_image(row.image_src, row.image_alt, row.image_caption, &sources);
    let words = Words { title: row.title.clone(), site: site.clone() };
    let author = row.author_slug.zip(row.author_name);
    Ok(Embed {
        cover: choose_cover(origin, image.as_ref(), row.id, &words),
        title: row.title,
        excerpt: row.excerpt,
        url: absolute(origin, &path),
        published: date::format(row.published_at, Detail::Day, &settings.site),
        author: author.map(|(slug, name)| (name, absolute(origin, &Address::Author(&slug).to_string()))),
        site: (site, format!("{origin}/")),
    })
}

async fn find(reading: &mut sqlx::SqliteConnection, path: &str) -> sqlx::Result<Option<posts::PostRow>> {
    match Address::parse(path) {
        Address::Post(slug) => posts::find(reading, Kind::Post, slug).await,
        Address::Page(slug) => posts::find(reading, Kind::Page, slug).await,
        _ => Ok(None),
    }
}

//! What feeds tell: the newest posts under an address, or the newest comments on a post.

use jiff::ZonedDateTime;
use sqlx::SqliteConnection;
use url::Url;

use super::date::zoned;
use super::enclosure::{Enclosure, find_enclosures, present_enclosure};
use super::listing::{Heading, scope_of};
use super::old;
use super::site::{read_tagline, read_title};
use super::url::{Requested, absolute};
use crate::i18n::texts;
use crate::model::Milliseconds;
use crate::model::address::{Address, comment_path};
use crate::model::error::Error;
use crate::model::feed::{COMMENTS, Format, feed_path};
use crate::model::language::Language;
use crate::model::term::TermKind;
use crate::state::State;
use crate::store::comments::newest::{NewestRow, list_newest};
use crate::store::posts::feed::{FeedRow, list_whole};
use crate::store::posts::{self, Cursor, Kind, Scope};
use crate::store::terms::{self, PostTermRow};
use crate::store::{authors, comments};
use crate::text::absolute::absolutize;
use crate::text::plain::plain;
use crate::writing::path;

/// How many posts a feed tells of: it is asked for several times a day.
const POSTS: u32 = 20;
/// The same for comments, which are short.
const COMMENTS_SHOWN: i64 = 50;

/// A feed, whatever its format. Every address is absolute.
#[derive(Clone, Debug)]
pub struct Feed {
    pub title: String,
    /// The name of the site.
    pub site: String,
    pub description: String,
    pub language: Language,
    /// The front page.
    pub home: String,
    /// The page that the feed is about.
    pub page: String,
    /// The feed's own address.
    pub address: String,
    /// A WebSub hub; empty when there is none.
    pub hub: String,
    pub entries: Vec<Entry>,
}

/// A post or comment.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stays the same for good, whatever else changes: an IRI.
    pub id: String,
    pub url: String,
    pub title: String,
    /// Plain text; empty where there is none.
    pub summary: String,
    /// The whole content, as HTML.
    pub html: String,
    pub published: ZonedDateTime,
    pub updated: ZonedDateTime,
    /// A name, and the page it leads to.
    pub author: Option<(String, Option<String>)>,
    /// Names of categories and tags.
    pub terms: Vec<String>,
    pub image: Option<Enclosure>,
    /// The feed of its comments, in RSS.
    pub comments: Option<String>,
    /// What a comment answers.
    pub answers: Option<String>,
}

impl Feed {
    /// When the newest of its entries was changed.
    pub fn updated(&self) -> Option<&ZonedDateTime> {
        self.entries.iter().map(|entry| &entry.updated).max()
    }
}

/// A feed, or where it has moved.
#[derive(Clone, Debug)]
pub enum Found {
    Feed(Box<Feed>),
    /// A path.
    Moved(String),
}

/// The feed of what is at the path `base`.
pub async fn read_feed(state: &State, origin: &str, base: &str, format: Format) -> Result<Found, Error> {
    let mut reading = state.store.read().await?;
    match read_entries(state, &mut reading, origin, base).await {
        Ok((heading, entries)) => {
            let settings = state.settings();
            let title = read_title(&mut reading, &settings).await?;
            Ok(Found::Feed(Box::new(Feed {
                title: match heading.as_str() {
                    "" => title.clone(),
                    heading => format!("{heading} – {title}"),
                },
                site: title,
                description: read_tagline(&mut reading, &settings).await?,
                language: settings.site.language,
                home: format!("{origin}/"),
                page: absolute(origin, if base == COMMENTS { "/" } else { base }),
                address: absolute(origin, &feed_path(base, format)),
                hub: settings.site.hub.clone(),
                entries,
            })))
        }
        Err(Error::NotFound) => {
            let requested = Requested::of_path(base);
            let target = old::find_target(&mut reading, &requested).await?.ok_or(Error::NotFound)?;
            Ok(Found::Moved(feed_path(&target, format)))
        }
        Err(error) => Err(error),
    }
}

/// What stands above a feed, and what is in it.
async fn read_entries(
    state: &State,
    reading: &mut SqliteConnection,
    origin: &str,
    base: &str,
) -> Result<(String, Vec<Entry>), Error> {
    let texts = texts(state.settings().site.language);
    let heading = match Address::parse(base) {
        _ if base == COMMENTS => {
            state.depend_on_all_comments();
            let newest = list_newest(reading, None, COMMENTS_SHOWN).await?;
            let title = |row: &NewestRow| (texts.comment_on)(&row.name, &row.title);
            return Ok((texts.comments.to_owned(), present_comments(state, origin, newest, title)));
        }
        Address::Home => Heading::Home,
        Address::Category(slug) => {
            Heading::Term(terms::find(reading, TermKind::Category, slug).await?.ok_or(Error::NotFound)?)
        }
        Address::Tag(slug) => Heading::Term(terms::find(reading, TermKind::Tag, slug).await?.ok_or(Error::NotFound)?),
        Address::Author(slug) => Heading::Author(authors::find(reading, slug).await?.ok_or(Error::NotFound)?),
        Address::Post(slug) => return read_comments(state, reading, origin, Kind::Post, slug).await,
        Address::Page(slug) => return read_comments(state, reading, origin, Kind::Page, slug).await,
        _ => return Err(Error::NotFound),
    };
    let scope = match &heading {
        Heading::Home => Scope::All,
        heading => scope_of(reading, heading).await?,
    };
    let listed = posts::list(reading, scope, Cursor::Start, POSTS).await?;
    let ids: Vec<i64> = listed.posts.iter().map(|row| row.id).collect();
    let rows = list_whole(reading, &ids).await?;
    let terms = terms::list_for_posts(reading, &ids).await?;
    let enclosures = find_enclosures(reading, rows.iter().map(|row| row.post.image_src.as_str())).await?;
    let entries = rows.into_iter().map(|row| {
        let image = present_enclosure(origin, &row.post.image_src, &enclosures);
        present_post(state, origin, row, &terms, image)
    });
    let title = match heading {
        Heading::Home => String::new(),
        Heading::Term(term) => term.name,
        Heading::Author(author) => author.name,
    };
    Ok((title, entries.collect()))
}

async fn read_comments(
    state: &State,
    reading: &mut SqliteConnection,
    origin: &str,
    kind: Kind,
    slug: &str,
) -> Result<(String, Vec<Entry>), Error> {
    let texts = texts(state.settings().site.language);
    let row = posts::find(reading, kind, slug).await?.ok_or(Error::NotFound)?;
    state.depend_on_comments(row.id);
    let newest = comments::newest::list_newest(reading, Some(row.id), COMMENTS_SHOWN).await?;
    let title = |row: &NewestRow| (texts.comment_by)(&row.name);
    Ok(((texts.comments_on)(&row.title), present_comments(state, origin, newest, title)))
}

fn present_post(state: &State, origin: &str, row: FeedRow, terms: &[PostTermRow], image: Option<Enclosure>) -> Entry {
    let FeedRow { post, created_at, guid } = row;
    let zone = &state.settings().site.time_zone;
    let place = Address::Post(&post.slug).to_string();
    let url = absolute(origin, &place);
    let author = post.author_slug.zip(post.author_name);
    let lead = image.as_ref().map(|image| illustrate(image, &post.image_alt, &post.image_caption)).unwrap_or_default();
    Entry {
        id: guid.filter(|guid| guid.starts_with("http")).unwrap_or_else(|| tag(origin, created_at, "post", post.id)),
        html: lead + &complete(&post.html, &url),
        url,
        title: post.title,
        summary: post.excerpt,
        published: zoned(post.published_at, zone),
        updated: zoned(post.updated_at.max(post.published_at), zone),
        author: author.map(|(slug, name)| (name, Some(absolute(origin, &Address::Author(&slug).to_string())))),
        terms: terms.iter().filter(|term| term.post_id == post.id).map(|term| term.name.clone()).collect(),
        image,
        comments: Some(absolute(origin, &feed_path(&place, Format::Rss))),
        answers: None,
    }
}

fn present_comments(
    state: &State,
    origin: &str,
    rows: Vec<NewestRow>,
    title: impl Fn(&NewestRow) -> String,
) -> Vec<Entry> {
    let zone = &state.settings().site.time_zone;
    let present = |row: NewestRow| {
        let post = path(row.kind, &row.slug);
        let answered = row.parent_id.map_or(post.clone(), |parent| comment_path(&post, parent));
        let profile = row.author_slug.as_deref().map(|slug| absolute(origin, &Address::Author(slug).to_string()));
        Entry {
            id: tag(origin, row.created_at, "comment", row.id),
            url: absolute(origin, &comment_path(&post, row.id)),
            title: title(&row),
            summary: plain(&row.html),
            html: complete(&row.html, &absolute(origin, &post)),
            published: zoned(row.created_at, zone),
            updated: zoned(row.edited_at.unwrap_or_default().max(row.created_at), zone),
            author: Some((row.name, profile)),
            terms: Vec::new(),
            image: None,
            comments: None,
            answers: Some(absolute(origin, &answered)),
        }
    };
    rows.into_iter().map(present).collect()
}

/// The picture of a post, as its page shows it above the body.
fn illustrate(image: &Enclosure, alt: &str, caption: &str) -> String {
    let [src, alt, caption] = [&image.url, alt, caption].map(html_escape::encode_double_quoted_attribute);
    let caption = if caption.is_empty() { String::new() } else { format!("<figcaption>{caption}</figcaption>") };
    format!("<figure><img src=\"{src}\" alt=\"{alt}\">{caption}</figure>")
}

fn complete(html: &str, page: &str) -> String {
    Url::parse(page).map_or_else(|_| html.to_owned(), |page| absolutize(html, &page))
}

/// A name that stays the same though the address changes (RFC 4151).
fn tag(origin: &str, made_at: Milliseconds, kind: &str, id: i64) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let day = zoned(made_at, &jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d").to_string();
    format!("tag:{host},{day}:{kind}-{id}")
}

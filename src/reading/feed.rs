//! Feeds: the newest posts of a listing, or the newest comments.

use jiff::ZonedDateTime;
use url::Url;

use super::enclosure::{Enclosure, find_enclosures, present_enclosure};
use super::identity::find_icon;
use super::legacy_urls;
use super::listing::{ListingHeading, scope_of};
use super::read_context::ReadContext;
use super::request_url::{RequestUrl, absolute};
use super::site::{read_tagline, read_title};
use crate::i18n::date::zoned;
use crate::i18n::texts;
use crate::model::Milliseconds;
use crate::model::address::post_path;
use crate::model::address::{Address, comment_path};
use crate::model::direction::{direction, isolate};
use crate::model::error::Error;
use crate::model::feed::{COMMENTS, FeedFormat, feed_path};
use crate::model::identity::IconSize;
use crate::model::language::Language;
use crate::model::term::TermKind;
use crate::state::AppState;
use crate::store::comments::newest::{NewestRow, list_newest};
use crate::store::posts::feed::{FeedRow, list_whole};
use crate::store::posts::{self, ListingCursor, ListingScope, PostKind};
use crate::store::sql::Connection;
use crate::store::terms::{self, PostTermRow};
use crate::store::{authors, comments, settings};
use crate::text::absolute_urls::absolutize;
use crate::text::pictures::list_players;
use crate::text::plain_text::plain;

/// Posts in a feed. It is small because readers request feeds several times a day.
const POSTS: u32 = 20;
/// Comments in a feed. It is larger than [`POSTS`] because comments are short.
const COMMENTS_SHOWN: i64 = 50;

/// A feed, independent of its format. All URLs are absolute.
#[derive(Clone, Debug)]
pub struct Feed {
    /// A permanent IRI, which stays when the site moves to another address.
    pub id: String,
    pub title: String,
    /// Name of the site.
    pub site: String,
    pub description: String,
    pub language: Language,
    /// URL of the home page.
    pub home: String,
    /// URL of the page that the feed is about.
    pub page: String,
    /// URL of the feed itself.
    pub address: String,
    /// URL of the site's icon, a square picture; empty if it has none of its own.
    pub icon: String,
    /// URL of a WebSub hub; empty if there is none.
    pub hub: String,
    pub entries: Vec<FeedEntry>,
}

/// A post or a comment.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// A permanent IRI, which stays when the post or the site moves to another address.
    pub id: String,
    pub url: String,
    pub title: String,
    /// Plain text; empty if there is none.
    pub summary: String,
    /// The full content as HTML.
    pub html: String,
    pub published: ZonedDateTime,
    pub updated: ZonedDateTime,
    /// Name and profile URL.
    pub author: Option<(String, Option<String>)>,
    /// Names of the categories and tags.
    pub terms: Vec<String>,
    pub image: Option<Enclosure>,
    /// Sound and film in the content.
    pub media: Vec<Enclosure>,
    /// URL of the entry's comment feed, in RSS.
    pub comments: Option<String>,
    /// URL of the post or comment that this comment replies to.
    pub answers: Option<String>,
}

impl FeedEntry {
    /// Returns the file for formats that allow one: sound or film, which podcast readers play, before the picture.
    pub fn enclosure(&self) -> Option<&Enclosure> {
        self.media.first().or(self.image.as_ref())
    }
}

impl Feed {
    /// Returns when the most recently changed entry was changed.
    pub fn updated(&self) -> Option<&ZonedDateTime> {
        self.entries.iter().map(|entry| &entry.updated).max()
    }
}

/// A feed, or the path to which it has moved.
#[derive(Clone, Debug)]
pub enum FeedResult {
    Feed(Box<Feed>),
    /// The new path.
    Moved(String),
}

/// Reads the feed of the page at the path `base`.
pub async fn read_feed(context: &mut ReadContext<'_>, base: &str, format: FeedFormat) -> Result<FeedResult, Error> {
    let (state, origin) = (context.state, context.origin);
    let mut reading = state.store.read_for_page().await?;
    let id_origin = settings::find(&mut reading, settings::FEED_ORIGIN).await?.unwrap_or_else(|| origin.to_owned());
    match read_entries(context, &mut reading, base, &id_origin).await {
        Ok((heading, entries)) => {
            let settings = state.settings();
            let title = read_title(&mut reading, &settings).await?;
            Ok(FeedResult::Feed(Box::new(Feed {
                id: absolute(&id_origin, &feed_path(base, format)),
                title: match heading.as_str() {
                    "" => title.clone(),
                    heading => format!("{} – {}", isolate(heading), isolate(&title)),
                },
                site: title,
                description: read_tagline(&mut reading, &settings).await?,
                language: settings.site.language,
                home: format!("{origin}/"),
                page: absolute(origin, if base == COMMENTS { "/" } else { base }),
                address: absolute(origin, &feed_path(base, format)),
                icon: find_icon(&mut reading, &settings)
                    .await?
                    .map_or_else(String::new, |icon| absolute(origin, &IconSize::Large.path(icon))),
                hub: settings.site.hub.clone(),
                entries,
            })))
        }
        Err(Error::NotFound) => {
            let requested = RequestUrl::of_path(base);
            let target = legacy_urls::find_target(&mut reading, &requested).await?.ok_or(Error::NotFound)?;
            Ok(FeedResult::Moved(feed_path(&target, format)))
        }
        Err(error) => Err(error),
    }
}

/// Returns a feed's heading and entries.
async fn read_entries(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    base: &str,
    id_origin: &str,
) -> Result<(String, Vec<FeedEntry>), Error> {
    let (state, origin) = (context.state, context.origin);
    let texts = texts(state.settings().site.language);
    let heading = match Address::parse(base) {
        _ if base == COMMENTS => {
            context.dependencies.depend_on_all_comments();
            let newest = list_newest(reading, None, COMMENTS_SHOWN).await?;
            let title = |row: &NewestRow| (texts.comment_on)(&row.name, &row.title);
            return Ok((texts.comments.to_owned(), present_comments(state, (origin, id_origin), newest, title)));
        }
        Address::Home => ListingHeading::Home,
        Address::Category(slug) => {
            ListingHeading::Term(terms::find(reading, TermKind::Category, slug).await?.ok_or(Error::NotFound)?)
        }
        Address::Tag(slug) => {
            ListingHeading::Term(terms::find(reading, TermKind::Tag, slug).await?.ok_or(Error::NotFound)?)
        }
        Address::Author(slug) => ListingHeading::Author(authors::find(reading, slug).await?.ok_or(Error::NotFound)?),
        Address::Post(slug) => return read_comments(context, reading, (PostKind::Post, slug), id_origin).await,
        Address::Page(slug) => return read_comments(context, reading, (PostKind::Page, slug), id_origin).await,
        _ => return Err(Error::NotFound),
    };
    let scope = match &heading {
        ListingHeading::Home => ListingScope::All,
        heading => scope_of(reading, heading).await?,
    };
    let listed = posts::list(reading, scope, ListingCursor::Start, POSTS).await?;
    let ids: Vec<i64> = listed.posts.iter().map(|row| row.id).collect();
    let rows = list_whole(reading, &ids).await?;
    let terms = terms::list_for_posts(reading, &ids).await?;
    let players: Vec<Vec<String>> = rows.iter().map(|row| list_players(&row.post.html)).collect();
    let addresses =
        rows.iter().map(|row| row.post.image_src.as_str()).chain(players.iter().flatten().map(String::as_str));
    let enclosures = find_enclosures(reading, addresses).await?;
    let entries = rows.into_iter().zip(players).map(|(row, players)| {
        let image = present_enclosure(origin, &row.post.image_src, &enclosures);
        let media = players.iter().filter_map(|src| present_enclosure(origin, src, &enclosures)).collect();
        present_post(state, (origin, id_origin), row, &terms, (image, media))
    });
    let title = match heading {
        ListingHeading::Home => String::new(),
        ListingHeading::Term(term) => term.name,
        ListingHeading::Author(author) => author.name,
        ListingHeading::Archive(..) => String::new(),
    };
    Ok((title, entries.collect()))
}

async fn read_comments(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    (kind, slug): (PostKind, &str),
    id_origin: &str,
) -> Result<(String, Vec<FeedEntry>), Error> {
    let (state, origin) = (context.state, context.origin);
    let texts = texts(state.settings().site.language);
    let row = posts::find(reading, kind, slug).await?.ok_or(Error::NotFound)?;
    context.dependencies.depend_on_comments(row.id);
    let newest = comments::newest::list_newest(reading, Some(row.id), COMMENTS_SHOWN).await?;
    let title = |row: &NewestRow| (texts.comment_by)(&row.name);
    Ok(((texts.comments_on)(&row.title), present_comments(state, (origin, id_origin), newest, title)))
}

fn present_post(
    state: &AppState,
    (origin, id_origin): (&str, &str),
    row: FeedRow,
    terms: &[PostTermRow],
    (image, media): (Option<Enclosure>, Vec<Enclosure>),
) -> FeedEntry {
    let FeedRow { post, created_at, guid } = row;
    let zone = &state.settings().site.time_zone;
    let place = Address::Post(&post.slug).to_string();
    let url = absolute(origin, &place);
    let author = post.author_slug.zip(post.author_name);
    let lead = image.as_ref().map(|image| illustrate(image, &post.image_alt, &post.image_caption)).unwrap_or_default();
    FeedEntry {
        id: guid.filter(|guid| guid.starts_with("http")).unwrap_or_else(|| tag(id_origin, created_at, "post", post.id)),
        html: lead + &complete(&post.html, &url),
        url,
        title: post.title,
        summary: post.excerpt,
        published: zoned(post.published_at, zone),
        updated: zoned(post.updated_at.max(post.published_at), zone),
        author: author.map(|(slug, name)| (name, Some(absolute(origin, &Address::Author(&slug).to_string())))),
        terms: terms.iter().filter(|term| term.post_id == post.id).map(|term| term.name.clone()).collect(),
        image,
        media,
        comments: Some(absolute(origin, &feed_path(&place, FeedFormat::Rss))),
        answers: None,
    }
}

fn present_comments(
    state: &AppState,
    (origin, id_origin): (&str, &str),
    rows: Vec<NewestRow>,
    title: impl Fn(&NewestRow) -> String,
) -> Vec<FeedEntry> {
    let zone = &state.settings().site.time_zone;
    let present = |row: NewestRow| {
        let post = post_path(row.kind, &row.slug);
        let answered = row.parent_id.map_or(post.clone(), |parent| comment_path(&post, parent));
        let profile = row.author_slug.as_deref().map(|slug| absolute(origin, &Address::Author(slug).to_string()));
        FeedEntry {
            id: tag(id_origin, row.created_at, "comment", row.id),
            url: absolute(origin, &comment_path(&post, row.id)),
            title: title(&row),
            summary: plain(&row.html),
            html: complete(&row.html, &absolute(origin, &post)),
            published: zoned(row.created_at, zone),
            updated: zoned(row.edited_at.unwrap_or_default().max(row.created_at), zone),
            author: Some((row.name, profile)),
            terms: Vec::new(),
            image: None,
            media: Vec::new(),
            comments: None,
            answers: Some(absolute(origin, &answered)),
        }
    };
    rows.into_iter().map(present).collect()
}

/// Renders the image of a post as its page shows it above the body.
fn illustrate(image: &Enclosure, alt: &str, caption: &str) -> String {
    let dir = direction(caption).map(|dir| format!(" dir=\"{dir}\"")).unwrap_or_default();
    let [src, alt, caption] = [&image.url, alt, caption].map(html_escape::encode_double_quoted_attribute);
    let caption = if caption.is_empty() { String::new() } else { format!("<figcaption{dir}>{caption}</figcaption>") };
    format!("<figure><img src=\"{src}\" alt=\"{alt}\">{caption}</figure>")
}

fn complete(html: &str, page: &str) -> String {
    Url::parse(page).map_or_else(|_| html.to_owned(), |page| absolutize(html, &page))
}

/// Forms a tag URI (RFC 4151), which does not change when the post's URL or the site's address changes.
fn tag(id_origin: &str, made_at: Milliseconds, kind: &str, id: i64) -> String {
    let host = id_origin.split_once("://").map_or(id_origin, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let day = zoned(made_at, &jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d").to_string();
    format!("tag:{host},{day}:{kind}-{id}")
}

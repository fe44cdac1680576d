use sqlx::SqliteConnection;

use super::date::{self, Detail};
use super::listing::present_term;
use super::picture::{find_sources, present_image};
use super::share;
use super::thread::{Thread, read_thread};
use super::url::Requested;
use super::view::Wanted;
use crate::auth::stamp;
use crate::commenting::{closing, openness};
use crate::model::address::Address;
use crate::model::author::Author;
use crate::model::comment::{CommentDraft, CommentForm, Discussion, Openness};
use crate::model::error::Error;
use crate::model::post::{Post, Share};
use crate::model::site::Link;
use crate::model::view::{View, Viewed};
use crate::state::State;
use crate::store::posts::{self, Kind, LinkRow, PostRow};
use crate::store::terms;
use crate::writing::path;

/// Reads a post or page with its discussion.
pub async fn read_post(
    state: &State,
    reading: &mut SqliteConnection,
    requested: &Requested,
    kind: Kind,
    slug: &str,
    wanted: Wanted<'_>,
) -> Viewed {
    let row = posts::find(reading, kind, slug).await?.ok_or(Error::NotFound)?;
    let (older, newer) = match kind {
        Kind::Post => posts::neighbours(reading, row.published_at, row.id).await?,
        Kind::Page => (None, None),
    };
    let discussion = read_discussion(state, reading, requested, kind, &row, wanted.form).await?;
    let share = match kind {
        Kind::Post => share::present(wanted.origin, &requested.path, &row.title),
        Kind::Page => Share::default(),
    };
    let around = Surroundings { newer: newer.map(present_link), older: older.map(present_link), share, discussion };
    Ok(view(kind, present(state, reading, row, around).await?))
}

/// What stands around a post.
pub struct Surroundings {
    pub newer: Option<Link>,
    pub older: Option<Link>,
    pub share: Share,
    pub discussion: Discussion,
}

/// A post as readers see it.
pub async fn present(
    state: &State,
    reading: &mut SqliteConnection,
    row: PostRow,
    around: Surroundings,
) -> Result<Post, Error> {
    let site = &state.settings().site;
    let terms = terms::list_for_posts(reading, &[row.id]).await?;
    let named = |kind: &str| terms.iter().filter(|term| term.kind == kind).map(present_term).collect();
    let (categories, tags) = (named("category"), named("tag"));
    let changed =
        row.updated_at > row.published_at && !date::same_day(row.updated_at, row.published_at, &site.time_zone);
    let author = row.author_slug.zip(row.author_name).map(|(slug, name)| Author {
        slug,
        name,
        biography: row.author_biography.unwrap_or_default(),
    });
    let Surroundings { newer, older, share, discussion } = around;
    let sources = find_sources(reading, std::iter::once(row.image_src.as_str())).await?;
    Ok(Post {
        slug: row.slug,
        title: row.title,
        seo_title: row.seo_title,
        excerpt: if row.seo_description.is_empty() { row.excerpt } else { row.seo_description },
        standfirst: row.standfirst,
        html: row.html,
        minutes: row.minutes,
        published: date::format(row.published_at, Detail::Day, site),
        updated: changed.then(|| date::format(row.updated_at, Detail::Day, site)),
        image: present_image(row.image_src, row.image_alt, row.image_caption, &sources),
        author,
        categories,
        tags,
        newer,
        older,
        share,
        discussion,
    })
}

/// The view that a kind of entry has.
pub fn view(kind: Kind, post: Post) -> View {
    match kind {
        Kind::Post => View::Post(Box::new(post)),
        Kind::Page => View::Page(Box::new(post)),
    }
}

fn present_link(row: LinkRow) -> Link {
    Link { path: Address::Post(&row.slug).to_string(), title: row.title }
}

async fn read_discussion(
    state: &State,
    reading: &mut SqliteConnection,
    requested: &Requested,
    kind: Kind,
    row: &PostRow,
    form: Option<CommentForm>,
) -> Result<Discussion, Error> {
    state.depend_on_comments(row.id);
    let open = openness(state, &row.comments, row.published_at);
    if let (Openness::Open, Some(closing)) = (open, closing(state, row.published_at)) {
        state.expire(closing);
    }
    let parent = requested.value("reply").unwrap_or_default().into_owned();
    let mut form = form.unwrap_or_else(|| CommentForm {
        draft: CommentDraft { parent, ..CommentDraft::default() },
        ..CommentForm::default()
    });
    let path = path(kind, &row.slug);
    let answered = form.draft.parent.parse().ok();
    let thread = read_thread(state, reading, row.id, &path, requested, answered).await?;
    form.draft.post = row.id;
    form.stamp = stamp::issue(&state.signer, row.id);
    let Thread { comments, earlier, later } = thread;
    Ok(Discussion { post: row.id, path, count: row.comment_count, comments, earlier, later, openness: open, form })
}

use super::author::{AuthorFields, present_author};
use super::listing::present_term;
use super::page_tree::{PageTree, read_page_tree};
use super::post_image::{find_sources, present_image};
use super::read_context::ReadContext;
use super::related_posts::{FurtherPosts, put_section_first, read_further};
use super::request_url::RequestUrl;
use super::share_links;
use super::thread::{ThreadPage, is_newest_first, read_thread};
use crate::auth::form_token;
use crate::commenting::{availability, closing_time};
use crate::i18n::date::{self, DateStyle};
use crate::i18n::{back_to_text, embed_words, footnote};
use crate::model::Milliseconds;
use crate::model::address::post_path;
use crate::model::comment::{CommentAvailability, CommentDraft, CommentFormState, Discussion};
use crate::model::error::Error;
use crate::model::post::{Post, Share};
use crate::model::term::TermKind;
use crate::model::view::{View, ViewResult};
use crate::state::AppState;
use crate::store::posts::{self, PostKind, PostRow};
use crate::store::sql::Connection;
use crate::store::terms::{self, PostTermRow};
use crate::text::embed::{self, EmbedFigures};
use crate::text::excerpt::{LENGTH, cut};
use crate::text::footnotes::name_links;

/// Reads a post or page with its comments.
pub async fn read_post(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    kind: PostKind,
    slug: &str,
    form: Option<CommentFormState>,
) -> ViewResult {
    let row = posts::find(reading, kind, slug).await?.ok_or(Error::NotFound)?;
    let mut terms = terms::list_for_posts(reading, &[row.id]).await?;
    put_section_first(&mut terms);
    let (further, pages) = match kind {
        PostKind::Post => {
            let site = &context.state.settings().site;
            (read_further(reading, &row, &terms, site).await?, PageTree::default())
        }
        PostKind::Page => (FurtherPosts::default(), read_page_tree(reading, row.id).await?),
    };
    let discussion = read_discussion(context, reading, requested, kind, &row, form).await?;
    let share = match kind {
        PostKind::Post => share_links::present(context.origin, &requested.path, &row.title),
        PostKind::Page => Share::default(),
    };
    let newest_first = is_newest_first(requested);
    let around = PostContext { terms, further, pages, share, discussion, newest_first };
    Ok(view(kind, present(context.state, reading, row, around).await?))
}

/// A change is shown as such if it was made this long after publication, in milliseconds, since times have no seconds.
const CHANGE: Milliseconds = 60 * 1000;

/// What a post's page shows besides the post itself.
pub struct PostContext {
    /// The section of the post is the first category.
    pub terms: Vec<PostTermRow>,
    pub further: FurtherPosts,
    pub pages: PageTree,
    pub share: Share,
    pub discussion: Discussion,
    pub newest_first: bool,
}

/// Converts a row to a post.
pub async fn present(
    state: &AppState,
    reading: &mut Connection,
    row: PostRow,
    around: PostContext,
) -> Result<Post, Error> {
    let site = &state.settings().site;
    let PostContext { terms, further, pages, share, discussion, newest_first } = around;
    let named = |kind: TermKind| terms.iter().filter(|term| term.kind == kind).map(present_term).collect();
    let (categories, tags) = (named(TermKind::Category), named(TermKind::Tag));
    let changed = row.updated_at >= row.published_at + CHANGE;
    let portrait = row.author_portrait.unwrap_or_default();
    let sources = find_sources(reading, [row.image_src.as_str(), &portrait].into_iter()).await?;
    let author = row.author_slug.zip(row.author_name).map(|(slug, name)| {
        let biography = row.author_biography.unwrap_or_default();
        let (role, links) = (row.author_role.unwrap_or_default(), row.author_links.unwrap_or_default());
        present_author(AuthorFields { slug, name, biography, role, portrait, links }, &sources)
    });
    // A later page of comments does not show the post.
    let html = match discussion.earlier {
        None => embed::complete(&row.html, |kind, source| embed_words(site.language, kind, source)),
        Some(_) => EmbedFigures::default(),
    };
    Ok(Post {
        slug: row.slug,
        title: row.title,
        seo_title: row.seo_title,
        noindex: row.noindex,
        canonical: row.canonical,
        excerpt: if row.seo_description.is_empty() { cut(&row.excerpt, LENGTH) } else { row.seo_description },
        standfirst: row.standfirst,
        html: name_links(html.html, |number| footnote(site.language, number), back_to_text(site.language)),
        player_origins: html.origins.into_iter().map(str::to_owned).collect(),
        minutes: row.minutes,
        published: date::format(row.published_at, DateStyle::Minute, site),
        updated: changed.then(|| date::format(row.updated_at, DateStyle::Minute, site)),
        image: present_image(row.image_src, row.image_alt, row.image_caption, &sources),
        author,
        categories,
        tags,
        newer: further.newer,
        older: further.older,
        related: further.related,
        above: pages.above,
        below: pages.below,
        share,
        discussion,
        newest_first,
    })
}

/// Returns the view for a kind of post.
pub fn view(kind: PostKind, post: Post) -> View {
    match kind {
        PostKind::Post => View::Post(Box::new(post)),
        PostKind::Page => View::Page(Box::new(post)),
    }
}

async fn read_discussion(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    kind: PostKind,
    row: &PostRow,
    form: Option<CommentFormState>,
) -> Result<Discussion, Error> {
    let state = context.state;
    context.dependencies.depend_on_comments(row.id);
    if kind == PostKind::Post {
        context.dependencies.read(row.id);
    }
    let open = availability(state, row.comments, row.published_at);
    if let (CommentAvailability::Open, Some(closing)) = (open, closing_time(state, row.published_at)) {
        context.dependencies.expire(closing);
    }
    let parent = requested.value("reply").unwrap_or_default().into_owned();
    let mut form = form.unwrap_or_else(|| CommentFormState {
        draft: CommentDraft { parent, ..CommentDraft::default() },
        ..CommentFormState::default()
    });
    let path = post_path(kind, &row.slug);
    let answered = form.draft.parent.parse().ok();
    let thread = read_thread(state, reading, row.id, &path, requested, answered).await?;
    form.draft.post = row.id;
    form.form_token = form_token::issue(&state.signer, row.id);
    let ThreadPage { comments, earlier, later } = thread;
    let has_reply_notices = state.settings().mail_problem().is_none();
    Ok(Discussion {
        post: row.id,
        path,
        count: row.comment_count,
        comments,
        earlier,
        later,
        availability: open,
        has_reply_notices,
        form,
    })
}

//! Preview links of unpublished posts.

use super::page_tree::PageTree;
use super::post::{PostContext, present, view};
use super::related_posts::{FurtherPosts, put_section_first};
use super::request_url::RequestUrl;
use crate::auth::preview;
use crate::auth::row_identity::RowIdentity;
use crate::clock::now;
use crate::model::address::Address;
use crate::model::address::post_path;
use crate::model::comment::{CommentAvailability, CommentFormState, Discussion};
use crate::model::error::Error;
use crate::model::post::Share;
use crate::model::user::User;
use crate::model::view::{View, ViewResult};
use crate::state::AppState;
use crate::store::posts::status::{self, StatusRow};
use crate::store::posts::{self, PostStatus};
use crate::store::sql::Connection;
use crate::store::terms;
use crate::writing::access;

/// Returns a URL that shows a post to anyone who has the link, for a few days. `origin` is the public origin of the
/// site.
pub async fn share(state: &AppState, user: &User, id: i64, origin: &str) -> Result<String, Error> {
    let post = access::require_status(&mut *state.store.read().await?, user, id).await?;
    let path = match post.status {
        PostStatus::Published => post_path(post.kind, &post.slug),
        _ => Address::Preview(&preview::issue(&state.signer, named(&post), now())).to_string(),
    };
    Ok(format!("{origin}{path}"))
}

/// Returns the view of a preview token: the post without comments and neighbours, or a redirect to it once it is
/// published.
pub async fn read_preview(state: &AppState, reading: &mut Connection, token: &str) -> ViewResult {
    let named = preview::verify(&state.signer, token, now()).ok_or(Error::NotFound)?;
    let id = named.id;
    let post = status::find(reading, id).await?.filter(|post| self::named(post) == named).ok_or(Error::NotFound)?;
    match post.status {
        PostStatus::Published => return Ok(View::Moved(post_path(post.kind, &post.slug))),
        PostStatus::Trash => return Err(Error::NotFound),
        PostStatus::Draft | PostStatus::Scheduled | PostStatus::Private | PostStatus::Protected => {}
    }
    let row = posts::find_any_status(reading, id).await?.ok_or(Error::NotFound)?;
    let discussion = Discussion {
        post: id,
        path: post_path(post.kind, &post.slug),
        count: 0,
        comments: Vec::new(),
        earlier: None,
        later: None,
        availability: CommentAvailability::Closed,
        has_reply_notices: false,
        form: CommentFormState::default(),
    };
    let mut terms = terms::list_for_posts(reading, &[id]).await?;
    put_section_first(&mut terms);
    let around = PostContext {
        terms,
        further: FurtherPosts::default(),
        pages: PageTree::default(),
        share: Share::default(),
        discussion,
        newest_first: false,
    };
    Ok(view(post.kind, present(state, reading, row, around).await?))
}

fn named(post: &StatusRow) -> RowIdentity {
    RowIdentity { id: post.id, created_at: post.created_at }
}

/// Returns whether a URL is a preview link, whose content must not be stored in shared caches.
pub fn is_private(url: &str) -> bool {
    matches!(Address::parse(&RequestUrl::parse(url).path), Address::Preview(_))
}

//! Posts that are not published, for those they are shown to.

use sqlx::SqliteConnection;

use super::post::{Surroundings, present, view};
use super::url::Requested;
use crate::auth::origin::Origin;
use crate::auth::preview;
use crate::model::address::Address;
use crate::model::comment::{CommentForm, Discussion, Openness};
use crate::model::error::Error;
use crate::model::post::Share;
use crate::model::user::User;
use crate::model::view::{View, Viewed};
use crate::state::State;
use crate::store::now;
use crate::store::posts::status::{self, StatusRow};
use crate::store::posts::{self, Status};
use crate::writing::{access, path};

/// The address that shows a post to whoever has it, for some days. `origin` is where readers reach the site.
pub async fn share(state: &State, user: &User, id: i64, origin: &str) -> Result<String, Error> {
    let post = access::require_status(&mut *state.store.read().await?, user, id).await?;
    let path = match post.status {
        Status::Published => path(post.kind, &post.slug),
        _ => Address::Preview(&preview::issue(&state.signer, named(&post), now())).to_string(),
    };
    Ok(format!("{origin}{path}"))
}

/// What a token shows: the post without its surroundings, or the way to it once it is published.
pub async fn read_preview(state: &State, reading: &mut SqliteConnection, token: &str) -> Viewed {
    let named = preview::verify(&state.signer, token, now()).ok_or(Error::NotFound)?;
    let id = named.id;
    let post = status::find(reading, id).await?.filter(|post| self::named(post) == named).ok_or(Error::NotFound)?;
    match post.status {
        Status::Published => return Ok(View::Moved(path(post.kind, &post.slug))),
        Status::Trash => return Err(Error::NotFound),
        Status::Draft | Status::Scheduled | Status::Private | Status::Protected => {}
    }
    let row = posts::find_hidden(reading, id).await?.ok_or(Error::NotFound)?;
    let discussion = Discussion {
        post: id,
        path: path(post.kind, &post.slug),
        count: 0,
        comments: Vec::new(),
        earlier: None,
        later: None,
        openness: Openness::Closed,
        form: CommentForm::default(),
    };
    let around = Surroundings { newer: None, older: None, share: Share::default(), discussion };
    Ok(view(post.kind, present(state, reading, row, around).await?))
}

fn named(post: &StatusRow) -> Origin {
    Origin { id: post.id, created_at: post.created_at }
}

/// Whether what a URL shows is for those who have it alone.
pub fn is_private(url: &str) -> bool {
    matches!(Address::parse(&Requested::parse(url).path), Address::Preview(_))
}

//! What administrators change of other users' accounts.

use super::event::{EventClient, record};
use super::messages::account_error_text;
use super::{AccountError, PostHandover, add};
use crate::auth::invitation;
use crate::auth::session::RecentlyAuthenticated;
use crate::i18n::admin::admin_texts;
use crate::mail::{MailContent, queue};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::account::AccountEventKind;
use crate::model::admin::user::{Invitation, Invitee, RemovedUserPosts};
use crate::model::error::{Error, Rejection};
use crate::model::user::Role;
use crate::state::AppState;
use crate::store::users;

/// Adds a user without a password and returns a link with which they set one. They also get one by mail, if the site
/// sends mail.
pub async fn invite(
    state: &AppState,
    signed_in: &RecentlyAuthenticated,
    origin: &str,
    invitee: &Invitee,
) -> Result<Invitation, Error> {
    let mut writing = state.store.write().await?;
    let added = add(&mut writing, &invitee.name, &invitee.email, invitee.role, None).await;
    let id = added.map_err(|refusal| say(state, refusal))?;
    let user = users::find(&mut writing, id).await?.ok_or(Error::Internal)?;
    let is_mailed = state.settings().mail_problem().is_none();
    if is_mailed {
        let content = MailContent::Invitation { user: id, inviter: signed_in.user.name.clone() };
        queue::add(&mut writing, &user.email, &content).await?;
    }
    writing.commit().await?;
    state.mail.notify_one();
    Ok(Invitation { link: link(origin, &invitation::issue(&state.signer, &user)), name: user.name, is_mailed })
}

/// Creates another link for a user whose link has expired or who cannot log in any more.
pub async fn renew_link(
    state: &AppState,
    signed_in: &RecentlyAuthenticated,
    origin: &str,
    id: i64,
) -> Result<Invitation, Error> {
    let mut writing = state.store.write().await?;
    let user = users::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    // Record who made it, but not from where: the address is the administrator's own.
    let maker = &signed_in.user.name;
    record(&mut writing, id, AccountEventKind::ResetLinkMade, maker, &EventClient::default()).await?;
    writing.commit().await?;
    Ok(Invitation { link: link(origin, &invitation::issue(&state.signer, &user)), name: user.name, is_mailed: false })
}

/// Changes the role of a user.
pub async fn change_role(state: &AppState, _: &RecentlyAuthenticated, id: i64, role: Role) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    super::change_role(&mut writing, id, role).await.map_err(|refusal| say(state, refusal))?;
    Ok(writing.commit().await?)
}

/// Removes another user. Administrators cannot remove themselves.
pub async fn remove(
    state: &AppState,
    signed_in: &RecentlyAuthenticated,
    id: i64,
    legacy: RemovedUserPosts,
) -> Result<(), Error> {
    if id == signed_in.user.id {
        let texts = admin_texts(state.settings().site.language);
        return Err(Rejection::error("", texts.users.not_yourself));
    }
    let posts = match legacy {
        RemovedUserPosts::Stay => PostHandover::Stay,
        RemovedUserPosts::GoTo(heir) => PostHandover::GoTo(heir),
    };
    let mut writing = state.store.write().await?;
    super::remove(&mut writing, id, posts).await.map_err(|refusal| say(state, refusal))?;
    Ok(writing.commit().await?)
}

fn link(origin: &str, token: &str) -> String {
    format!("{origin}{}?token={token}", AdminAddress::Invitation)
}

fn say(state: &AppState, refusal: AccountError) -> Error {
    account_error_text(refusal, admin_texts(state.settings().site.language))
}

//! What people change of their own account.

use super::words::{explain, explain_password};
use super::{change_password as store_password, check};
use crate::auth::caller::Caller;
use crate::auth::password::{self, Verdict};
use crate::auth::session::SignedIn;
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::model::admin::account::Profile;
use crate::model::error::{Error, Rejection};
use crate::reading::site::read_title;
use crate::state::State;
use crate::store::{authors, passkeys, sessions, users};
use crate::writing::render_short;

/// Most characters of a biography.
const LONGEST_BIOGRAPHY: usize = 2_000;

/// Changes name, email address and biography; the byline follows the name.
pub async fn save_profile(state: &State, signed_in: &SignedIn, profile: &Profile) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let (name, email) = check(&profile.name, &profile.email).map_err(|refusal| explain(refusal, texts))?;
    let biography = profile.biography.trim();
    if biography.chars().count() > LONGEST_BIOGRAPHY {
        return Err(Rejection::error("biography", (texts.account.biography_too_long)(LONGEST_BIOGRAPHY)));
    }
    let html = render_short(biography).await?;
    let mut writing = state.store.write().await?;
    let holder = users::find_by_email(&mut writing, email).await?;
    if holder.is_some_and(|holder| holder.id != signed_in.user.id) {
        return Err(Rejection::error("email", texts.users.email_taken));
    }
    users::set_profile(&mut writing, signed_in.user.id, name, email).await?;
    if let Some(author) = signed_in.user.author {
        authors::set_profile(&mut writing, author, name, biography, &html).await?;
    }
    Ok(writing.commit().await?)
}

/// Changes the password, whoever knows the one in force. All other sessions end.
pub async fn change_password(
    state: &State,
    caller: Caller,
    signed_in: &SignedIn,
    old: &str,
    new: &str,
) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    confirm(state, caller, signed_in, "old", old, texts).await?;
    let title = read_title(&mut *state.store.read().await?, &state.settings()).await?;
    let user = &signed_in.user;
    if let Err(fault) = password::check(new, &[&user.email, &user.name, &title]) {
        return Err(Rejection::error("new", explain_password(fault, texts)));
    }
    let hash = password::hash(new).await?;
    let mut writing = state.store.write().await?;
    store_password(&mut writing, user.id, &hash, Some(&signed_in.session)).await?;
    Ok(writing.commit().await?)
}

/// Gives the password up. Only who has a passkey can.
pub async fn drop_password(state: &State, caller: Caller, signed_in: &SignedIn, old: &str) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    confirm(state, caller, signed_in, "drop-old", old, texts).await?;
    let mut writing = state.store.write().await?;
    if passkeys::list(&mut writing, signed_in.user.id).await?.is_empty() {
        return Err(Rejection::error("", texts.account.passkey_needed));
    }
    users::clear_password(&mut writing, signed_in.user.id).await?;
    Ok(writing.commit().await?)
}

/// Logs one of a person's browsers out.
pub async fn end_session(state: &State, signed_in: &SignedIn, id: &str) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    // One that has ended meanwhile is what was asked for.
    sessions::remove(&mut writing, signed_in.user.id, id).await?;
    Ok(writing.commit().await?)
}

/// Logs all of a person's browsers out, the one that asks too.
pub async fn end_all_sessions(state: &State, signed_in: &SignedIn) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    sessions::remove_all(&mut writing, signed_in.user.id, None).await?;
    Ok(writing.commit().await?)
}

/// Asks whoever is logged in for the password, if they have one: they may have left the room. `field`
/// is where it was typed.
async fn confirm(
    state: &State,
    caller: Caller,
    signed_in: &SignedIn,
    field: &str,
    typed: &str,
    texts: &AdminTexts,
) -> Result<(), Error> {
    let user = users::find(&mut *state.store.read().await?, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    let Some(stored) = user.password_hash else { return Ok(()) };
    if let Err(minutes) = state.login_limit.take_for(caller.address, &user.email) {
        return Err(Rejection::error(field, (texts.entrance.too_many)(minutes)));
    }
    match password::verify(typed, Some(&stored)).await? {
        Verdict::Right | Verdict::RightButOld => Ok(()),
        Verdict::Wrong => Err(Rejection::error(field, texts.account.old_wrong)),
    }
}

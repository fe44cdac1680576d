//! What readers see of a user: the author page.

use url::Url;

use crate::i18n::admin::admin_texts;
use crate::model::address::paths;
use crate::model::admin::author::AuthorProfile;
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::user::User;
use crate::state::AppState;
use crate::store::authors::{self, AuthorTexts};
use crate::store::sql::Connection;
use crate::store::users;
use crate::text::plain_text::collapse;
use crate::writing::{ensure_author, render_short};

/// Maximum lengths, in characters.
const LONGEST_ROLE: usize = 60;
const LONGEST_BIOGRAPHY: usize = 2_000;
const LONGEST_LINK: usize = 500;
/// Maximum number of links.
const MOST_LINKS: usize = 10;

/// Reads the profile of a user, which is empty if they have no author page yet.
pub async fn read(state: &AppState, user: i64) -> Result<AuthorProfile, Error> {
    let mut reading = state.store.read().await?;
    let row = users::find(&mut reading, user).await?.ok_or(Error::NotFound)?;
    let Some(author) = row.author_id else { return Ok(AuthorProfile::default()) };
    let found = authors::find_profile(&mut reading, author).await?.unwrap_or_default();
    let AuthorTexts { role, portrait, biography, links, .. } = found;
    Ok(AuthorProfile { role, portrait, biography, links })
}

/// Changes the profile of another user, for administrators.
///
/// # Errors
///
/// [`Error::Rejected`] with all errors, [`Error::NotFound`] if there is no such user.
pub async fn save(state: &AppState, user: i64, profile: &AuthorProfile) -> Result<(), Error> {
    let texts = check(state, profile).await?;
    let mut writing = state.store.write().await?;
    let user = users::find(&mut writing, user).await?.ok_or(Error::NotFound)?.into_user();
    write(&mut writing, &user, &user.name, &texts).await?;
    Ok(writing.commit().await?)
}

/// Checks a profile, and returns what is stored.
pub async fn check(state: &AppState, profile: &AuthorProfile) -> Result<AuthorTexts, Error> {
    let all = admin_texts(state.settings().site.language);
    let texts = &all.authors;
    let mut errors = Rejections::default();
    let role = collapse(&profile.role);
    if role.chars().count() > LONGEST_ROLE {
        errors.add("role", (texts.too_long)(LONGEST_ROLE));
    }
    let portrait = profile.portrait.trim().to_owned();
    if !portrait.is_empty() && paths::parse_media(&portrait).is_none() {
        errors.add("portrait", texts.portrait_wrong);
    }
    let biography = profile.biography.trim().to_owned();
    if biography.chars().count() > LONGEST_BIOGRAPHY {
        errors.add("biography", (texts.too_long)(LONGEST_BIOGRAPHY));
    }
    let links: Vec<&str> = profile.links.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_address = |link: &str| {
        let is_web = |url: Url| matches!(url.scheme(), "http" | "https") && url.has_host();
        link.chars().count() <= LONGEST_LINK
            && !link.contains(char::is_whitespace)
            && Url::parse(link).is_ok_and(is_web)
    };
    if links.len() > MOST_LINKS {
        errors.add("links", (texts.too_many_links)(MOST_LINKS));
    } else if let Some(wrong) = links.iter().find(|link| !is_address(link)) {
        errors.add("links", (texts.link_wrong)(&wrong.chars().take(80).collect::<String>()));
    }
    errors.check()?;
    let html = render_short(&biography).await?;
    let biography_html = html.ok_or_else(|| Rejection::error("biography", all.writing.too_complex))?;
    Ok(AuthorTexts { role, portrait, biography, biography_html, links: links.join("\n") })
}

/// Stores a checked profile. A user without an author page gets one if there is something to show on it.
pub async fn write(connection: &mut Connection, user: &User, name: &str, texts: &AuthorTexts) -> Result<(), Error> {
    let author = match user.author {
        Some(author) => author,
        None if *texts == AuthorTexts::default() => return Ok(()),
        None => ensure_author(connection, user).await?,
    };
    Ok(authors::set_profile(connection, author, name, texts).await?)
}

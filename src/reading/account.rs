//! The account page of a signed-in user.

use super::account_events::list_events;
use super::user_agent;
use crate::auth::passkey::Site;
use crate::auth::session::{IDLE, SignedIn};
use crate::clock::now;
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::account::{Account, PasskeySummary, Profile, SessionSummary};
use crate::model::admin::author::AuthorProfile;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::authors::AuthorTexts;
use crate::store::{authors, passkeys, recovery_codes, sessions, users};

/// Number of account events shown.
const EVENTS: u32 = 20;

/// Reads the account of the signed-in user. `origin` is the site's origin.
pub async fn read_account(state: &AppState, signed_in: &SignedIn, origin: &str) -> Result<Account, Error> {
    let settings = state.settings();
    let tell = |at, detail| date::format(at, detail, &settings.site);
    let mut reading = state.store.read().await?;
    let user = users::find(&mut reading, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    let author = match user.author_id {
        Some(author) => authors::find_profile(&mut reading, author).await?.unwrap_or_default(),
        None => AuthorTexts::default(),
    };
    let AuthorTexts { role, portrait, biography, links, .. } = author;
    let author = AuthorProfile { role, portrait, biography, links };
    let keys = passkeys::list(&mut reading, user.id).await?.into_iter().map(|row| PasskeySummary {
        added: tell(row.created_at, DateStyle::Day),
        used: row.used_at.map(|at| tell(at, DateStyle::Minute)),
        id: row.id,
        name: row.name,
    });
    let passkeys = keys.collect();
    let codes = recovery_codes::count(&mut reading, user.id).await?;
    let rows = sessions::list(&mut reading, user.id, now() - IDLE).await?;
    let sessions = rows.into_iter().map(|row| {
        let (browser, system) = user_agent::read(&row.agent);
        SessionSummary {
            is_this: row.hash == signed_in.session,
            browser: browser.to_owned(),
            system: system.to_owned(),
            address: row.address,
            since: tell(row.created_at, DateStyle::Day),
            used: tell(row.seen_at, DateStyle::Minute),
            id: row.hash,
        }
    });
    let sessions = sessions.collect();
    let events = list_events(&mut reading, user.id, 0, EVENTS, &settings.site).await?;
    Ok(Account {
        sessions,
        events,
        profile: Profile { name: user.name, email: user.email, author, body_format: user.body_format },
        has_password: user.password_hash.is_some(),
        allows_passkeys: Site::at(origin, "").is_some(),
        passkeys,
        codes,
    })
}

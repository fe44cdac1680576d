//! Account events, as shown to the account's owner.

use super::user_agent;
use crate::config::SiteSettings;
use crate::i18n::date::{self, DateStyle};
use crate::model::Milliseconds;
use crate::model::admin::account::{AccountEvent, AccountEventKind};
use crate::model::error::Error;
use crate::store::account_events;
use crate::store::sql::Connection;

/// Returns at most `most` events of a user since a time, newest first. Event kinds of a newer Longan are left out.
pub async fn list_events(
    connection: &mut Connection,
    user: i64,
    since: Milliseconds,
    most: u32,
    site: &SiteSettings,
) -> Result<Vec<AccountEvent>, Error> {
    let rows = account_events::list(connection, user, since, most).await?;
    let events = rows.into_iter().filter_map(|row| {
        let kind = AccountEventKind::parse(&row.kind)?;
        let (browser, system) = user_agent::read(&row.agent);
        Some(AccountEvent {
            kind,
            detail: row.detail,
            browser: browser.to_owned(),
            system: system.to_owned(),
            address: row.address,
            moment: date::format(row.created_at, DateStyle::Minute, site),
        })
    });
    Ok(events.collect())
}

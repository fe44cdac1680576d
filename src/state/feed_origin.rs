//! The origin in the IDs of feeds and their entries.

use crate::auth::random::random_bytes;
use crate::config::Settings;
use crate::model::error::Error;
use crate::store::{Store, settings};

/// Stores the origin that IDs in feeds contain, unless there is one: that of the site when it is first served. It stays
/// when the site moves to another address, since feed readers show entries with new IDs again.
///
/// A site without an address in its settings has a random origin, because each request may name another host.
///
/// # Errors
///
/// The database failed, or the system gives no random numbers.
pub(super) async fn settle(configured: &Settings, store: &Store) -> Result<(), Error> {
    if settings::find(&mut *store.read().await?, settings::FEED_ORIGIN).await?.is_some() {
        return Ok(());
    }
    let origin = match configured.site.address.as_str() {
        // No host ends with `.invalid` (RFC 2606).
        "" => format!("https://{:032x}.invalid", u128::from_be_bytes(random_bytes()?)),
        address => address.to_owned(),
    };
    let mut writing = store.write().await?;
    // Another node may have stored one in the meantime.
    if settings::find(&mut writing, settings::FEED_ORIGIN).await?.is_none() {
        settings::set(&mut writing, settings::FEED_ORIGIN, &origin).await?;
        writing.commit().await?;
    }
    Ok(())
}

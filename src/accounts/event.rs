//! What happens to an account is noted here, for its owner to see. Every change of what lets a person in comes by: this
//! is the one place from which they can be told by mail.

use axum::http::{HeaderMap, header};
use sqlx::SqliteConnection;

use crate::auth::client_info::ClientInfo;
use crate::auth::session::{LONGEST_AGENT, SignedIn};
use crate::model::admin::account::AccountEventKind;
use crate::model::error::Error;
use crate::store::account_events;

/// Most characters of what an event was about.
const LONGEST_DETAIL: usize = 600;

/// Where a change comes from.
#[derive(Clone, Debug, Default)]
pub struct EventClient {
    /// Empty for the command line.
    address: String,
    /// The `User-Agent`.
    agent: String,
}

impl EventClient {
    /// The command line of the server.
    pub fn command_line() -> EventClient {
        EventClient::default()
    }

    /// A request of somebody who is not logged in yet.
    pub fn of(client_info: ClientInfo, headers: &HeaderMap) -> EventClient {
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        EventClient {
            address: client_info.address.text().unwrap_or_default(),
            agent: agent.chars().take(LONGEST_AGENT).collect(),
        }
    }
}

impl From<&SignedIn> for EventClient {
    fn from(signed_in: &SignedIn) -> EventClient {
        EventClient { address: signed_in.address.clone(), agent: signed_in.agent.clone() }
    }
}

/// Notes an event of a user's account, in the transaction that makes the change. `detail` is what it was about: the name
/// of a passkey, an email address.
pub async fn record(
    connection: &mut SqliteConnection,
    user: i64,
    kind: AccountEventKind,
    detail: &str,
    source: &EventClient,
) -> Result<(), Error> {
    let detail: String = detail.chars().take(LONGEST_DETAIL).collect();
    Ok(account_events::add(connection, user, kind.as_str(), &detail, &source.address, &source.agent).await?)
}

//! The log of security events of an account, which its owner can read. Every change of credentials is recorded here, so
//! here the owner is told by mail, too.

use axum::http::{HeaderMap, header};

use crate::auth::client_info::ClientInfo;
use crate::auth::session::{LONGEST_AGENT, SignedIn};
use crate::clock::now;
use crate::mail::{MailContent, queue};
use crate::model::admin::account::AccountEventKind;
use crate::model::error::Error;
use crate::store::account_events;
use crate::store::sql::Connection;
use crate::store::users::{self, UserRow};

/// Maximum length of an event's detail, in characters.
const LONGEST_DETAIL: usize = 600;

/// The client that a change comes from.
#[derive(Clone, Debug, Default)]
pub struct EventClient {
    /// IP address; empty for the command line.
    address: String,
    /// The `User-Agent` header.
    agent: String,
}

impl EventClient {
    /// Returns the client of a change made on the command line.
    pub fn command_line() -> EventClient {
        EventClient::default()
    }

    /// Reads the client from a request without a session.
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

/// Records an event of a user's account, in the transaction that makes the change. `detail` is its subject, such as the
/// name of a passkey or an email address.
pub async fn record(
    connection: &mut Connection,
    user: i64,
    kind: AccountEventKind,
    detail: &str,
    source: &EventClient,
) -> Result<(), Error> {
    let detail: String = detail.chars().take(LONGEST_DETAIL).collect();
    account_events::add(connection, user, kind.as_str(), &detail, &source.address, &source.agent).await?;
    // To the address before the change, if it is that which changes.
    let Some(UserRow { email, .. }) = users::find(connection, user).await? else { return Ok(()) };
    let EventClient { address, agent } = source.clone();
    let content = MailContent::AccountEvent { user, event: kind, detail, address, agent, at: now() };
    queue::add(connection, &email, &content).await
}

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::account::{Account, PasskeyChallenge, Profile, RecoveryCodes};
use crate::model::error::Error;

/// Returns the account of the current user.
#[server(endpoint = "admin/account", input = GetUrl, output = Json)]
pub async fn read_account() -> Result<Account, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, origin, state};

    let read = async {
        let signed_in = require_author().await?;
        let state = state()?;
        crate::reading::account::read_account(&state, &signed_in, &origin(&state)?).await
    };
    answer(read.await)
}

/// Changes name, email address and biography.
#[server(endpoint = "admin/account/profile", input = Json, output = Json)]
pub async fn save_profile(profile: Profile) -> Result<(), Error> {
    use crate::accounts::own_account;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let save = async { own_account::save_profile(&state()?, &require_author().await?, &profile).await };
    answer(save.await)
}

/// Changes the password. `old` is the current one, empty if there is none. All other sessions end unless
/// `keep_sessions` is set; passkeys and recovery codes are preserved unless `remove_passkeys` is set.
#[server(endpoint = "admin/account/password", input = Json, output = Json)]
pub async fn change_password(
    old: String,
    new: String,
    #[server(default)] keep_sessions: bool,
    #[server(default)] remove_passkeys: bool,
) -> Result<(), Error> {
    use crate::accounts::own_account::{self, OldWaysIn};
    use crate::request::guard::require_author;
    use crate::request::{answer, client_info, headers, state};

    let change = async {
        let signed_in = require_author().await?;
        let ways = OldWaysIn { keep_sessions, remove_passkeys };
        own_account::change_password(&state()?, client_info()?, &headers()?, signed_in, &old, &new, ways).await
    };
    answer(change.await)
}

/// Removes the password. From then on, the user can only log in by passkey.
#[server(endpoint = "admin/account/password/drop", input = Json, output = Json)]
pub async fn drop_password(old: String) -> Result<(), Error> {
    use crate::accounts::own_account;
    use crate::request::guard::require_author;
    use crate::request::{answer, client_info, headers, state};

    let drop = async {
        let signed_in = require_author().await?;
        own_account::drop_password(&state()?, client_info()?, &headers()?, signed_in, &old).await
    };
    answer(drop.await)
}

/// Starts the registration of a passkey.
#[server(endpoint = "admin/passkeys/start", input = Json, output = Json)]
pub async fn start_passkey() -> Result<PasskeyChallenge, Error> {
    use crate::accounts::passkey;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, origin, state};

    let start = async {
        let signed_in = require_recent_author().await?;
        let state = state()?;
        passkey::start(&state, &signed_in, &origin(&state)?).await
    };
    answer(start.await)
}

/// Adds a passkey. `credential` is the browser's response to the challenge. With the first passkey, returns recovery
/// codes.
#[server(endpoint = "admin/passkeys/add", input = Json, output = Json)]
pub async fn add_passkey(ceremony: String, credential: String, name: String) -> Result<Option<RecoveryCodes>, Error> {
    use crate::accounts::passkey;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, origin, state};

    let add = async {
        let signed_in = require_recent_author().await?;
        let state = state()?;
        passkey::add(&state, &signed_in, &origin(&state)?, &ceremony, &credential, &name).await
    };
    answer(add.await)
}

/// Renames a passkey.
#[server(endpoint = "admin/passkeys/rename", input = Json, output = Json)]
pub async fn rename_passkey(id: String, name: String) -> Result<(), Error> {
    use crate::accounts::passkey;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let rename = async { passkey::rename(&state()?, &require_author().await?, &id, &name).await };
    answer(rename.await)
}

/// Removes a passkey. With the last one, the recovery codes are removed, too.
#[server(endpoint = "admin/passkeys/remove", input = Json, output = Json)]
pub async fn remove_passkey(id: String) -> Result<(), Error> {
    use crate::accounts::passkey;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, state};

    let remove = async { passkey::remove(&state()?, &require_recent_author().await?, &id).await };
    answer(remove.await)
}

/// Replaces the recovery codes by new ones.
#[server(endpoint = "admin/account/codes", input = Json, output = Json)]
pub async fn renew_codes() -> Result<RecoveryCodes, Error> {
    use crate::accounts::passkey;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, state};

    let renew = async { passkey::renew_codes(&state()?, &require_recent_author().await?).await };
    answer(renew.await)
}

/// Ends a session.
#[server(endpoint = "admin/sessions/end", input = Json, output = Json)]
pub async fn end_session(id: String) -> Result<(), Error> {
    use crate::accounts::own_account;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, state};

    let end = async { own_account::end_session(&state()?, &require_recent_author().await?, &id).await };
    answer(end.await)
}

/// Ends all sessions of the user, including the current one.
#[server(endpoint = "admin/sessions/end_all", input = Json, output = Json)]
pub async fn end_all_sessions() -> Result<(), Error> {
    use crate::accounts::own_account;
    use crate::request::guard::require_recent_author;
    use crate::request::{answer, state};

    let end = async { own_account::end_all_sessions(&state()?, &require_recent_author().await?).await };
    answer(end.await)
}

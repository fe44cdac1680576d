use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::account::{PasskeyChallenge, Reauthentication};
use crate::model::error::Error;

/// Returns whether reauthentication is required, and by which means it is possible.
#[server(endpoint = "admin/reauthentication", input = GetUrl, output = Json)]
pub async fn read_reauthentication() -> Result<Reauthentication, Error> {
    use crate::accounts::reauthentication;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async { reauthentication::read(&state()?, &require_author().await?).await };
    answer(read.await)
}

/// Reauthenticates by password.
#[server(endpoint = "admin/reauthentication/password", input = Json, output = Json)]
pub async fn show_password(password: String) -> Result<(), Error> {
    use crate::accounts::reauthentication;
    use crate::request::guard::require_author;
    use crate::request::{answer, client_info, headers, state};

    let show = async {
        let signed_in = require_author().await?;
        reauthentication::by_password(&state()?, client_info()?, &headers()?, &signed_in, &password).await
    };
    answer(show.await)
}

/// Starts reauthentication by passkey.
#[server(endpoint = "admin/reauthentication/passkey/start", input = Json, output = Json)]
pub async fn start_showing_passkey() -> Result<PasskeyChallenge, Error> {
    use crate::accounts::reauthentication;
    use crate::request::guard::require_author;
    use crate::request::{answer, client_info, origin, state};

    let start = async {
        let signed_in = require_author().await?;
        let state = state()?;
        reauthentication::start_passkey(&state, client_info()?, &signed_in, &origin(&state)?).await
    };
    answer(start.await)
}

/// Reauthenticates by passkey. `credential` is the browser's response to the challenge.
#[server(endpoint = "admin/reauthentication/passkey", input = Json, output = Json)]
pub async fn show_passkey(ceremony: String, credential: String) -> Result<(), Error> {
    use crate::accounts::reauthentication::{Shown, by_passkey};
    use crate::request::guard::require_author;
    use crate::request::{answer, client_info, headers, origin, state};

    let show = async {
        let signed_in = require_author().await?;
        let state = state()?;
        let shown = Shown { origin: &origin(&state)?, ceremony: &ceremony, answer: &credential };
        by_passkey(&state, client_info()?, &headers()?, &signed_in, shown).await
    };
    answer(show.await)
}

//! Passkeys (WebAuthn Level 3): keys on a user's devices that sign the site's challenges. Each verifies its user by
//! fingerprint, face or PIN, so one is enough to log in; it also serves as a second factor.
//!
//! Every ceremony has two halves: `start` returns the options for `navigator.credentials`, and `finish` takes the
//! result. Challenges are stored here for a few minutes and can be used once.

pub mod ceremony;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use self::ceremony::Ceremonies;
use super::signer::{Purpose, Signer};
use crate::store::users::UserRow;

/// Why a passkey was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFault {
    /// The challenge is too old, from before a restart, of another user, or already used.
    Expired,
    /// The response does not match the challenge: malformed, from another site, of another key, or with a wrong
    /// signature.
    Refused,
    /// The key's counter went back: the key may have been copied, and the copy used.
    Copied,
    Internal,
}

/// The relying party: passkeys are bound to its host.
#[derive(Clone, Debug)]
pub struct Site {
    webauthn: Webauthn,
}

impl Site {
    /// Returns the relying party for an origin such as `https://bao.example`, and the site's title. `None` where
    /// browsers allow no passkeys: at an IP address, and without https except on `localhost`.
    pub fn at(origin: &str, title: &str) -> Option<Site> {
        let origin = Url::parse(origin).ok()?;
        let host = origin.domain()?;
        let is_local = host == "localhost" || host.ends_with(".localhost");
        (origin.scheme() == "https" || is_local).then_some(())?;
        let builder = WebauthnBuilder::new(host, &origin).ok()?;
        Some(Site { webauthn: builder.rp_name(title).build().ok()? })
    }
}

/// The user that a new passkey is for.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub id: i64,
    /// The user handle from [`handle`].
    pub handle: [u8; 16],
    /// The email address. Browsers show it if there are several passkeys.
    pub email: &'a str,
    pub name: &'a str,
}

/// The first half of a ceremony.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// Id of the ceremony, which is sent back with the response.
    pub ceremony: String,
    /// `{"publicKey": …}` with binary values as base64url: the argument of `navigator.credentials` after decoding.
    pub options: Value,
}

/// A passkey to store.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The credential id as base64url. It is unique among all accounts.
    pub credential: String,
    /// The public key and its counter as JSON; not secret.
    pub data: String,
}

/// A stored passkey and its owner, looked up by [`credential`].
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    pub owner: i64,
    pub handle: [u8; 16],
    pub data: &'a str,
}

/// Whose passkey a login requests.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Any user's: the passkey identifies the user, and is the only factor.
    Anybody,
    /// A known user's, as a second factor. `stored` is the data of their passkeys.
    Owner { id: i64, stored: &'a [String] },
}

/// A verified passkey.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The data to store instead of the old data, if its counter has changed.
    pub changed: Option<String>,
}

#[derive(Serialize, Deserialize)]
enum Asked {
    Registration { owner: i64, state: Box<PasskeyRegistration> },
    Login { owner: Option<i64>, state: Box<DiscoverableAuthentication> },
}

/// The open ceremonies of all users.
#[derive(Default)]
pub struct Passkeys {
    asked: Ceremonies<Asked>,
}

impl Passkeys {
    /// Removes a ceremony that was just started and returns it as JSON, to be kept where all nodes find it.
    pub fn hand_over(&self, ceremony: &str) -> Result<String, PasskeyFault> {
        let asked = self.asked.close(ceremony).ok_or(PasskeyFault::Expired)?;
        serde_json::to_string(&asked).map_err(|error| internal(&error))
    }

    /// Takes back what [`Passkeys::hand_over`] returned, perhaps on another node.
    pub fn take_over(&self, ceremony: &str, asked: &str) -> Result<(), PasskeyFault> {
        let asked = serde_json::from_str(asked).map_err(|error| internal(&error))?;
        self.asked.reopen(ceremony, asked);
        Ok(())
    }

    /// Starts the registration of a passkey. `stored` is the data of the owner's existing passkeys, so that their
    /// devices are not registered twice.
    pub fn start_registration(&self, site: &Site, owner: Owner, stored: &[String]) -> Result<Challenge, PasskeyFault> {
        let known = stored.iter().map(|data| read(data).map(|passkey| passkey.cred_id().clone()));
        let known = known.collect::<Result<_, _>>()?;
        let handle = Uuid::from_bytes(owner.handle);
        let (options, state) = site
            .webauthn
            .start_passkey_registration(handle, owner.email, owner.name, Some(known))
            .map_err(|error| internal(&error))?;
        let mut options = serde_json::to_value(options).map_err(|error| internal(&error))?;
        // The crate leaves it to the device whether a key is discoverable. Here it must be: the button on the login
        // page asks for no name.
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        let asked = Asked::Registration { owner: owner.id, state: Box::new(state) };
        Ok(Challenge { ceremony: self.asked.open(asked)?, options })
    }

    /// Finishes a registration. `answer` is the JSON result of `navigator.credentials.create`.
    pub fn finish_registration(
        &self,
        site: &Site,
        owner: i64,
        ceremony: &str,
        answer: &str,
    ) -> Result<NewPasskey, PasskeyFault> {
        let Some(Asked::Registration { owner: asked, state }) = self.asked.close(ceremony) else {
            return Err(PasskeyFault::Expired);
        };
        if asked != owner {
            return Err(PasskeyFault::Expired);
        }
        let answer = serde_json::from_str(answer).map_err(|error| refused(&error))?;
        let passkey = site.webauthn.finish_passkey_registration(&answer, &state).map_err(|error| judge(&error))?;
        Ok(NewPasskey { credential: URL_SAFE_NO_PAD.encode(passkey.cred_id()), data: write(&passkey)? })
    }

    /// Starts a login by passkey.
    pub fn start_login(&self, site: &Site, whose: Whose) -> Result<Challenge, PasskeyFault> {
        let (options, state) = site.webauthn.start_discoverable_authentication().map_err(|error| internal(&error))?;
        let mut options = serde_json::to_value(options).map_err(|error| internal(&error))?;
        // The crate assumes autofill; a button shows the browser's own dialog.
        options["mediation"].take();
        let owner = match whose {
            Whose::Anybody => None,
            Whose::Owner { id, stored } => {
                let allow = |data: &String| {
                    read(data)
                        .map(|passkey| json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(passkey.cred_id()) }))
                };
                let allowed = stored.iter().map(allow).collect::<Result<_, _>>()?;
                options["publicKey"]["allowCredentials"] = Value::Array(allowed);
                Some(id)
            }
        };
        Ok(Challenge { ceremony: self.asked.open(Asked::Login { owner, state: Box::new(state) })?, options })
    }

    /// Verifies that the user holds the passkey and was verified by it. `answer` is the JSON result of
    /// `navigator.credentials.get`, `found` the passkey that it names.
    pub fn finish_login(
        &self,
        site: &Site,
        ceremony: &str,
        answer: &str,
        found: Stored,
    ) -> Result<Verified, PasskeyFault> {
        let Some(Asked::Login { owner, state }) = self.asked.close(ceremony) else {
            return Err(PasskeyFault::Expired);
        };
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|error| refused(&error))?;
        // The handle is required if the user was not known beforehand (section 7.2, step 6).
        let belongs = match (owner, answer.get_user_unique_id()) {
            (None, handle) => handle == Some(&found.handle),
            (Some(owner), handle) => owner == found.owner && handle.is_none_or(|handle| handle == found.handle),
        };
        if !belongs {
            return Err(PasskeyFault::Refused);
        }
        let mut passkey = read(found.data)?;
        let result = site
            .webauthn
            .finish_discoverable_authentication_v2(&answer, *state, &passkey)
            .map_err(|error| judge(&error))?;
        let changed = passkey.update_credential(&result) == Some(true);
        Ok(Verified { changed: changed.then(|| write(&passkey)).transpose()? })
    }
}

impl std::fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passkeys")
    }
}

/// Returns the user handle for authenticators: 16 bytes that never change and reveal nothing about the user.
pub fn handle(signer: &Signer, user: &UserRow) -> [u8; 16] {
    // The time distinguishes users if an id is reused.
    signer.derive(Purpose::PasskeyHandle, &format!("{}-{}", user.id, user.created_at))
}

/// Returns the credential id in the response of a login, as it is stored, for looking the passkey up. Nothing is
/// verified yet.
pub fn credential(answer: &str) -> Option<String> {
    let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
    Some(URL_SAFE_NO_PAD.encode(answer.get_credential_id()))
}

fn read(data: &str) -> Result<Passkey, PasskeyFault> {
    serde_json::from_str(data).map_err(|error| internal(&error))
}

fn write(passkey: &Passkey) -> Result<String, PasskeyFault> {
    serde_json::to_string(passkey).map_err(|error| internal(&error))
}

fn judge(error: &WebauthnError) -> PasskeyFault {
    match error {
        WebauthnError::CredentialPossibleCompromise => {
            tracing::warn!("a passkey's counter went back: it may have been copied");
            PasskeyFault::Copied
        }
        error => refused(error),
    }
}

fn refused(error: &impl std::fmt::Display) -> PasskeyFault {
    tracing::info!(%error, "a passkey was refused");
    PasskeyFault::Refused
}

fn internal(error: &impl std::fmt::Display) -> PasskeyFault {
    tracing::error!(%error, "a passkey ceremony broke");
    PasskeyFault::Internal
}

//! Passkeys (WebAuthn Level 3): keys that stay on a person's devices and sign what the site asks of them. Each verifies
//! its person by finger, face or PIN, so one is enough to log in, and works as a second factor all the same.
//!
//! Every ceremony has two halves: `start` gives what the browser hands to `navigator.credentials`, `finish` takes what
//! comes back. What was asked is remembered here, for a few minutes, and counts once.

mod ceremony;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use self::ceremony::Ceremonies;
use super::signer::{Purpose, Signer};
use crate::store::users::UserRow;

/// Why a passkey does not let in, or is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFault {
    /// Asked too long ago, before a restart, of somebody else, or answered already.
    Expired,
    /// The answer is not what was asked for: malformed, from another site, of another key, or not signed by it.
    Refused,
    /// The key's counter went back: it may have been copied, and the copy used.
    Copied,
    Internal,
}

/// The site as browsers know it: passkeys are bound to its host.
#[derive(Clone, Debug)]
pub struct Site {
    webauthn: Webauthn,
}

impl Site {
    /// The site at an origin such as `https://bao.example`, by its title. `None` where browsers allow no passkeys: at a
    /// bare IP address, and without https except on `localhost`.
    pub fn at(origin: &str, title: &str) -> Option<Site> {
        let origin = Url::parse(origin).ok()?;
        let host = origin.domain()?;
        let is_local = host == "localhost" || host.ends_with(".localhost");
        (origin.scheme() == "https" || is_local).then_some(())?;
        let builder = WebauthnBuilder::new(host, &origin).ok()?;
        Some(Site { webauthn: builder.rp_name(title).build().ok()? })
    }
}

/// Whom a new passkey is for.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub id: i64,
    /// What [`handle`] gives.
    pub handle: [u8; 16],
    /// Shown by browsers where there are several: the email address.
    pub email: &'a str,
    pub name: &'a str,
}

/// The first half of a ceremony.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// Names the ceremony; to be sent back with the answer.
    pub ceremony: String,
    /// `{"publicKey": …}` with binary values as base64url: what `navigator.credentials` takes once they are decoded.
    pub options: Value,
}

/// A passkey to store.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The credential id as base64url. No two accounts may have the same.
    pub credential: String,
    /// The public key and its counter as JSON; nothing secret.
    pub data: String,
}

/// A stored passkey and its owner, found by [`credential`].
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    pub owner: i64,
    pub handle: [u8; 16],
    pub data: &'a str,
}

/// Whose passkey a login asks for.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Whoever has one: the passkey names its owner, and is the only factor.
    Anybody,
    /// Somebody known, as a second factor: `stored` is the data of their passkeys.
    Owner { id: i64, stored: &'a [String] },
}

/// A passkey has been shown.
#[derive(Clone, Debug)]
pub struct Verified {
    /// What is to be stored in place of the passkey's data: its counter has moved.
    pub changed: Option<String>,
}

enum Asked {
    Registration { owner: i64, state: Box<PasskeyRegistration> },
    Login { owner: Option<i64>, state: Box<DiscoverableAuthentication> },
}

/// The ceremonies under way, of all people.
#[derive(Default)]
pub struct Passkeys {
    asked: Ceremonies<Asked>,
}

impl Passkeys {
    /// Asks for a new passkey. `stored` is the data of those that the owner has: their devices are not asked again.
    pub fn start_registration(&self, site: &Site, owner: Owner, stored: &[String]) -> Result<Challenge, PasskeyFault> {
        let known = stored.iter().map(|data| read(data).map(|passkey| passkey.cred_id().clone()));
        let known = known.collect::<Result<_, _>>()?;
        let handle = Uuid::from_bytes(owner.handle);
        let (options, state) = site
            .webauthn
            .start_passkey_registration(handle, owner.email, owner.name, Some(known))
            .map_err(|error| internal(&error))?;
        let mut options = serde_json::to_value(options).map_err(|error| internal(&error))?;
        // The crate leaves it to the device whether a key can be found without the name of its owner. Here it must be:
        // the button on the login page asks for no name.
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        let asked = Asked::Registration { owner: owner.id, state: Box::new(state) };
        Ok(Challenge { ceremony: self.asked.open(asked)?, options })
    }

    /// Takes the new passkey: the JSON of what `navigator.credentials.create` gave.
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

    /// Asks for a passkey to log in with.
    pub fn start_login(&self, site: &Site, whose: Whose) -> Result<Challenge, PasskeyFault> {
        let (options, state) = site.webauthn.start_discoverable_authentication().map_err(|error| internal(&error))?;
        let mut options = serde_json::to_value(options).map_err(|error| internal(&error))?;
        // The crate has autofill in mind; a button shows the browser's own dialog.
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

    /// Verifies that whoever answers holds the passkey, and has just been verified by it. `answer` is the JSON of what
    /// `navigator.credentials.get` gave, `found` the passkey that it names.
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
        // The handle is required where nobody was named beforehand (section 7.2, step 6).
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

/// The 16 bytes that authenticators know a user by: always the same, and telling nothing of them.
pub fn handle(signer: &Signer, user: &UserRow) -> [u8; 16] {
    // The time tells one who was given the number of another who left from them.
    signer.derive(Purpose::PasskeyHandle, &format!("{}-{}", user.id, user.created_at))
}

/// The credential id that an answer to a login names, as it is stored; to find the passkey by. Nothing is verified yet.
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

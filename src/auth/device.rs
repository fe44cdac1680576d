//! Device cookies: a browser that has logged in carries a signed cookie, which gives it a separate limit of login
//! attempts. So an attacker who tries passwords elsewhere cannot lock the account's owner out (OWASP, "Slow Down Online
//! Guessing Attacks with Device Cookies").

use axum::http::{HeaderMap, HeaderValue};

use super::signer::{Purpose, Signer};
use super::{cookie, token};
use crate::model::error::Error;
use crate::store::users::UserRow;

const NAME: &str = "longan-device";
/// Browsers limit the lifetime of cookies to 400 days (RFC 6265bis, section 5.5).
const SECONDS: i64 = 400 * 24 * 60 * 60;
/// Maximum number of users per browser. The one whose login is longest ago is dropped first.
const MOST_USERS: usize = 8;
/// Maximum length of a cookie that is verified. None of ours is longer.
const LONGEST: usize = 400;

/// A browser that has logged in before, and its users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Random id.
    id: String,
    /// Identities of users, latest login first.
    users: Vec<String>,
}

impl Device {
    /// Returns the device of a request; `None` if no user has logged in with it.
    pub fn of(signer: &Signer, headers: &HeaderMap, is_secure: bool) -> Option<Device> {
        let token = cookie::find(headers, NAME, is_secure).filter(|token| token.len() <= LONGEST)?;
        let mut parts = signer.verify(Purpose::Device, token)?.split('.');
        let id = parts.next()?.to_owned();
        Some(Device { id, users: parts.map(str::to_owned).collect() })
    }

    /// Returns the device's id if this user has logged in with it.
    pub fn known_to(&self, user: &UserRow) -> Option<&str> {
        self.users.contains(&name(user)).then_some(&*self.id)
    }

    /// Returns the cookie for a browser in which a user has just logged in. `before` is the device of the request.
    pub fn remember(
        signer: &Signer,
        before: Option<Device>,
        user: &UserRow,
        is_secure: bool,
    ) -> Result<HeaderValue, Error> {
        let Device { id, users } = match before {
            Some(device) => device,
            None => Device { id: token::issue()?, users: Vec::new() },
        };
        let own = name(user);
        let others = users.into_iter().filter(|other| *other != own).take(MOST_USERS - 1);
        let parts: Vec<String> = [id, own.clone()].into_iter().chain(others).collect();
        cookie::set(NAME, &signer.sign(Purpose::Device, &parts.join(".")), SECONDS, is_secure)
    }
}

/// Identifies a user. The time distinguishes users if an id is reused.
fn name(user: &UserRow) -> String {
    format!("{}-{}", user.id, user.created_at)
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;
    use crate::model::user::Role;

    fn user(id: i64) -> UserRow {
        UserRow {
            id,
            email: format!("{id}@example.org"),
            name: String::new(),
            role: Role::Author,
            password_hash: None,
            author_id: None,
            credentials_version: 0,
            created_at: 1_700_000_000_000,
            seen_at: None,
            body_format: None,
        }
    }

    /// Builds a request's headers from a `Set-Cookie` value.
    fn send(set: &HeaderValue) -> HeaderMap {
        let pair = set.to_str().unwrap().split(';').next().unwrap();
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(pair).unwrap())])
    }

    #[test]
    fn devices_remember_their_users() {
        let signer = Signer::with("secret").unwrap();
        assert_eq!(Device::of(&signer, &HeaderMap::new(), true), None);
        let set = Device::remember(&signer, None, &user(7), true).unwrap();
        assert!(set.to_str().unwrap().starts_with("__Host-longan-device="));
        let device = Device::of(&signer, &send(&set), true).unwrap();
        let id = device.known_to(&user(7)).unwrap().to_owned();
        assert_eq!(device.known_to(&user(8)), None);
        assert_eq!(device.known_to(&UserRow { created_at: 1, ..user(7) }), None, "another with the same number");
        assert_eq!(Device::of(&Signer::with("another").unwrap(), &send(&set), true), None);
        assert_eq!(Device::of(&signer, &send(&set), false), None, "of the other scheme");
        let set = Device::remember(&signer, Some(device), &user(8), true).unwrap();
        let device = Device::of(&signer, &send(&set), true).unwrap();
        assert_eq!(device.known_to(&user(7)), Some(&*id));
        assert_eq!(device.known_to(&user(8)), Some(&*id));
    }

    #[test]
    fn devices_remember_only_the_latest_users() {
        let signer = Signer::with("secret").unwrap();
        let mut device = None;
        for number in 0..30 {
            let set = Device::remember(&signer, device, &user(i64::MAX - number), false).unwrap();
            device = Device::of(&signer, &send(&set), false);
        }
        let device = device.unwrap();
        let known = (0..30).filter(|number| device.known_to(&user(i64::MAX - number)).is_some());
        assert_eq!(known.collect::<Vec<_>>(), (22..30).collect::<Vec<_>>());
    }
}

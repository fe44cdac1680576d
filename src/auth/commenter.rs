//! The commenter cookie: a random token that identifies a browser that has commented. Only its hash is stored, with the
//! comments. The token proves authorship; names and email addresses that others enter do not.

use axum::http::{HeaderMap, HeaderValue};

use super::client_info::ClientInfo;
use super::{cookie, token};
use crate::model::error::Error;

/// The browser may choose the token itself before it sends a comment (`browser::commenter`), so that a retry after a
/// lost response is recognized.
const NAME: &str = crate::model::comment::COMMENTER_COOKIE;
/// Browsers limit the lifetime of cookies to 400 days (RFC 6265bis, section 5.5).
const SECONDS: i64 = 400 * 24 * 60 * 60;

/// The commenter token of a browser.
#[derive(Clone, Debug)]
pub struct CommenterToken {
    token: String,
    is_secure: bool,
}

impl CommenterToken {
    /// Returns the token of a request, or a new one.
    pub fn of(client_info: ClientInfo, headers: &HeaderMap) -> Result<CommenterToken, Error> {
        let is_secure = client_info.is_secure;
        let token = match cookie::find(headers, NAME, is_secure).filter(|token| is_token(token)) {
            Some(token) => token.to_owned(),
            None => token::issue()?,
        };
        Ok(CommenterToken { token, is_secure })
    }

    /// Returns the hash that is stored.
    pub fn hash(&self) -> String {
        token::hash(&self.token)
    }

    /// Returns the cookie for the token. It is not accessible to scripts.
    pub fn cookie(&self) -> Result<HeaderValue, Error> {
        cookie::set(NAME, &self.token, SECONDS, self.is_secure)
    }
}

/// Returns whether the text has the form of a 256-bit token in base64url or hexadecimal.
fn is_token(text: &str) -> bool {
    (43..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_tokens_are_rejected() {
        assert!(is_token(&token::issue().unwrap()) && is_token(&"0f".repeat(32)));
        for text in ["", "abc", &"a".repeat(65), &"ă".repeat(25), &format!("{}.", "a".repeat(50))] {
            assert!(!is_token(text), "{text}");
        }
    }
}

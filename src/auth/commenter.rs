//! What a browser is known by that has sent a comment: a random token in a cookie. Only its hash is kept, with the
//! comments. Whoever holds it wrote them, whatever name and address somebody else types.

use axum::http::{HeaderMap, HeaderValue};

use super::client_info::ClientInfo;
use super::{cookie, token};
use crate::model::error::Error;

/// The browser may choose the token itself before it sends (`browser::commenter`), so that a retry after an answer that
/// got lost is known as one.
const NAME: &str = crate::model::comment::COMMENTER_COOKIE;
/// Browsers keep cookies no longer than 400 days (RFC 6265bis, section 5.5).
const SECONDS: i64 = 400 * 24 * 60 * 60;

/// The token of a browser.
#[derive(Clone, Debug)]
pub struct CommenterToken {
    token: String,
    is_secure: bool,
}

impl CommenterToken {
    /// The one that a request brings, or a new one.
    pub fn of(client_info: ClientInfo, headers: &HeaderMap) -> Result<CommenterToken, Error> {
        let is_secure = client_info.is_secure;
        let token = match cookie::find(headers, NAME, is_secure).filter(|token| is_token(token)) {
            Some(token) => token.to_owned(),
            None => token::issue()?,
        };
        Ok(CommenterToken { token, is_secure })
    }

    /// What is kept of it.
    pub fn hash(&self) -> String {
        token::hash(&self.token)
    }

    /// The cookie that carries it from now on; no script reads it.
    pub fn cookie(&self) -> Result<HeaderValue, Error> {
        cookie::set(NAME, &self.token, SECONDS, self.is_secure)
    }
}

/// Whether this is as long as a token of 256 bits is, in base64url or hexadecimal digits.
fn is_token(text: &str) -> bool {
    (43..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_token_is_not_taken_for_one() {
        assert!(is_token(&token::issue().unwrap()) && is_token(&"0f".repeat(32)));
        for text in ["", "abc", &"a".repeat(65), &"ă".repeat(25), &format!("{}.", "a".repeat(50))] {
            assert!(!is_token(text), "{text}");
        }
    }
}

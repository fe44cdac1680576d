//! The cookies of those who log in.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::model::error::Error;

/// Over https the prefix makes browsers refuse the cookie from other hosts and plain http (RFC 6265bis, section 4.1.3).
const SECURE_PREFIX: &str = "__Host-";

/// `Lax`, so that a link to the admin in a letter works; writes from other sites are refused by their origin.
pub fn set(name: &str, value: &str, seconds: i64, is_secure: bool) -> Result<HeaderValue, Error> {
    let (prefix, secure) = if is_secure { (SECURE_PREFIX, "; Secure") } else { ("", "") };
    let text = format!("{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).map_err(|_| Error::Internal)
}

/// The value of a request's cookie; an empty one is none.
pub fn find<'a>(headers: &'a HeaderMap, name: &str, is_secure: bool) -> Option<&'a str> {
    let prefix = if is_secure { SECURE_PREFIX } else { "" };
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let is_it = |found: &str| found.strip_prefix(prefix) == Some(name);
    pairs.find(|(found, value)| is_it(found) && !value.is_empty()).map(|(_, value)| value)
}

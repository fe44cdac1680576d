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
    // Cookies of others may hold any bytes, and must not hide ours.
    let cookies = headers.get_all(header::COOKIE).iter().flat_map(|line| line.as_bytes().split(|&byte| byte == b';'));
    let readable = cookies.filter_map(|cookie| std::str::from_utf8(cookie).ok());
    let mut pairs = readable.filter_map(|cookie| cookie.trim().split_once('='));
    let is_it = |found: &str| found.strip_prefix(prefix) == Some(name);
    pairs.find(|(found, value)| is_it(found) && !value.is_empty()).map(|(_, value)| value)
}

//! Reading and writing of cookies.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::model::error::Error;

/// With this prefix, browsers reject the cookie from other hosts and over plain HTTP (RFC 6265bis, section 4.1.3).
const SECURE_PREFIX: &str = "__Host-";

/// Formats a `Set-Cookie` value. `SameSite=Lax` allows links to the admin in emails; writes from other sites are
/// rejected by their origin.
pub fn set(name: &str, value: &str, seconds: i64, is_secure: bool) -> Result<HeaderValue, Error> {
    let (prefix, secure) = if is_secure { (SECURE_PREFIX, "; Secure") } else { ("", "") };
    let text = format!("{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).map_err(|_| Error::Internal)
}

/// Returns the value of a request's cookie; `None` if it is missing or empty.
pub fn find<'a>(headers: &'a HeaderMap, name: &str, is_secure: bool) -> Option<&'a str> {
    let prefix = if is_secure { SECURE_PREFIX } else { "" };
    // Other cookies may contain any bytes, and must not prevent this one from being read.
    let cookies = headers.get_all(header::COOKIE).iter().flat_map(|line| line.as_bytes().split(|&byte| byte == b';'));
    let readable = cookies.filter_map(|cookie| std::str::from_utf8(cookie).ok());
    let mut pairs = readable.filter_map(|cookie| cookie.trim().split_once('='));
    let is_it = |found: &str| found.strip_prefix(prefix) == Some(name);
    pairs.find(|(found, value)| is_it(found) && !value.is_empty()).map(|(_, value)| value)
}

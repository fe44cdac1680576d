use std::fmt;

use serde::{Deserialize, Deserializer};
use url::Url;

/// The address of a PostgreSQL database. It may hold a password, so it is never shown whole.
///
/// Several hosts are separated by commas, as in libpq's addresses (PostgreSQL, "Connection URIs"):
/// `postgres://longan@one.example,two.example:5433/longan`. They are a primary and its standbys.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    /// One address for each host.
    hosts: Vec<Url>,
}

impl DatabaseUrl {
    /// Returns whether a text begins like the address of a PostgreSQL database.
    pub fn is_url(text: &str) -> bool {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        scheme.is_some_and(|scheme| ["postgres", "postgresql"].contains(&scheme.as_str()))
    }

    /// Returns whether a text is the address of something, and so no file.
    pub fn is_any_url(text: &str) -> bool {
        text.contains("://")
            || ["postgres:", "postgresql:"].iter().any(|scheme| text.to_ascii_lowercase().starts_with(scheme))
    }

    /// Parses an address. Returns `None` if it is not one.
    pub fn parse(text: &str) -> Option<DatabaseUrl> {
        let (_, rest) = text.split_once("://").filter(|_| DatabaseUrl::is_url(text))?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (format!("{user}@"), hosts),
            None => (String::new(), authority),
        };
        let hosts = hosts.split(',').map(|host| Url::parse(&format!("postgres://{user}{host}{path}")).ok());
        Some(DatabaseUrl { hosts: hosts.collect::<Option<_>>()? })
    }

    /// Returns one address for each host, with its password.
    pub fn hosts(&self) -> &[Url] {
        &self.hosts
    }
}

/// Leaves out the password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = |url: &Url| {
            let socket = url.query_pairs().find(|(name, _)| name == "host").map(|(_, value)| value.into_owned());
            let host = url.host_str().filter(|host| !host.is_empty()).map(str::to_owned);
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            host.or(socket).unwrap_or_default() + &port
        };
        let hosts: Vec<String> = self.hosts.iter().map(host).collect();
        let path = self.hosts.first().map_or("", Url::path);
        write!(f, "postgres://{}{path}", hosts.join(","))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads an address from a setting. An empty text is none.
pub(super) fn database_url<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DatabaseUrl>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(None);
    }
    // The text is not repeated, because of its password.
    let wrong = || serde::de::Error::custom("it has to be like postgres://user:password@host/database");
    DatabaseUrl::parse(&text).map(Some).ok_or_else(wrong)
}

/// Reads addresses from a setting, separated by spaces.
pub(super) fn database_urls<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<DatabaseUrl>, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = || serde::de::Error::custom("each has to be like postgres://user:password@host/database");
    text.split_whitespace().map(|text| DatabaseUrl::parse(text).ok_or_else(wrong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_hosts_are_one_address_each() {
        let url = DatabaseUrl::parse("postgresql://lan:b%C3%AD@one:5433,two/site?sslmode=require").unwrap();
        let hosts: Vec<&str> = url.hosts().iter().map(Url::as_str).collect();
        assert_eq!(
            hosts,
            ["postgres://lan:b%C3%AD@one:5433/site?sslmode=require", "postgres://lan:b%C3%AD@two/site?sslmode=require"]
        );
    }

    #[test]
    fn passwords_are_not_shown() {
        let url = DatabaseUrl::parse("postgres://lan:secret@one,two:5433/site?password=hidden").unwrap();
        assert_eq!(url.to_string(), "postgres://one,two:5433/site");
        assert_eq!(format!("{url:?}"), "postgres://one,two:5433/site");
        let socket = DatabaseUrl::parse("postgres:///site?host=/run/postgresql").unwrap();
        assert_eq!(socket.to_string(), "postgres:///run/postgresql/site");
    }

    #[test]
    fn the_scheme_has_no_case() {
        assert!(DatabaseUrl::parse("Postgres://one/site").is_some());
        assert!(DatabaseUrl::is_any_url("mysql://lan:secret@one/site") && !DatabaseUrl::is_any_url("tin/site.db"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["site.db", "mysql://one/site", "postgres://one:port/site", "postgres:/one"] {
            assert_eq!(DatabaseUrl::parse(text), None, "{text}");
        }
    }
}

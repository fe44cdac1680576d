use std::net::IpAddr;

use url::Host;

use crate::model::admin::snippet::HostError;

/// Parses a host as typed, such as `example.org`, `https://example.org:8443/` or `*.example.org`. Returns a source for the
/// Content-Security-Policy (W3C CSP Level 3, host-source).
///
/// # Errors
/// It is not a host, or stands for too many.
pub fn parse_host(text: &str) -> Result<String, HostError> {
    let text = text.trim().to_lowercase();
    if matches!(text.as_str(), "*" | "https:" | "https://" | "https://*" | "data:" | "blob:") || text.starts_with('\'')
    {
        return Err(HostError::TooWide);
    }
    let rest = match text.split_once("://") {
        Some(("https", rest)) => rest,
        Some(_) => return Err(HostError::NotSecure),
        None => &text,
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (name, port) = match rest.rsplit_once(':') {
        Some((name, port)) => (name, Some(port.parse::<u16>().map_err(|_| HostError::Unknown)?)),
        None => (rest, None),
    };
    let (wildcard, name) = match name.strip_prefix("*.") {
        Some(name) => ("*.", name),
        None => ("", name),
    };
    let Ok(Host::Domain(name)) = Host::parse(name) else { return Err(HostError::Unknown) };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))
    };
    if !name.split('.').all(is_label) || name.len() > 253 || name.parse::<IpAddr>().is_ok() {
        return Err(HostError::Unknown);
    }
    let labels = name.split('.').count();
    if labels < 2 {
        return Err(if wildcard.is_empty() { HostError::Unknown } else { HostError::TooWide });
    }
    // `*.com.vn` and the like are as wide as `*.com`.
    let is_suffix = || labels == 2 && name.split('.').next().is_some_and(|label| SECOND_LEVEL.contains(&label));
    if !wildcard.is_empty() && is_suffix() {
        return Err(HostError::TooWide);
    }
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Ok(format!("https://{wildcard}{name}{port}"))
}

/// Second-level domains under which anybody can register a name.
const SECOND_LEVEL: [&str; 12] =
    ["ac", "biz", "co", "com", "edu", "gov", "info", "name", "net", "org", "pro", "github"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_become_sources() {
        for (typed, source) in [
            ("www.googletagmanager.com", "https://www.googletagmanager.com"),
            (" https://Example.org/ ", "https://example.org"),
            ("*.google-analytics.com", "https://*.google-analytics.com"),
            ("https://stats.bao.vn:8443", "https://stats.bao.vn:8443"),
            ("tòa-soạn.vn", "https://xn--ta-son-3wa0191d.vn"),
        ] {
            assert_eq!(parse_host(typed).as_deref(), Ok(source), "{typed}");
        }
    }

    #[test]
    fn whatever_allows_too_much_is_refused() {
        for wide in ["*", "https:", "https://*", "*.com", "*.com.vn", "data:", "'unsafe-inline'", "'self'"] {
            assert_eq!(parse_host(wide), Err(HostError::TooWide), "{wide}");
        }
        for plain in ["http://example.org", "ws://example.org", "javascript://example.org"] {
            assert_eq!(parse_host(plain), Err(HostError::NotSecure), "{plain}");
        }
        for wrong in
            ["", "a b.org", "example.org;script-src", "example.org, a.org", "example.org/path", "localhost", "1.2.3.4"]
        {
            assert_eq!(parse_host(wrong), Err(HostError::Unknown), "{wrong}");
        }
    }
}

use axum::http::HeaderValue;

use super::*;
use crate::config::{Overrides, load};

/// Settings with the trusted proxies 10.0.0.0/8 and ::1.
fn settings(header: &str) -> ServerSettings {
    let variables = |name: &str| match name {
        "LONGAN_SERVER_TRUSTED_PROXIES" => Some("10.0.0.0/8,::1/128".to_owned()),
        "LONGAN_SERVER_FORWARDING_HEADER" => Some(header.to_owned()),
        _ => None,
    };
    load(&Overrides::default(), variables).unwrap().server
}

fn headers(lines: &[(&'static str, &[u8])]) -> HeaderMap {
    let pair = |&(name, value): &(&'static str, &[u8])| {
        (HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap())
    };
    let mut headers = HeaderMap::new();
    for (name, value) in lines.iter().map(pair) {
        headers.append(name, value);
    }
    headers
}

/// Returns the client address of a request with these header lines; empty if it is unknown.
fn find(peer: &str, header: &'static str, lines: &[&[u8]]) -> String {
    let lines: Vec<(&'static str, &[u8])> = lines.iter().map(|&line| (header, line)).collect();
    find_address(peer.parse().unwrap(), &headers(&lines), &settings(header)).text().unwrap_or_default()
}

#[test]
fn only_trusted_proxies_may_forward_addresses() {
    let find = |peer, line: &str| find(peer, "x-forwarded-for", &[line.as_bytes()]);
    assert_eq!(find("203.0.113.9", "198.51.100.1"), "203.0.113.9");
    assert_eq!(find("203.0.113.9", "nonsense"), "203.0.113.9");
    assert_eq!(find("10.0.0.1", "198.51.100.1"), "198.51.100.1");
    assert_eq!(find("::ffff:10.0.0.1", "198.51.100.1"), "198.51.100.1");
    assert_eq!(find("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
    assert_eq!(find("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3", "a proxy asks for itself");
    assert_eq!(find("::1", "2001:db8::7"), "2001:db8::7");
    assert_eq!(find("10.0.0.1", "192.0.2.66, 198.51.100.1:4711"), "198.51.100.1");
    assert_eq!(find("10.0.0.1", "[2001:db8::7]:4711, [10.0.0.2]:1, 10.0.0.2:80"), "");
    assert_eq!(find("10.0.0.1", "[2001:db8::7]:4711, 10.0.0.2:80"), "2001:db8::7");
    assert_eq!(find("10.0.0.1", "198.51.100.1, ,"), "198.51.100.1");
}

#[test]
fn unreadable_addresses_are_unknown() {
    for line in ["nonsense", "unknown", "198.51.100.1, nonsense", "198.51.100.1, unknown", "_a, 10.0.0.2", "", " , "] {
        assert_eq!(find("10.0.0.1", "x-forwarded-for", &[line.as_bytes()]), "", "{line:?}");
    }
    assert_eq!(find("10.0.0.1", "x-forwarded-for", &[]), "", "nothing was forwarded");
    assert_eq!(find("10.0.0.1", "x-forwarded-for", &[b"198.51.100.1, \xff"]), "");
}

#[test]
fn invalid_bytes_of_clients_do_not_hide_the_address() {
    let find = |lines: &[&[u8]]| find("10.0.0.1", "x-forwarded-for", lines);
    assert_eq!(find(&[b"\xff, 203.0.113.6"]), "203.0.113.6");
    assert_eq!(find(&[b"192.0.2.1", b"\xff, \"a, 203.0.113.6"]), "203.0.113.6");
    assert_eq!(find(&[b"\xff\xfe", b"203.0.113.6, 10.0.0.2", b"10.0.0.3"]), "203.0.113.6");
}

#[test]
fn forwarded_is_parsed_from_its_end() {
    let find = |lines: &[&[u8]]| find("10.0.0.1", "forwarded", lines);
    assert_eq!(find(&[b"for=192.0.2.66, for=198.51.100.1;proto=https, for=10.0.0.2"]), "198.51.100.1");
    assert_eq!(find(&[br#"for="evil"#, br#"for="[2001:db8::7]:4711""#]), "2001:db8::7");
    assert_eq!(find(&[br#"for="evil, for="[2001:db8::7]""#]), "2001:db8::7");
    assert_eq!(find(&[b"for=\"\xff\\, for=198.51.100.1"]), "198.51.100.1");
    assert_eq!(find(&[b"for=198.51.100.1;by=unknown;host=\"a,b;c\""]), "198.51.100.1");
    for unknown in ["for=unknown", "for=_hidden", "proto=https", "198.51.100.1", "for=192.0.2.1, for=_a, for=10.0.0.2"]
    {
        assert_eq!(find(&[unknown.as_bytes()]), "", "{unknown}");
    }
}

#[test]
fn only_the_configured_header_is_used() {
    let both = headers(&[("forwarded", b"for=192.0.2.1;proto=https"), ("x-forwarded-for", b"192.0.2.2")]);
    let peer = "10.0.0.1".parse().unwrap();
    let ask = |header| {
        let settings = settings(header);
        (find_address(peer, &both, &settings).text().unwrap_or_default(), scheme(&settings, peer, &both))
    };
    assert_eq!(ask("x-forwarded-for"), ("192.0.2.2".to_owned(), "http"));
    assert_eq!(ask("forwarded"), ("192.0.2.1".to_owned(), "https"));
}

#[test]
fn the_scheme_is_the_one_of_the_last_proxy() {
    let ask = |peer: &str, header: &str, name, lines: &[&[u8]]| {
        let lines: Vec<(&'static str, &[u8])> = lines.iter().map(|&line| (name, line)).collect();
        scheme(&settings(header), peer.parse().unwrap(), &headers(&lines))
    };
    let proto = |lines: &[&[u8]]| ask("10.0.0.1", "x-forwarded-for", "x-forwarded-proto", lines);
    assert_eq!(proto(&[b"HTTPS"]), "https");
    assert_eq!(proto(&[b"https", b"http"]), "http");
    assert_eq!(proto(&[b"\xff, http", b"https"]), "https");
    assert_eq!(proto(&[b"https\xff"]), "http");
    assert_eq!(proto(&[]), "http");
    assert_eq!(ask("203.0.113.9", "x-forwarded-for", "x-forwarded-proto", &[b"https"]), "http");
    let forwarded = |line: &[u8]| ask("10.0.0.1", "forwarded", "forwarded", &[line]);
    assert_eq!(forwarded(b"for=192.0.2.1;proto=https, for=10.0.0.2;proto=http"), "https", "as the client came");
    assert_eq!(forwarded(b"for=_a;proto=https, for=192.0.2.1;proto=http"), "http");
}

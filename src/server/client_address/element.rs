use std::borrow::Cow;
use std::net::IpAddr;

use super::{list, node};

/// What one proxy reports about its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// `None` if it is missing or cannot be parsed.
    pub address: Option<IpAddr>,
    pub is_https: bool,
}

/// Parses an element of `Forwarded` (RFC 7239, section 4). An invalid one has no address.
pub fn parse(element: &[u8]) -> Hop {
    read(element).unwrap_or(Hop { address: None, is_https: false })
}

fn read(element: &[u8]) -> Option<Hop> {
    let (mut client, mut scheme) = (None, None);
    for pair in list::split_from_end(element, b';') {
        let pair = pair.trim_ascii();
        if pair.is_empty() {
            continue;
        }
        let equals = pair.iter().position(|&byte| byte == b'=')?;
        let (name, value) = (&pair[..equals], unquote(&pair[equals + 1..])?);
        let slot = match name {
            name if name.eq_ignore_ascii_case(b"for") => &mut client,
            name if name.eq_ignore_ascii_case(b"proto") => &mut scheme,
            _ => continue,
        };
        // A parameter must not occur twice.
        if slot.replace(value).is_some() {
            return None;
        }
    }
    let is_https = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"https"));
    Some(Hop { address: client.and_then(|client| node::parse(&client)), is_https })
}

/// Removes the quotes of a value (RFC 9110, section 5.6.4). `None` if they do not match.
fn unquote(value: &[u8]) -> Option<Cow<'_, [u8]>> {
    let Some(quoted) = value.strip_prefix(b"\"") else {
        return (!value.contains(&b'"')).then_some(Cow::Borrowed(value));
    };
    let quoted = quoted.strip_suffix(b"\"")?;
    let (mut plain, mut bytes) = (Vec::with_capacity(quoted.len()), quoted.iter());
    while let Some(&byte) = bytes.next() {
        match byte {
            b'"' => return None,
            b'\\' => plain.push(*bytes.next()?),
            byte => plain.push(byte),
        }
    }
    Some(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_the_rfc_are_parsed() {
        let read = |element: &str| {
            let hop = parse(element.as_bytes());
            (hop.address.map(|address| address.to_string()).unwrap_or_default(), hop.is_https)
        };
        assert_eq!(read("for=192.0.2.60;proto=http;by=203.0.113.43"), ("192.0.2.60".to_owned(), false));
        assert_eq!(read(r#"For="[2001:db8:cafe::17]:4711"; Proto=HTTPS"#), ("2001:db8:cafe::17".to_owned(), true));
        assert_eq!(read(r#"for="192.0.2.\60";proto="https";"#), ("192.0.2.60".to_owned(), true));
        assert_eq!(read("for=unknown;proto=https"), (String::new(), true));
        assert_eq!(read("for=_gazonk"), (String::new(), false));
        for broken in ["", "192.0.2.1", "for", r#"for="192.0.2.1"#, r#"for=192.0.2.1""#, r#"for="1"2""#] {
            assert_eq!(read(broken), (String::new(), false), "{broken}");
        }
        assert_eq!(read("for=192.0.2.1;for=192.0.2.2").0, "", "it says two things");
    }
}

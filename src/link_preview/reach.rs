use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Which addresses may be connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Addresses that everybody can reach, at the usual ports.
    Public,
    /// Also this machine, at any port: for tests, whose servers are here.
    Loopback,
}

/// A name has no address that may be connected to.
#[derive(Debug)]
pub(super) struct OutOfReach;

impl fmt::Display for OutOfReach {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the address is not public")
    }
}

impl std::error::Error for OutOfReach {}

impl Reach {
    /// Returns whether a URL may be requested, as far as it tells: names are resolved later.
    pub(super) fn includes(self, url: &Url) -> bool {
        let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        let is_usual_port = self == Reach::Loopback || matches!(url.port(), None | Some(80 | 443));
        is_web
            && is_usual_port
            && match url.host() {
                Some(Host::Ipv4(address)) => self.includes_address(address.into()),
                Some(Host::Ipv6(address)) => self.includes_address(address.into()),
                Some(Host::Domain(_)) => true,
                None => false,
            }
    }

    /// Returns whether an address may be connected to.
    pub(super) fn includes_address(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let is_public = match address {
            IpAddr::V4(address) => is_public_v4(address),
            IpAddr::V6(address) => is_public_v6(address),
        };
        is_public || (self == Reach::Loopback && address.is_loopback())
    }
}

/// Names are resolved to the addresses that may be connected to, and to no others.
impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = *self;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let within: Vec<SocketAddr> = found.filter(|found| reach.includes_address(found.ip())).collect();
            match within.is_empty() {
                true => Err(OutOfReach.into()),
                false => Ok(Box::new(within.into_iter()) as Addrs),
            }
        })
    }
}

/// Returns whether an address is globally reachable (IANA IPv4 Special-Purpose Address Registry).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = match address.octets() {
        // This network, private use, loopback.
        [0 | 10 | 127, ..] => true,
        // Shared by the customers of a carrier (RFC 6598).
        [100, 64..=127, ..] => true,
        // Link-local, with the metadata of cloud providers.
        [169, 254, ..] => true,
        [172, 16..=31, ..] | [192, 168, ..] => true,
        // Protocol assignments, documentation, relays of 6to4.
        [192, 0, 0 | 2, _] | [198, 51, 100, _] | [203, 0, 113, _] | [192, 88, 99, _] => true,
        // Measurements (RFC 2544).
        [198, 18 | 19, ..] => true,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => true,
        _ => false,
    };
    !is_special
}

/// Returns whether an address is globally reachable: a global unicast address (RFC 4291) that is not for a special purpose
/// (IANA IPv6 Special-Purpose Address Registry), or a public IPv4 address in the prefix of translators (RFC 6052).
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4((u32::from(high) << 16 | u32::from(low)).into()),
        // Protocol assignments, which include Teredo.
        [0x2001, 0..=0x1ff, ..] => false,
        // Documentation, and 6to4, which has an IPv4 address in it.
        [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [0x2000..=0x3fff, ..] => true,
        // Loopback, unique local, link-local, multicast, and what is not assigned.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_reached() {
        for public in ["1.1.1.1", "100.63.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::101:101"] {
            assert!(Reach::Public.includes_address(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.8.8.8",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.9.9",
            "192.168.1.1",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "fd00:ec2::254",
            "fc00::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!Reach::Public.includes_address(private.parse().unwrap()), "{private}");
        }
        assert!(Reach::Loopback.includes_address("127.0.0.1".parse().unwrap()));
        assert!(!Reach::Loopback.includes_address("10.0.0.1".parse().unwrap()));
    }

    #[test]
    fn only_addresses_of_the_web_are_requested() {
        let includes = |url: &str| Reach::Public.includes(&Url::parse(url).unwrap());
        for url in
            ["https://bao.example/a?b#c", "http://1.1.1.1/", "https://bao.example:443/", "https://bao.example:80/"]
        {
            assert!(includes(url), "{url}");
        }
        for url in [
            "ftp://bao.example/",
            "file:///etc/passwd",
            "data:text/html,a",
            "https://bao.example:22/",
            "https://lan:secret@bao.example/",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "http://[::ffff:169.254.169.254]/",
            "http://169.254.169.254/latest/meta-data/",
        ] {
            assert!(!includes(url), "{url}");
        }
    }

    #[tokio::test]
    async fn a_name_is_not_resolved_to_this_machine() {
        let resolve = async |reach: Reach| reach.resolve("localhost".parse().unwrap()).await.map(Iterator::count);
        assert!(resolve(Reach::Public).await.unwrap_err().is::<OutOfReach>());
        assert!(resolve(Reach::Loopback).await.unwrap() > 0);
    }
}

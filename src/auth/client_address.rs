use std::net::{IpAddr, Ipv6Addr};

/// The client's address: that of the connection, or the one that a trusted proxy forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientAddress {
    /// In canonical form: an IPv4 address is never mapped to IPv6. Use `From<IpAddr>` to create it.
    Known(IpAddr),
    /// A trusted proxy forwards no valid address. All such requests count as one client.
    Unknown,
}

impl From<IpAddr> for ClientAddress {
    fn from(address: IpAddr) -> Self {
        ClientAddress::Known(address.to_canonical())
    }
}

impl ClientAddress {
    /// Returns the address as it is stored; `None` if it is unknown.
    pub fn text(self) -> Option<String> {
        match self {
            ClientAddress::Known(address) => Some(address.to_string()),
            ClientAddress::Unknown => None,
        }
    }

    /// Returns whether the request comes from this machine.
    pub fn is_loopback(self) -> bool {
        matches!(self, ClientAddress::Known(address) if address.is_loopback())
    }

    /// Returns the key of rate limits: an IPv4 address, or a /64 network of IPv6, which is what one subscriber has (RFC
    /// 6177).
    #[must_use]
    pub fn subscriber(self) -> ClientAddress {
        match self {
            ClientAddress::Known(IpAddr::V6(address)) => {
                let mut segments = address.segments();
                segments[4..].fill(0);
                ClientAddress::Known(IpAddr::V6(Ipv6Addr::from(segments)))
            }
            address => address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_an_ipv4_address_or_an_ipv6_network() {
        let subscriber = |text: &str| ClientAddress::from(text.parse::<IpAddr>().unwrap()).subscriber().text().unwrap();
        assert_eq!(subscriber("192.0.2.1"), "192.0.2.1");
        assert_eq!(subscriber("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(subscriber("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(ClientAddress::Unknown.subscriber(), ClientAddress::Unknown);
        assert!(!ClientAddress::Unknown.is_loopback() && ClientAddress::Unknown.text().is_none());
    }
}

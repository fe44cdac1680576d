use std::net::IpAddr;

/// Who sends a request, and how: as the peer, or a trusted proxy, says.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    pub address: IpAddr,
    /// `http` or `https`.
    pub scheme: &'static str,
}

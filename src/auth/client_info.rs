use super::client_address::ClientAddress;

/// Who sends a request, and how: as the peer, or a trusted proxy, says.
#[derive(Clone, Copy, Debug)]
pub struct ClientInfo {
    pub address: ClientAddress,
    /// `http` or `https`.
    pub scheme: &'static str,
}

use super::client_address::ClientAddress;

/// Who sends a request, and how: as the peer, or a trusted proxy, says.
#[derive(Clone, Copy, Debug)]
pub struct ClientInfo {
    pub address: ClientAddress,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Whether cookies are for https alone: it is the scheme of this request, or of the site's address in the settings.
    pub is_secure: bool,
}

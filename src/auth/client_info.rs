use super::client_address::ClientAddress;

/// The client of a request, as reported by the peer or a trusted proxy.
#[derive(Clone, Copy, Debug)]
pub struct ClientInfo {
    pub address: ClientAddress,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Whether cookies are restricted to https: it is the scheme of this request, or of the site's address in the
    /// settings.
    pub is_secure: bool,
}

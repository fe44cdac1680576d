use serde::{Deserialize, Serialize};

/// A network on which a site may have a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocialNetwork {
    Facebook,
    Zalo,
    YouTube,
    TikTok,
    X,
    Instagram,
    Telegram,
}

impl SocialNetwork {
    /// All networks, in the order of the footer.
    pub const ALL: [SocialNetwork; 7] = [
        SocialNetwork::Facebook,
        SocialNetwork::Zalo,
        SocialNetwork::YouTube,
        SocialNetwork::TikTok,
        SocialNetwork::X,
        SocialNetwork::Instagram,
        SocialNetwork::Telegram,
    ];

    /// Returns its name, which is the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            SocialNetwork::Facebook => "Facebook",
            SocialNetwork::Zalo => "Zalo",
            SocialNetwork::YouTube => "YouTube",
            SocialNetwork::TikTok => "TikTok",
            SocialNetwork::X => "X",
            SocialNetwork::Instagram => "Instagram",
            SocialNetwork::Telegram => "Telegram",
        }
    }

    /// Returns the name of the setting with the address of the profile.
    pub fn setting(self) -> &'static str {
        match self {
            SocialNetwork::Facebook => "identity.facebook",
            SocialNetwork::Zalo => "identity.zalo",
            SocialNetwork::YouTube => "identity.youtube",
            SocialNetwork::TikTok => "identity.tiktok",
            SocialNetwork::X => "identity.x",
            SocialNetwork::Instagram => "identity.instagram",
            SocialNetwork::Telegram => "identity.telegram",
        }
    }

    /// Returns the domains of profiles; the first is an example.
    pub fn domains(self) -> &'static [&'static str] {
        match self {
            SocialNetwork::Facebook => &["facebook.com", "fb.com", "fb.me"],
            SocialNetwork::Zalo => &["zalo.me"],
            SocialNetwork::YouTube => &["youtube.com", "youtu.be"],
            SocialNetwork::TikTok => &["tiktok.com"],
            SocialNetwork::X => &["x.com", "twitter.com"],
            SocialNetwork::Instagram => &["instagram.com"],
            SocialNetwork::Telegram => &["t.me", "telegram.me"],
        }
    }

    /// Returns whether an address is an `https` one of this network.
    pub fn owns(self, address: &str) -> bool {
        let Some(rest) = address.strip_prefix("https://") else { return false };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c));
        let is_below = |domain: &&str| host == **domain || host.ends_with(&format!(".{domain}"));
        is_plain && self.domains().iter().any(is_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_on_their_network() {
        for address in ["https://facebook.com/bao", "https://vi-vn.facebook.com/bao?ref=1", "https://fb.com"] {
            assert!(SocialNetwork::Facebook.owns(address), "{address}");
        }
        for address in [
            "http://facebook.com/bao",
            "https://facebook.com.evil.example/",
            "https://evil.example/facebook.com",
            "https://facebook.com@evil.example/",
            "https://notfacebook.com/",
            "https://facebook.com/\"onclick",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!SocialNetwork::Facebook.owns(address), "{address}");
        }
    }
}

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::post::Share;

/// All characters except the unreserved ones (RFC 3986, section 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes a text as a query value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// Returns the share links of a post. They are plain links: third-party scripts would track every reader.
pub fn present(origin: &str, path: &str, title: &str) -> Share {
    let url = format!("{origin}{path}");
    let (to, called) = (utf8_percent_encode(&url, VALUE), utf8_percent_encode(title, VALUE));
    // Zalo expects its parameters as base64-encoded JSON.
    let zalo = STANDARD.encode(serde_json::json!({ "url": url }).to_string());
    Share {
        facebook: format!("https://www.facebook.com/sharer/sharer.php?u={to}"),
        x: format!("https://x.com/intent/post?url={to}&text={called}"),
        zalo: format!(
            "https://button-share.zalo.me/share_external?d={}&shareType=0",
            utf8_percent_encode(&zalo, VALUE)
        ),
        email: format!("mailto:?subject={called}&body={to}"),
        url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_addresses_are_encoded() {
        let share = present("https://bao.vn", "/posts/a", "Cơ khí & nhựa?");
        assert_eq!(share.url, "https://bao.vn/posts/a");
        assert!(
            share.x.ends_with("url=https%3A%2F%2Fbao.vn%2Fposts%2Fa&text=C%C6%A1%20kh%C3%AD%20%26%20nh%E1%BB%B1a%3F")
        );
        assert!(share.zalo.contains("d=eyJ1cmwiOiJodHRwczovL2Jhby52bi9wb3N0cy9hIn0%3D"));
    }
}

//! Tokens in links that are sent by mail: who has one reads the mail of the address. They do not expire, since links to
//! unsubscribe have to work for ever.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::signer::{Purpose, Signer};

/// Issues the token of an address, which is URL-safe.
pub fn issue(signer: &Signer, email: &str) -> String {
    signer.sign(Purpose::MailAddress, &URL_SAFE_NO_PAD.encode(email.to_lowercase()))
}

/// Returns the address of a token.
pub fn verify(signer: &Signer, token: &str) -> Option<String> {
    let email = URL_SAFE_NO_PAD.decode(signer.verify(Purpose::MailAddress, token)?).ok()?;
    String::from_utf8(email).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_one_address() {
        let signer = Signer::with("secret").unwrap();
        let token = issue(&signer, "Lan+bao@example.org");
        assert!(token.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{token}");
        assert_eq!(verify(&signer, &token).as_deref(), Some("lan+bao@example.org"));
        assert_eq!(verify(&signer, &token.replacen('b', "c", 1)), None);
    }
}

use serde::Deserialize;

/// Maximum length, in bytes.
const LONGEST: usize = 200;

/// Returns whether a text can be the code by which a service verifies who owns a site. Empty: there is none.
pub fn is_verification_code(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=+/.".contains(&byte))
}

/// Deserializes a code.
pub fn verification_code<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let code = String::deserialize(from)?;
    match is_verification_code(&code) {
        true => Ok(code),
        false => Err(serde::de::Error::custom(format!("{code:?} is not the content of a meta tag for verification"))),
    }
}

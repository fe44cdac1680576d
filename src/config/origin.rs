use serde::Deserialize;

/// Reads the origin of a site, such as `https://example.org`, from a setting. It may be empty.
pub(super) fn origin<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    let host = address.strip_prefix("https://").or(address.strip_prefix("http://"));
    match host {
        None if address.is_empty() => Ok(address),
        // Pages show it, so it must not have a password.
        Some(host) if !host.is_empty() && !host.trim_end_matches('/').contains(['/', '@']) => {
            Ok(address.trim_end_matches('/').to_owned())
        }
        Some(host) if host.contains('@') => {
            Err(serde::de::Error::custom("it has to be an address such as https://example.org, without a password"))
        }
        _ => Err(serde::de::Error::custom(format!("{address:?} is not an address such as https://example.org"))),
    }
}

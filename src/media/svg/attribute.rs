use quick_xml::events::BytesStart;

use super::policy::{ADDRESSES, ATTRIBUTES, PREFIXES};
use super::style;
use crate::model::media::Refusal;

/// The attributes of an element that may stay, with the names they are written by.
///
/// # Errors
/// [`Refusal::Broken`] where they are not well formed.
pub fn keep(tag: &BytesStart) -> Result<Vec<(String, String)>, Refusal> {
    let mut kept: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Broken)?;
        let name = attribute.key.as_ref();
        let Some(value) = super::value_of(&attribute) else { continue };
        let name = if ADDRESSES.contains(&name) { "href" } else { name };
        if is_kept(name, &value) && !kept.iter().any(|(other, _)| other == name) {
            kept.push((name.to_owned(), value));
        }
    }
    Ok(kept)
}

fn is_kept(name: &str, value: &str) -> bool {
    match name {
        // Only to a part of the same drawing.
        "href" => value.trim_start().starts_with('#'),
        // What an animation changes must be what a drawing may have, and no address.
        "attributeName" => ATTRIBUTES.contains(&value.trim()) && !matches!(value.trim(), "style" | "class" | "id"),
        _ if ATTRIBUTES.contains(&name) => style::is_harmless(value),
        _ => PREFIXES.iter().any(|prefix| name.starts_with(prefix)),
    }
}

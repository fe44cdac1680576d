use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;

use super::entities::Entities;
use super::policy::{ADDRESSES, ATTRIBUTES, PREFIXES};
use super::{NAMESPACE, is_allowed, style};
use crate::model::media::PictureError;

/// Maximum number of attributes of an element. Each is compared with those before it.
const MOST: usize = 200;

/// Returns the allowed attributes of an element, with the names they are written under.
///
/// # Errors
/// [`PictureError::Broken`] if they are not well formed, [`PictureError::RareForm`] if there are too many.
pub fn keep(tag: &BytesStart, entities: &Entities) -> Result<Vec<(String, String)>, PictureError> {
    let mut kept: Vec<(String, String)> = Vec::new();
    for (attribute, number) in tag.attributes().zip(1..) {
        let attribute = attribute.map_err(|_| PictureError::Broken)?;
        if number > MOST {
            return Err(PictureError::RareForm);
        }
        let name = attribute.key.as_ref();
        let Some(value) = value_of(&attribute, entities) else { continue };
        let name = if ADDRESSES.contains(&name) { "href" } else { name };
        if is_kept(name, &value) && !kept.iter().any(|(other, _)| other == name) {
            kept.push((name.to_owned(), value));
        }
    }
    Ok(kept)
}

/// Returns the prefix that the root element declares for the SVG namespace, or an empty string.
pub fn prefix_of(tag: &BytesStart, entities: &Entities) -> Result<String, PictureError> {
    for attribute in tag.attributes().take(MOST) {
        let attribute = attribute.map_err(|_| PictureError::Broken)?;
        let prefix = attribute.key.as_ref().strip_prefix("xmlns:");
        if let Some(prefix) = prefix.filter(|_| value_of(&attribute, entities).as_deref() == Some(NAMESPACE)) {
            return Ok(format!("{prefix}:"));
        }
    }
    Ok(String::new())
}

/// Returns the value of an attribute with entities resolved, or `None` if one is unknown.
fn value_of(attribute: &Attribute, entities: &Entities) -> Option<String> {
    let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 1, |name| entities.resolve(name)).ok()?;
    Some(value.chars().filter(|character| is_allowed(*character)).collect())
}

fn is_kept(name: &str, value: &str) -> bool {
    match name {
        // Only references within the same drawing.
        "href" => value.trim_start().starts_with('#'),
        // An animation may only change an allowed attribute, and never an address.
        "attributeName" => ATTRIBUTES.contains(&value.trim()) && !matches!(value.trim(), "style" | "class" | "id"),
        _ if ATTRIBUTES.contains(&name) => style::is_harmless(value),
        _ => {
            let is_plain = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
            is_plain && PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        }
    }
}

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;

use super::entities::Entities;
use super::policy::{ADDRESSES, ATTRIBUTES, PREFIXES};
use super::{NAMESPACE, is_allowed, style};
use crate::model::media::PictureError;

/// More attributes than any element has. Each is compared with those before it.
const MOST: usize = 200;

/// The attributes of an element that may stay, with the names they are written by.
///
/// # Errors
/// [`PictureError::Broken`] where they are not well formed, [`PictureError::RareForm`] where they are very many.
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

/// What stands before the names of elements of SVG, by the outermost element; nothing where that is not said.
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

/// The value of an attribute, with references resolved; nothing if one of them leads nowhere.
fn value_of(attribute: &Attribute, entities: &Entities) -> Option<String> {
    let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 1, |name| entities.resolve(name)).ok()?;
    Some(value.chars().filter(|character| is_allowed(*character)).collect())
}

fn is_kept(name: &str, value: &str) -> bool {
    match name {
        // Only to a part of the same drawing.
        "href" => value.trim_start().starts_with('#'),
        // What an animation changes must be what a drawing may have, and no address.
        "attributeName" => ATTRIBUTES.contains(&value.trim()) && !matches!(value.trim(), "style" | "class" | "id"),
        _ if ATTRIBUTES.contains(&name) => style::is_harmless(value),
        _ => {
            let is_plain = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
            is_plain && PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        }
    }
}

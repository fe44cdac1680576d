//! Elements of XML, and what they are read from.

use quick_xml::events::{BytesRef, BytesStart};

use super::read_error::ReadProblem;

/// An element with its content.
#[derive(Debug, Default)]
pub struct XmlElement {
    /// With its prefix, such as `wp:post_id`.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The text directly in the element; CDATA and entities are resolved, line ends are `\n`.
    pub text: String,
    pub children: Vec<XmlElement>,
}

impl XmlElement {
    /// Returns the text of the first child with this name, or an empty text.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().map_or("", |child| child.text.as_str())
    }

    /// Iterates over the children with this name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a XmlElement> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads the start of an element.
pub fn read_tag(tag: &BytesStart, is_strict: bool) -> Result<XmlElement, ReadProblem> {
    let mut element = XmlElement { name: tag.name().as_ref().to_owned(), ..XmlElement::default() };
    // Duplicates are not checked, which would take quadratic time: the first attribute of a name counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) if is_strict => return Err(ReadProblem::Xml(error.to_string())),
            Err(_) => break,
        };
        let value = html_escape::decode_html_entities(&attribute.value).into_owned();
        element.attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(element)
}

/// Appends the text of a reference. XML has five named entities, but exports also contain those of HTML, such as
/// `&nbsp;`. Returns false if a number is that of no character.
pub fn push_reference(reference: &BytesRef, text: &mut String) -> bool {
    match reference.resolve_char_ref() {
        // XML allows only these control characters (2.2 Characters).
        Ok(Some(character)) if character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}') => {}
        Ok(Some(character)) => text.push(character),
        _ if reference.starts_with('#') => {
            text.push(char::REPLACEMENT_CHARACTER);
            return false;
        }
        _ => {
            let source = format!("&{};", &**reference);
            text.push_str(&html_escape::decode_html_entities(&source));
        }
    }
    true
}

//! SVG: written anew from a list of what may stand in it. No scripts, no handlers of events, nothing from elsewhere.

use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::File;
use crate::model::media::{Kind, Refusal};

mod attribute;
mod policy;
mod size;
mod style;

use policy::{DRAWN, ELEMENTS, UNWRAPPED};

/// Deeper nesting is refused: drawing programs need about twenty.
const DEPTH: usize = 200;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// What becomes of an element that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Only its content stays.
    Unwrapped,
    /// Neither it nor its content stays.
    Dropped,
}

/// Cleans a drawing.
///
/// # Errors
/// If it is not well formed, or nothing to be drawn remains.
pub fn clean(bytes: &[u8]) -> Result<File, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::RareForm)?;
    let mut cleaner = Cleaner::default();
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(tag) => cleaner.open(&tag)?,
            Event::Empty(tag) => {
                cleaner.open(&tag)?;
                cleaner.close()?;
            }
            Event::End(_) => cleaner.close()?,
            Event::Text(text) => cleaner.add_text(&text.xml10_content()),
            Event::CData(text) => cleaner.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) => cleaner.add_reference(&reference),
            Event::Eof => return cleaner.finish(),
            // Entities are declared in a document type. Without it, references to them lead nowhere.
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
        }
    }
}

#[derive(Default)]
struct Cleaner {
    written: Vec<u8>,
    /// Elements that are open, outermost first, with the names they are written by.
    open: Vec<(Fate, &'static str)>,
    /// Text since the last tag.
    text: String,
    size: Option<(u32, u32)>,
    is_drawn: bool,
}

impl Cleaner {
    fn open(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        self.write_text()?;
        if self.open.len() >= DEPTH {
            return Err(Refusal::RareForm);
        }
        let (fate, name) = self.judge(tag);
        if fate == Fate::Kept {
            let mut start = BytesStart::new(name);
            if self.open.is_empty() {
                if self.size.is_some() {
                    return Err(Refusal::Broken);
                }
                start.push_attribute(("xmlns", NAMESPACE));
                self.size = Some(size::read(tag));
            }
            for (key, value) in attribute::keep(tag)? {
                start.push_attribute((key.as_str(), value.as_str()));
            }
            self.is_drawn |= DRAWN.contains(&name);
            self.write(Event::Start(start))?;
        }
        self.open.push((fate, name));
        Ok(())
    }

    fn judge(&self, tag: &BytesStart) -> (Fate, &'static str) {
        let name = tag.name();
        let name = name.as_ref().strip_prefix("svg:").unwrap_or(name.as_ref());
        let known = |names: &[&'static str]| names.iter().find(|known| **known == name).copied();
        let is_in_dropped = self.open.last().is_some_and(|(fate, _)| *fate == Fate::Dropped);
        match (known(ELEMENTS), known(UNWRAPPED)) {
            _ if is_in_dropped => (Fate::Dropped, ""),
            (Some(name), _) if !self.open.is_empty() || name == "svg" => (Fate::Kept, name),
            (None, Some(name)) if !self.open.is_empty() => (Fate::Unwrapped, name),
            _ => (Fate::Dropped, ""),
        }
    }

    fn close(&mut self) -> Result<(), Refusal> {
        self.write_text()?;
        let (fate, name) = self.open.pop().ok_or(Refusal::Broken)?;
        if fate == Fate::Kept { self.write(Event::End(BytesEnd::new(name))) } else { Ok(()) }
    }

    fn add_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds the character of `&amp;` or `&#38;`; others would need a document type.
    fn add_reference(&mut self, reference: &BytesRef) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.text.push(character);
        } else if let Some(text) = quick_xml::escape::resolve_xml_entity(reference) {
            self.text.push_str(text);
        }
    }

    /// Writes the text between two tags, all of it at once: a style sheet is judged as a whole.
    fn write_text(&mut self) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.text);
        match self.open.last() {
            Some((Fate::Kept | Fate::Unwrapped, _)) if text.is_empty() => Ok(()),
            Some((Fate::Kept, "style")) if !style::is_harmless(&text) => Ok(()),
            Some((Fate::Kept | Fate::Unwrapped, _)) => self.write(Event::Text(BytesText::new(&text))),
            Some((Fate::Dropped, _)) | None => Ok(()),
        }
    }

    fn write(&mut self, event: Event) -> Result<(), Refusal> {
        Writer::new(&mut self.written).write_event(event).map_err(|_| Refusal::Broken)
    }

    fn finish(self) -> Result<File, Refusal> {
        if !self.open.is_empty() {
            return Err(Refusal::Broken);
        }
        let (width, height) = self.size.ok_or(Refusal::UnsafeDrawing)?;
        if !self.is_drawn {
            return Err(Refusal::UnsafeDrawing);
        }
        Ok(File { kind: Kind::Svg, width, height, bytes: self.written })
    }
}

/// The value of an attribute, with references to characters resolved; nothing if it refers to anything else.
fn value_of(attribute: &quick_xml::events::attributes::Attribute) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

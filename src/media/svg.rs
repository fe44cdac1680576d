//! SVG sanitizer: rewrites a drawing from allowlists. Scripts, event handlers and external references are dropped.

use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::{File, Limits};
use crate::model::media::{PictureError, PictureFormat};

mod attribute;
mod entities;
mod policy;
mod references;
mod size;
mod style;

use entities::Entities;
use policy::{DRAWN, ELEMENTS, UNWRAPPED};
use references::References;

/// Maximum nesting depth. Drawing programs need about twenty.
const DEPTH: usize = 200;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// What happens to an open element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// The element stays without its content.
    Emptied,
    /// Only the content stays.
    Unwrapped,
    /// The element and its content are dropped.
    Dropped,
}

/// Sanitizes a drawing.
///
/// # Errors
/// If it is not well formed, if nothing visible remains, or if it draws more than a browser should have to.
pub fn clean(bytes: &[u8], limits: &Limits) -> Result<File, PictureError> {
    let text = std::str::from_utf8(bytes).map_err(|_| PictureError::RareForm)?;
    let mut cleaner = Cleaner::default();
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| PictureError::Broken)? {
            Event::Start(tag) => cleaner.open(&tag)?,
            Event::Empty(tag) => {
                cleaner.open(&tag)?;
                cleaner.close()?;
            }
            Event::End(_) => cleaner.close()?,
            Event::Text(text) => cleaner.add_text(&text.xml10_content()),
            Event::CData(text) => cleaner.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) => cleaner.add_reference(&reference),
            Event::Eof => return cleaner.finish(limits),
            Event::DocType(text) => cleaner.entities = Entities::read(&text),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
}

#[derive(Default)]
struct Cleaner {
    written: Vec<u8>,
    /// Open elements, outermost first, with the names they are written under.
    open: Vec<(Fate, &'static str)>,
    /// Text since the last tag.
    text: String,
    size: Option<(u32, u32)>,
    is_drawn: bool,
    entities: Entities,
    /// The namespace prefix of element names, such as `svg:`. Usually empty.
    prefix: String,
    references: References,
}

impl Cleaner {
    fn open(&mut self, tag: &BytesStart) -> Result<(), PictureError> {
        // A browser joins the text around a child element into one style sheet, so the parts cannot be checked
        // separately.
        if let Some(style @ (Fate::Kept, "style")) = self.open.last_mut() {
            style.0 = Fate::Emptied;
        }
        self.write_text()?;
        if self.open.len() >= DEPTH {
            return Err(PictureError::RareForm);
        }
        if self.open.is_empty() {
            self.prefix = attribute::prefix_of(tag, &self.entities)?;
        }
        let (fate, name) = self.judge(tag);
        if fate == Fate::Kept {
            let mut start = BytesStart::new(name);
            if self.open.is_empty() {
                if self.size.is_some() {
                    return Err(PictureError::Broken);
                }
                start.push_attribute(("xmlns", NAMESPACE));
            }
            let attributes = attribute::keep(tag, &self.entities)?;
            for (key, value) in &attributes {
                start.push_attribute((key.as_str(), value.as_str()));
            }
            if self.open.is_empty() {
                self.size = Some(size::read(&attributes));
            }
            self.references.open(name, &attributes);
            self.is_drawn |= DRAWN.contains(&name);
            self.write(Event::Start(start))?;
        }
        self.open.push((fate, name));
        Ok(())
    }

    fn judge(&self, tag: &BytesStart) -> (Fate, &'static str) {
        let name = tag.name();
        let name = name.as_ref();
        let name = name.strip_prefix("svg:").or_else(|| name.strip_prefix(&self.prefix)).unwrap_or(name);
        let known = |names: &[&'static str]| names.iter().find(|known| **known == name).copied();
        let is_in_dropped = self.open.last().is_some_and(|(fate, _)| matches!(fate, Fate::Dropped | Fate::Emptied));
        match (known(ELEMENTS), known(UNWRAPPED)) {
            _ if is_in_dropped => (Fate::Dropped, ""),
            (Some(name), _) if !self.open.is_empty() || name == "svg" => (Fate::Kept, name),
            (None, Some(name)) if !self.open.is_empty() => (Fate::Unwrapped, name),
            _ => (Fate::Dropped, ""),
        }
    }

    fn close(&mut self) -> Result<(), PictureError> {
        self.write_text()?;
        let (fate, name) = self.open.pop().ok_or(PictureError::Broken)?;
        match fate {
            Fate::Kept | Fate::Emptied => {
                self.references.close();
                self.write(Event::End(BytesEnd::new(name)))
            }
            Fate::Unwrapped | Fate::Dropped => Ok(()),
        }
    }

    fn add_text(&mut self, text: &str) {
        self.text.extend(text.chars().filter(|character| is_allowed(*character)));
    }

    /// Adds the character of `&amp;` or `&#38;`, or the text of an entity declared in the document type.
    fn add_reference(&mut self, reference: &BytesRef) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.text.extend(Some(character).filter(|character| is_allowed(*character)));
        } else if let Some(text) = self.entities.resolve(reference) {
            self.text.push_str(text);
        }
    }

    /// Writes the text between two tags in one piece: a style sheet is checked as a whole.
    fn write_text(&mut self) -> Result<(), PictureError> {
        let text = std::mem::take(&mut self.text);
        match self.open.last() {
            Some((Fate::Kept | Fate::Unwrapped, _)) if text.is_empty() => Ok(()),
            Some((Fate::Kept, "style")) if !style::is_harmless(&text) => Ok(()),
            Some((Fate::Kept, "style")) => {
                self.references.add_style_sheet(&text);
                self.write(Event::Text(BytesText::new(&text)))
            }
            Some((Fate::Kept | Fate::Unwrapped, _)) => self.write(Event::Text(BytesText::new(&text))),
            Some((Fate::Emptied | Fate::Dropped, _)) | None => Ok(()),
        }
    }

    fn write(&mut self, event: Event) -> Result<(), PictureError> {
        Writer::new(&mut self.written).write_event(event).map_err(|_| PictureError::Broken)
    }

    fn finish(self, limits: &Limits) -> Result<File, PictureError> {
        if !self.open.is_empty() {
            return Err(PictureError::Broken);
        }
        let (width, height) = self.size.ok_or(PictureError::UnsafeDrawing)?;
        if !self.is_drawn {
            return Err(PictureError::UnsafeDrawing);
        }
        // Escaping can enlarge the output: a quotation mark becomes six bytes.
        limits.check_bytes(self.written.len())?;
        self.references.check()?;
        Ok(File { kind: PictureFormat::Svg, width, height, bytes: self.written })
    }
}

/// Returns whether XML allows this character (XML 1.0, section 2.2).
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

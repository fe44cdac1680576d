//! Reads the XML of an export file as a stream of small trees, of which only one is in memory at a time.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::read_error::{ReadError, ReadProblem};
use super::source::{ExportFile, Position};

/// Maximum nesting depth. Exports need five levels.
const DEPTH: usize = 64;

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

/// The next piece of the file.
pub enum XmlStep {
    Start(XmlElement),
    End,
    /// Text, comments, declarations: ignored outside of trees.
    Other,
    Eof,
}

/// Reads an XML file step by step.
pub struct XmlReader<R: BufRead> {
    reader: Reader<ExportFile<R>>,
    buffer: Vec<u8>,
    /// Whether the end of an empty element is due: it is reported as a start and an end.
    end_due: bool,
    open: Vec<(String, Position)>,
}

impl<R: BufRead> XmlReader<R> {
    /// Creates a reader.
    pub fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(ExportFile::new(input));
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), end_due: false, open: Vec::new() }
    }

    /// Returns the position in the file.
    pub fn position(&self) -> Position {
        self.reader.get_ref().position()
    }

    /// Returns the next start or end, and appends the text before it to `text`.
    pub fn step(&mut self, text: &mut String) -> Result<XmlStep, ReadError> {
        if std::mem::take(&mut self.end_due) {
            self.open.pop();
            return Ok(XmlStep::End);
        }
        self.buffer.clear();
        let begin = self.position();
        let offset = self.reader.buffer_position();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                let at_begin = self.reader.error_position() <= offset;
                return Err(self.failure(&error, if at_begin { begin } else { self.position() }));
            }
        };
        match event {
            Event::Start(tag) => {
                let element = read_tag(&tag).map_err(|problem| problem.at(begin))?;
                self.open.push((element.name.clone(), begin));
                if self.open.len() > DEPTH {
                    return Err(ReadProblem::Xml("elements are nested too deeply".into()).at(begin));
                }
                return Ok(XmlStep::Start(element));
            }
            Event::Empty(tag) => {
                let element = read_tag(&tag).map_err(|problem| problem.at(begin))?;
                self.open.push((element.name.clone(), begin));
                self.end_due = true;
                return Ok(XmlStep::Start(element));
            }
            Event::End(_) => {
                self.open.pop();
                return Ok(XmlStep::End);
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => push_reference(&reference, text),
            Event::Eof => {
                return match self.open.last() {
                    Some(_) => Err(self.truncated()),
                    None => Ok(XmlStep::Eof),
                };
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
        }
        Ok(XmlStep::Other)
    }

    /// Reads up to the end of `element`, whose start was the last step.
    pub fn finish(&mut self, mut element: XmlElement) -> Result<XmlElement, ReadError> {
        loop {
            match self.step(&mut element.text)? {
                XmlStep::Start(child) => {
                    let child = self.finish(child)?;
                    element.children.push(child);
                }
                XmlStep::End | XmlStep::Eof => return Ok(element),
                XmlStep::Other => {}
            }
        }
    }

    fn failure(&self, error: &Error, place: Position) -> ReadError {
        if self.reader.get_ref().is_broken() {
            return ReadProblem::Encoding.at(self.position());
        }
        match error {
            Error::Io(error) => ReadProblem::Io(error.to_string()).at(place),
            // At the end of the file, these only mean that it is truncated.
            Error::Syntax(problem) if !matches!(problem, SyntaxError::InvalidBangMarkup) => self.truncated(),
            other => ReadProblem::Xml(other.to_string()).at(place),
        }
    }

    fn truncated(&self) -> ReadError {
        let (name, line) = match self.open.last() {
            Some((name, place)) => (name.clone(), place.line),
            None => ("?".into(), 1),
        };
        ReadProblem::Truncated { name, line }.at(self.position())
    }
}

fn read_tag(tag: &BytesStart) -> Result<XmlElement, ReadProblem> {
    let mut element = XmlElement { name: tag.name().as_ref().to_owned(), ..XmlElement::default() };
    // Duplicates are not checked, which would take quadratic time: the first attribute of a name counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| ReadProblem::Xml(error.to_string()))?;
        let value = html_escape::decode_html_entities(&attribute.value).into_owned();
        element.attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(element)
}

/// Appends the text of a reference. XML has five named entities, but exports also contain those of HTML, such as
/// `&nbsp;`.
fn push_reference(reference: &BytesRef, text: &mut String) {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => text.push(character),
        _ => {
            let source = format!("&{};", &**reference);
            text.push_str(&html_escape::decode_html_entities(&source));
        }
    }
}

//! The XML of an export file, as a stream of small trees: memory holds one at a time.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::read_error::{ReadError, ReadProblem};
use super::source::{ExportFile, Position};

/// Deeper nesting is refused: an export needs five levels.
const DEPTH: usize = 64;

/// An element with all that is in it.
#[derive(Debug, Default)]
pub struct XmlElement {
    /// With its prefix, such as `wp:post_id`.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text directly in it; CDATA and entities are resolved, line ends are `\n`.
    pub text: String,
    pub children: Vec<XmlElement>,
}

impl XmlElement {
    /// The text of the first child of that name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().map_or("", |child| child.text.as_str())
    }

    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a XmlElement> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What stands next in the file.
pub enum XmlStep {
    Start(XmlElement),
    End,
    /// Text, comments, declarations: of no interest outside the trees.
    Other,
    Eof,
}

pub struct XmlReader<R: BufRead> {
    reader: Reader<ExportFile<R>>,
    buffer: Vec<u8>,
    /// An empty element answers with a start and an end.
    end_due: bool,
    open: Vec<(String, Position)>,
}

impl<R: BufRead> XmlReader<R> {
    pub fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(ExportFile::new(input));
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), end_due: false, open: Vec::new() }
    }

    pub fn position(&self) -> Position {
        self.reader.get_ref().position()
    }

    /// The next start or end, with the text between going into `text`.
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
            // At the end of the file these say no more than that it ends too soon.
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
    // Not compared with each other, which takes the square of their number: the first of a name counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| ReadProblem::Xml(error.to_string()))?;
        let value = html_escape::decode_html_entities(&attribute.value).into_owned();
        element.attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(element)
}

/// XML knows five entities; exports also hold HTML's, such as `&nbsp;`.
fn push_reference(reference: &BytesRef, text: &mut String) {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => text.push(character),
        _ => {
            let source = format!("&{};", &**reference);
            text.push_str(&html_escape::decode_html_entities(&source));
        }
    }
}

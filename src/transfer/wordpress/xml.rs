//! Reads the XML of an export file as a stream of small trees, of which only one is in memory at a time. Broken XML is
//! mended: a tag that does not match ends what is open, and markup in an element of text is text.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::read_error::{ReadError, ReadProblem};
use super::source::{BrokenBytes, ExportFile, Position};
use super::surrogates;

/// Maximum nesting depth. Exports need five levels.
const DEPTH: usize = 64;
/// Elements of text, in which tags are part of the text. They are in CDATA; but a text that contains `]]>` ends it, which
/// old versions of WordPress did not prevent.
const TEXTS: &[&str] = &["content:encoded", "excerpt:encoded", "wp:comment_content", "wp:meta_value"];
/// Maximum number of mended places of which the line is kept.
const NOTED: usize = 1000;

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
    /// The number of further elements that the last end tag ended.
    ends_due: usize,
    /// Whether the innermost element is one of text.
    is_text: bool,
    is_strict: bool,
    /// The first half of a surrogate pair that was written as two references.
    high_surrogate: Option<u16>,
    /// The lines of mended places that were not taken yet.
    mended: Vec<u64>,
}

impl<R: BufRead> XmlReader<R> {
    /// Creates a reader.
    pub fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(ExportFile::new(input));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            reader,
            buffer: Vec::new(),
            end_due: false,
            open: Vec::new(),
            ends_due: 0,
            is_text: false,
            is_strict: false,
            high_surrogate: None,
            mended: Vec::new(),
        }
    }

    /// Makes broken XML and bytes that are no UTF-8 errors.
    pub fn set_strict(&mut self) {
        self.is_strict = true;
        self.reader.get_mut().set_on_broken(BrokenBytes::Refuse);
        let config = self.reader.config_mut();
        config.allow_unmatched_ends = false;
        config.check_end_names = true;
    }

    /// Returns the lines in which bytes were mended since the last call.
    pub fn take_mended_bytes(&mut self) -> Vec<u64> {
        self.reader.get_mut().take_mended()
    }

    /// Returns the lines in which XML was mended since the last call.
    pub fn take_mended(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.mended)
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
        if self.ends_due > 0 {
            self.ends_due -= 1;
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
        let half = self.high_surrogate.take();
        if let (Some(half), Event::GeneralRef(reference)) = (half, &event)
            && let Some(character) = surrogates::of_reference(reference).and_then(|low| surrogates::join(half, low))
        {
            text.push(character);
            return Ok(XmlStep::Other);
        }
        text.extend(half.map(|_| char::REPLACEMENT_CHARACTER));
        if self.is_text && !self.is_strict {
            let source = match &event {
                Event::Start(tag) => Some(format!("<{}>", &**tag)),
                Event::Empty(tag) => Some(format!("<{}/>", &**tag)),
                Event::Comment(comment) => Some(format!("<!--{}-->", &**comment)),
                // HTML has no prefixes: `</content:encode>` is a misspelt end of this element.
                Event::End(tag)
                    if !tag.name().0.contains(':') && self.open.iter().all(|(name, _)| name != tag.name().0) =>
                {
                    Some(format!("</{}>", &**tag))
                }
                _ => None,
            };
            if let Some(source) = source {
                note(&mut self.mended, begin);
                text.push_str(&source);
                return Ok(XmlStep::Other);
            }
        }
        match event {
            Event::Start(tag) => {
                let element = read_tag(&tag, self.is_strict).map_err(|problem| problem.at(begin))?;
                self.open.push((element.name.clone(), begin));
                if self.open.len() > DEPTH {
                    return Err(ReadProblem::Xml("elements are nested too deeply".into()).at(begin));
                }
                return Ok(XmlStep::Start(element));
            }
            Event::Empty(tag) => {
                let element = read_tag(&tag, self.is_strict).map_err(|problem| problem.at(begin))?;
                self.open.push((element.name.clone(), begin));
                self.end_due = true;
                return Ok(XmlStep::Start(element));
            }
            Event::End(tag) => {
                match self.open.iter().rposition(|(name, _)| name == tag.name().0) {
                    Some(place) => self.ends_due = self.open.len() - 1 - place,
                    // It was meant for the innermost element, unless that is an item, which has parts.
                    None if self.open.len() > 2 && self.open.last().is_some_and(|(name, _)| name != "item") => {}
                    None => {
                        note(&mut self.mended, begin);
                        return Ok(XmlStep::Other);
                    }
                }
                let is_match = self.open.pop().is_some_and(|(name, _)| name == tag.name().0);
                if !is_match {
                    note(&mut self.mended, begin);
                }
                return Ok(XmlStep::End);
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&surrogates::mend(&part.xml10_content())),
            Event::GeneralRef(reference) => match surrogates::of_reference(&reference) {
                Some(half) => self.high_surrogate = Some(half),
                None => push_reference(&reference, text),
            },
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
            self.is_text = TEXTS.contains(&element.name.as_str());
            match self.step(&mut element.text)? {
                XmlStep::Start(child) => {
                    let child = self.finish(child)?;
                    element.children.push(child);
                }
                XmlStep::End | XmlStep::Eof => {
                    self.is_text = false;
                    return Ok(element);
                }
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

/// Notes the line of a mended place.
fn note(mended: &mut Vec<u64>, place: Position) {
    if mended.len() < NOTED && mended.last() != Some(&place.line) {
        mended.push(place.line);
    }
}

fn read_tag(tag: &BytesStart, is_strict: bool) -> Result<XmlElement, ReadProblem> {
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
/// `&nbsp;`.
fn push_reference(reference: &BytesRef, text: &mut String) {
    match reference.resolve_char_ref() {
        // XML allows only these control characters (2.2 Characters).
        Ok(Some(character)) if character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}') => {}
        Ok(Some(character)) => text.push(character),
        _ => {
            let source = format!("&{};", &**reference);
            text.push_str(&html_escape::decode_html_entities(&source));
        }
    }
}

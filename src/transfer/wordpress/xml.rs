//! Reads the XML of an export file as a stream of small trees, of which only one is in memory at a time. Broken XML is
//! mended: a tag that does not match ends what is open, and markup in an element of text is text.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::read_error::{ReadError, ReadProblem};
use super::source::{BrokenBytes, ExportFile, Position};
use super::surrogates;
pub use super::xml_element::XmlElement;
use super::xml_element::{push_reference, read_tag};
use super::xml_structure::{ends_before, stray_part};

/// Maximum nesting depth. Exports need five levels.
const DEPTH: usize = 64;
/// Elements of text, in which tags are part of the text. They are in CDATA; but a text that contains `]]>` ends it, which
/// old versions of WordPress did not prevent.
const TEXTS: &[&str] = &["content:encoded", "excerpt:encoded", "wp:comment_content", "wp:meta_value"];
const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";
/// Maximum number of mended places of which the line is kept.
const NOTED: usize = 1000;

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
    /// An element, and whether it is empty, before which an unclosed one was ended.
    start_due: Option<(XmlElement, bool)>,
    /// Whether there is CDATA in the CDATA of the current element, so that the outer one ended too soon.
    has_inner_cdata: bool,
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
            start_due: None,
            has_inner_cdata: false,
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
        if let Some((element, is_empty)) = self.start_due.take() {
            let place = self.position();
            return self.start(element, is_empty, place);
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
        if half.is_some() {
            note(&mut self.mended, begin);
            text.push(char::REPLACEMENT_CHARACTER);
        }
        let event = match event {
            Event::Start(tag) if !self.is_strict && stray_part(&tag).is_some() => {
                note(&mut self.mended, begin);
                let (before, tag) = stray_part(&tag).unwrap_or_default();
                text.push('<');
                text.push_str(before);
                match tag.strip_prefix('/') {
                    Some(name) => Event::End(BytesEnd::new(name.trim().to_owned())),
                    None => {
                        let name = tag.find(char::is_whitespace).unwrap_or(tag.len());
                        Event::Start(BytesStart::from_content(tag.to_owned(), name))
                    }
                }
            }
            event => event,
        };
        let is_structure =
            |tag: &BytesStart, open: &[(String, Position)]| ends_before(&innermost(open), tag.name().as_ref());
        if self.is_text && !self.is_strict {
            let source = match &event {
                Event::Start(tag) | Event::Empty(tag) if is_structure(tag, &self.open) => None,
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
                return self.start(element, false, begin);
            }
            Event::Empty(tag) => {
                let element = read_tag(&tag, self.is_strict).map_err(|problem| problem.at(begin))?;
                return self.start(element, true, begin);
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
            Event::Text(part) if self.has_inner_cdata => text.push_str(&part.xml10_content().replace(CDATA_END, "")),
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) if self.is_text && !self.is_strict && part.contains(CDATA) => {
                note(&mut self.mended, begin);
                self.has_inner_cdata = true;
                text.push_str(&surrogates::mend(&part.xml10_content()).replace(CDATA, ""));
            }
            Event::CData(part) => text.push_str(&surrogates::mend(&part.xml10_content())),
            Event::GeneralRef(reference) => match surrogates::of_reference(&reference) {
                Some(half) => self.high_surrogate = Some(half),
                None if push_reference(&reference, text) => {}
                None => note(&mut self.mended, begin),
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

    /// Begins an element. One that cannot be in the innermost one ends that first.
    fn start(&mut self, element: XmlElement, is_empty: bool, place: Position) -> Result<XmlStep, ReadError> {
        if !self.is_strict && ends_before(&innermost(&self.open), &element.name) {
            note(&mut self.mended, place);
            self.start_due = Some((element, is_empty));
            self.open.pop();
            return Ok(XmlStep::End);
        }
        self.open.push((element.name.clone(), place));
        self.end_due = is_empty;
        if self.open.len() > DEPTH {
            return Err(ReadProblem::Xml("elements are nested too deeply".into()).at(place));
        }
        Ok(XmlStep::Start(element))
    }

    /// Reads up to the end of `element`, whose start was the last step.
    pub fn finish(&mut self, mut element: XmlElement) -> Result<XmlElement, ReadError> {
        self.has_inner_cdata = false;
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

/// Returns the names of the innermost elements, from inside.
fn innermost(open: &[(String, Position)]) -> [&str; 3] {
    let mut names = [""; 3];
    for (place, (name, _)) in names.iter_mut().zip(open.iter().rev()) {
        *place = name;
    }
    names
}

/// Notes the line of a mended place.
fn note(mended: &mut Vec<u64>, place: Position) {
    if mended.len() < NOTED && mended.last() != Some(&place.line) {
        mended.push(place.line);
    }
}

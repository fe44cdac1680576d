//! XML as programs read it.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes elements, escaped by the library; what XML cannot hold is left out.
pub struct XmlWriter(Writer<Vec<u8>>);

/// Names and values.
pub type XmlAttributes<'a> = &'a [(&'a str, &'a str)];

impl XmlWriter {
    /// A document with its declaration.
    pub fn document() -> io::Result<XmlWriter> {
        let mut xml = XmlWriter::fragment();
        xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// A part of one.
    pub fn fragment() -> XmlWriter {
        XmlWriter(Writer::new(Vec::new()))
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: XmlAttributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))
    }

    /// Ends it.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: XmlAttributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &str, attributes: XmlAttributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&legal(text))))?;
        self.close(name)
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: XmlAttributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*legal(value)));
    }
    start
}

/// A text without the characters that XML cannot hold, not even escaped (XML 1.0, section 2.2): imported content has
/// some, and one of them makes a whole feed unreadable.
fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    match text.chars().all(is_legal) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| is_legal(*c)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = XmlWriter::fragment();
        xml.text("a", &[("b", "\"\u{0}<")], "1\u{8}\u{b}\t2 \u{fffe}\u{ffff}ế😀 ]]> & <b>").unwrap();
        let written = String::from_utf8(xml.finish()).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;\">1\t2 ế😀 ]]&gt; &amp; &lt;b&gt;</a>");
    }
}

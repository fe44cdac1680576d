//! XML serialization.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes XML elements. quick-xml escapes text, and characters that XML cannot represent are removed.
pub struct XmlWriter(Writer<Vec<u8>>);

/// Attributes as pairs of name and value.
pub type XmlAttributes<'a> = &'a [(&'a str, &'a str)];

impl XmlWriter {
    /// Creates a document with its XML declaration.
    pub fn document() -> io::Result<XmlWriter> {
        let mut xml = XmlWriter::fragment();
        xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// Creates a fragment of a document.
    pub fn fragment() -> XmlWriter {
        XmlWriter(Writer::new(Vec::new()))
    }

    /// Writes a start tag.
    pub fn open(&mut self, name: &str, attributes: XmlAttributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an empty element.
    pub fn empty(&mut self, name: &str, attributes: XmlAttributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// Writes an element with text.
    pub fn text(&mut self, name: &str, attributes: XmlAttributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&legal(text))))?;
        self.close(name)
    }

    /// Returns the written XML.
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

/// Removes the characters that XML cannot represent, not even escaped (XML 1.0, section 2.2). Imported content has
/// some, and a single one makes a whole feed unreadable.
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
    fn illegal_xml_characters_are_removed() {
        let mut xml = XmlWriter::fragment();
        xml.text("a", &[("b", "\"\u{0}<")], "1\u{8}\u{b}\t2 \u{fffe}\u{ffff}ế😀 ]]> & <b>").unwrap();
        let written = String::from_utf8(xml.finish()).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;\">1\t2 ế😀 ]]&gt; &amp; &lt;b&gt;</a>");
    }
}

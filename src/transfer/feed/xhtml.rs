//! Texts of Atom with `type="xhtml"` (RFC 4287, section 3.1.1.3), which are elements instead of escaped HTML.

use std::io::BufRead;

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use crate::transfer::wordpress::ReadError;
use crate::transfer::wordpress::xml::{XmlElement, XmlReader, XmlStep};

/// Elements without content in HTML.
const EMPTY: [&str; 5] = ["br", "hr", "img", "source", "wbr"];

/// Reads up to the end of `element`, whose start was the last step. Of its children, those with XHTML get it as text.
pub fn finish<R: BufRead>(xml: &mut XmlReader<R>, mut element: XmlElement) -> Result<XmlElement, ReadError> {
    loop {
        match xml.step(&mut element.text)? {
            XmlStep::Start(mut child) => {
                if child.attribute("type") == Some("xhtml") {
                    child.text = html(xml)?;
                } else {
                    child = xml.finish(child)?;
                }
                element.children.push(child);
            }
            XmlStep::End | XmlStep::Eof => return Ok(element),
            XmlStep::Other => {}
        }
    }
}

/// Writes the content of the current element as HTML.
fn html<R: BufRead>(xml: &mut XmlReader<R>) -> Result<String, ReadError> {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        let mut text = String::new();
        let step = xml.step(&mut text)?;
        out.push_str(&encode_text(&text));
        match step {
            XmlStep::Start(element) => {
                let name = element.name.rsplit(':').next().unwrap_or_default().to_owned();
                out.push_str(&format!("<{name}"));
                for (key, value) in &element.attributes {
                    if !key.starts_with("xmlns") {
                        out.push_str(&format!(" {key}=\"{}\"", quote(value)));
                    }
                }
                out.push('>');
                open.push(name);
            }
            XmlStep::End => {
                let Some(name) = open.pop() else { return Ok(out) };
                if !EMPTY.contains(&name.as_str()) {
                    out.push_str(&format!("</{name}>"));
                }
            }
            XmlStep::Eof => return Ok(out),
            XmlStep::Other => {}
        }
    }
}

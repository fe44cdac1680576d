use std::cell::Cell;
use std::collections::HashMap;

/// More of them, or longer ones, than drawing programs declare.
const MOST: usize = 100;
const LONGEST: usize = 1000;
/// In bytes, what all references together may become: a reference is shorter than what it stands for.
const EXPANDED: usize = 1_000_000;

/// What the document type declares (XML 1.0, section 4.2.2): Illustrator gives styles and namespaces names so. Only plain
/// text: what refers to another entity, to a file or has markup is left out.
#[derive(Debug, Default)]
pub struct Entities {
    values: HashMap<String, String>,
    expanded: Cell<usize>,
}

impl Entities {
    pub fn read(document_type: &str) -> Entities {
        let declarations = document_type.split("<!ENTITY").skip(1).take(MOST);
        Entities { values: declarations.filter_map(read_declaration).collect(), expanded: Cell::new(0) }
    }

    /// The text that a name stands for; nothing once that has become too much.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
            return Some(text);
        }
        let text = self.values.get(name)?;
        self.expanded.set(self.expanded.get() + text.len());
        (self.expanded.get() <= EXPANDED).then_some(text)
    }
}

/// A name, and text in quotes.
fn read_declaration(text: &str) -> Option<(String, String)> {
    let (name, rest) = text.trim_start().split_once(|character: char| character.is_ascii_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (value, _) = rest[1..].split_once(quote)?;
    let is_plain = value.len() <= LONGEST && !value.contains(['&', '<', '%']) && value.chars().all(super::is_allowed);
    is_plain.then(|| (name.to_owned(), value.to_owned()))
}

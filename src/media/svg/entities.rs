use std::cell::Cell;
use std::collections::HashMap;

/// Maximum number and length of entities, above what drawing programs declare.
const MOST: usize = 100;
const LONGEST: usize = 1000;
/// Maximum bytes of all expanded entities together: a reference is shorter than its text.
const EXPANDED: usize = 1_000_000;

/// Entities declared in the document type (XML 1.0, section 4.2.2). Illustrator declares styles and namespaces this
/// way. Only plain text is accepted: values with markup, other entities or external files are ignored.
#[derive(Debug, Default)]
pub struct Entities {
    values: HashMap<String, String>,
    expanded: Cell<usize>,
}

impl Entities {
    /// Reads the entity declarations of a document type.
    pub fn read(document_type: &str) -> Entities {
        let declarations = document_type.split("<!ENTITY").skip(1).take(MOST);
        Entities { values: declarations.filter_map(read_declaration).collect(), expanded: Cell::new(0) }
    }

    /// Returns the text of an entity, or `None` once the total is over the limit.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
            return Some(text);
        }
        let text = self.values.get(name)?;
        self.expanded.set(self.expanded.get() + text.len());
        (self.expanded.get() <= EXPANDED).then_some(text)
    }
}

/// Parses a name and a quoted text.
fn read_declaration(text: &str) -> Option<(String, String)> {
    let (name, rest) = text.trim_start().split_once(|character: char| character.is_ascii_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (value, _) = rest[1..].split_once(quote)?;
    let is_plain = value.len() <= LONGEST && !value.contains(['&', '<', '%']) && value.chars().all(super::is_allowed);
    is_plain.then(|| (name.to_owned(), value.to_owned()))
}

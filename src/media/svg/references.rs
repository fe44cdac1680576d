//! Limits how much a drawing draws. A few bytes can stand for any number of shapes (a group that uses another twice,
//! which uses a third twice, and so on), and browsers draw all of them.

use std::collections::HashMap;

use crate::model::media::PictureError;

/// Number of shapes that any drawing may draw.
const FREE: u64 = 100_000;
/// Additional shapes per element.
const FOR_EACH: u64 = 10;
/// Maximum length of a chain of references.
const CHAIN: u32 = 50;
/// Maximum number of steps spent on counting.
const STEPS: u32 = 20_000_000;
/// Maximum number of recorded style sheet references: one per word of the selector.
const NOTED: usize = 100_000;

/// The elements of a drawing in document order, and what they reference.
#[derive(Debug, Default)]
pub struct References {
    elements: Vec<Element>,
    open: Vec<usize>,
    /// For each class, element name or ID in a selector, the IDs that its rules reference.
    rules: HashMap<String, Vec<String>>,
    /// IDs referenced by rules that may apply to any element.
    everywhere: Vec<String>,
    noted: usize,
}

#[derive(Debug, Default)]
struct Element {
    name: &'static str,
    id: String,
    classes: Vec<String>,
    /// The IDs of the referenced elements, and how often each is drawn.
    targets: Vec<(String, u64)>,
    /// The index of the element after the last descendant.
    end: usize,
}

impl References {
    /// Records the start of an element.
    pub fn open(&mut self, name: &'static str, attributes: &[(String, String)]) {
        let mut element = Element { name, ..Element::default() };
        // A marker is drawn at every point, and a point takes at least four characters.
        let lengths = attributes.iter().filter(|(key, _)| matches!(key.as_str(), "d" | "points"));
        let points = lengths.map(|(_, value)| value.len() as u64 / 4 + 1).sum::<u64>().max(1);
        for (key, value) in attributes {
            match key.as_str() {
                "id" => element.id.clone_from(value),
                "class" => element.classes = value.split_whitespace().map(str::to_owned).collect(),
                "href" => element.targets.extend(value.trim().strip_prefix('#').map(|id| (id.to_owned(), 1))),
                key => {
                    let times = if key.starts_with("marker") || value.contains("marker") { points } else { 1 };
                    element.targets.extend(targets(value).map(|id| (id.to_owned(), times)));
                }
            }
        }
        self.open.push(self.elements.len());
        self.elements.push(element);
    }

    /// Records the end of the innermost open element.
    pub fn close(&mut self) {
        let end = self.elements.len();
        if let Some(element) = self.open.pop().and_then(|number| self.elements.get_mut(number)) {
            element.end = end;
        }
    }

    /// Records the references in a style sheet's rules.
    pub fn add_style_sheet(&mut self, css: &str) {
        for rule in css.split('}') {
            let Some((selector, body)) = rule.rsplit_once('{') else { continue };
            let targets: Vec<_> = targets(body).map(str::to_owned).collect();
            if targets.is_empty() {
                continue;
            }
            if selector.contains(['*', '[', ':']) {
                self.everywhere.extend_from_slice(&targets);
            }
            let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
            for word in selector.split(|character| !is_part(character)).filter(|word| !word.is_empty()) {
                self.noted += targets.len();
                if self.noted > NOTED {
                    return;
                }
                self.rules.entry(word.to_owned()).or_default().extend_from_slice(&targets);
            }
        }
    }

    /// Checks the number of shapes drawn.
    ///
    /// # Errors
    /// [`PictureError::RareForm`] if a browser would draw far more shapes than there are elements.
    pub fn check(self) -> Result<(), PictureError> {
        if self.noted > NOTED {
            return Err(PictureError::RareForm);
        }
        let ids: HashMap<&str, usize> =
            self.elements.iter().enumerate().rev().map(|(number, element)| (element.id.as_str(), number)).collect();
        let mut count = Count { references: &self, ids, known: HashMap::new(), steps: 0 };
        let drawn = count.range(0, self.elements.len(), CHAIN)?;
        let most = FREE + FOR_EACH * self.elements.len() as u64;
        if drawn > most { Err(PictureError::RareForm) } else { Ok(()) }
    }
}

struct Count<'a> {
    references: &'a References,
    ids: HashMap<&'a str, usize>,
    /// Shapes drawn for a referenced element, by index. 0 while it is being counted, since a cyclic reference is not
    /// drawn.
    known: HashMap<usize, u64>,
    steps: u32,
}

impl Count<'_> {
    /// Counts the shapes drawn for a range of elements.
    fn range(&mut self, start: usize, end: usize, chain: u32) -> Result<u64, PictureError> {
        let chain = chain.checked_sub(1).ok_or(PictureError::RareForm)?;
        let references = self.references;
        let mut drawn: u64 = 0;
        for element in references.elements.get(start..end).unwrap_or_default() {
            drawn = drawn.saturating_add(1);
            let names = [element.name, &element.id].into_iter().chain(element.classes.iter().map(String::as_str));
            let by_rule = names.filter_map(|name| references.rules.get(name)).flatten().chain(&references.everywhere);
            let all = element.targets.iter().map(|(target, times)| (target, *times));
            self.step()?;
            for (target, times) in all.chain(by_rule.map(|target| (target, 1))) {
                self.step()?;
                let shown = self.target(target, chain)?;
                drawn = drawn.saturating_add(shown.saturating_mul(times));
            }
        }
        Ok(drawn)
    }

    fn step(&mut self) -> Result<(), PictureError> {
        self.steps += 1;
        if self.steps > STEPS { Err(PictureError::RareForm) } else { Ok(()) }
    }

    fn target(&mut self, id: &str, chain: u32) -> Result<u64, PictureError> {
        let Some(&number) = self.ids.get(id) else { return Ok(0) };
        if let Some(drawn) = self.known.get(&number) {
            return Ok(*drawn);
        }
        self.known.insert(number, 0);
        let end = self.references.elements.get(number).map_or(number, |element| element.end);
        let drawn = self.range(number, end, chain)?;
        self.known.insert(number, drawn);
        Ok(drawn)
    }
}

/// Iterates over the IDs in `url(#…)`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#')?;
        Some(rest.split(['"', '\'', ')']).next().unwrap_or(rest).trim())
    })
}

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::folded_letters::Letters;
use super::phrase::Phrase;

/// Compiled word rules. One pass over a text finds all of them (Aho and Corasick, 1975).
#[derive(Debug)]
pub struct WordRules {
    /// `None` if the rules exceed the automaton's limits.
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton, the phrases with these plain letters and their rule numbers.
    phrases: Vec<Vec<(usize, Phrase)>>,
}

impl WordRules {
    /// Compiles the words of each rule, given with the rule's number.
    pub fn new<'r>(rules: impl Iterator<Item = (usize, &'r [String])>) -> WordRules {
        let mut by_plain: HashMap<String, Vec<(usize, Phrase)>> = HashMap::new();
        for (number, words) in rules {
            let Some(phrase) = Phrase::new(words) else { continue };
            by_plain.entry(phrase.plain().to_owned()).or_default().push((number, phrase));
        }
        let (patterns, phrases): (Vec<String>, Vec<_>) = by_plain.into_iter().unzip();
        let automaton = AhoCorasick::new(&patterns);
        let automaton = automaton.inspect_err(|error| tracing::error!(%error, "rules about words are too many")).ok();
        WordRules { automaton, phrases }
    }

    /// Returns the lowest number of a rule that matches the text.
    pub fn find(&self, text: &Letters) -> Option<usize> {
        let mut lowest: Option<usize> = None;
        for found in self.automaton.as_ref()?.find_overlapping_iter(&text.plain) {
            for (number, phrase) in &self.phrases[found.pattern().as_usize()] {
                if lowest.is_none_or(|lowest| *number < lowest) && phrase.is_at(text, found.start()) {
                    lowest = Some(*number);
                }
            }
        }
        lowest
    }
}

//! Index tokens of a text: for every word, one token for each kind of query. A prefix character tells the kind. The
//! index stores no positions, so a document has each token once.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use crate::text::grouped_number;
use crate::text::word_segmentation::{Word, words};

/// A word as written.
pub const EXACT: &str = "=";
/// Two consecutive words without diacritics, separated by another `_`.
pub const PAIR: &str = "_";
/// The beginning of a word, without diacritics.
pub const BEGINNING: &str = "^";
/// Precedes the prefix of a word or pair in the title.
pub const TITLE: &str = "@";
/// A word that the text is likely to be about.
pub const SALIENT: &str = "+";

/// In characters. Shorter beginnings are not searched for; longer ones match so few words that SQLite's prefix search
/// is fast.
pub const BEGINNINGS: RangeInclusive<usize> = 2..=4;

/// Number of occurrences from which a text is likely to be about a word.
const OFTEN: usize = 3;

/// The searchable texts of a post.
pub struct PostTexts<'a> {
    pub title: &'a str,
    pub standfirst: &'a str,
    /// The caption of its picture.
    pub caption: &'a str,
    /// Plain text.
    pub body: &'a str,
}

/// Returns the tokens of a post, separated by spaces.
pub fn of_post(texts: &PostTexts<'_>) -> String {
    let mut tokens = BTreeSet::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    let title = words(texts.title);
    add(&mut tokens, TITLE, texts.title, &title);
    for (text, weight) in [(texts.standfirst, OFTEN), (texts.caption, 1), (texts.body, 1)] {
        let words = words(text);
        add(&mut tokens, "", text, &words);
        words.into_iter().for_each(|word| *times.entry(word.folded).or_default() += weight);
    }
    add(&mut tokens, "", texts.title, &title);
    title.into_iter().for_each(|word| *times.entry(word.folded).or_default() += OFTEN);
    let salient = times.into_iter().filter(|(_, times)| *times >= OFTEN);
    tokens.extend(salient.map(|(word, _)| format!("{SALIENT}{word}")));
    join(tokens)
}

/// Returns the tokens of a comment's plain text.
pub fn of_comment(text: &str) -> String {
    let mut tokens = BTreeSet::new();
    add(&mut tokens, "", text, &words(text));
    join(tokens)
}

fn add(tokens: &mut BTreeSet<String>, place: &str, text: &str, words: &[Word]) {
    for (_, digits) in grouped_number::find(text, words) {
        tokens.insert(format!("{place}{EXACT}{digits}"));
        tokens.insert(format!("{place}{digits}"));
    }
    for (at, word) in words.iter().enumerate() {
        tokens.insert(format!("{place}{}", word.folded));
        tokens.insert(format!("{place}{EXACT}{}", word.exact));
        if place.is_empty() {
            let ends = word.folded.char_indices().map(|(at, c)| at + c.len_utf8()).enumerate();
            let ends = ends.filter(|(before, _)| BEGINNINGS.contains(&(before + 1)));
            tokens.extend(ends.map(|(_, end)| format!("{BEGINNING}{}", &word.folded[..end])));
        }
        if let Some(next) = words.get(at + 1) {
            tokens.insert(pair(place, word, next));
        }
    }
}

/// Returns the token for two consecutive words.
pub fn pair(place: &str, first: &Word, second: &Word) -> String {
    format!("{place}{PAIR}{}{PAIR}{}", first.folded, second.folded)
}

fn join(tokens: BTreeSet<String>) -> String {
    tokens.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_tokens_for_every_kind_of_query() {
        let texts = PostTexts { title: "Đức Hòa", standfirst: "", caption: "", body: "khu an an an khu." };
        assert_eq!(
            of_post(&texts),
            "+an +duc +hoa =an =hòa =khu =đức @=hòa @=đức @_duc_hoa @duc @hoa ^an ^du ^duc ^ho ^hoa ^kh ^khu _an_an _an_khu _duc_hoa _khu_an an duc hoa khu"
        );
        assert_eq!(of_comment("Hay!"), "=hay ^ha ^hay hay");
        assert_eq!(of_comment("?!"), "");
    }

    #[test]
    fn numbers_in_groups_have_a_token() {
        assert_eq!(
            of_comment("0901 234 567"),
            "0901 0901234567 234 567 =0901 =0901234567 =234 =567 ^09 ^090 ^0901 ^23 ^234 ^56 ^567 _0901_234 _234_567"
        );
    }
}

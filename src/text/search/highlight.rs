use std::ops::Range;

use super::query::{Query, QueryPart};
use crate::model::search::TextFragment;
use crate::text::grouped_number;
use crate::text::word_segmentation::{Word, words};

/// Number of words in a passage, and how many of them precede the first match.
const PASSAGE: usize = 44;
const BEFORE: usize = 8;

/// Marks the matches of a query in a text.
pub fn highlight(text: &str, query: &Query) -> Vec<TextFragment> {
    let words = words(text);
    let found = find(text, &words, query);
    cut(text, &words, &found, 0..words.len())
}

/// Returns the passage with the most different parts of the query, with marked matches, or the beginning of the text.
pub fn passage(text: &str, query: &Query) -> Vec<TextFragment> {
    let words = words(text);
    let found = find(text, &words, query);
    let places: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(at, part)| Some((at, (*part)?))).collect();
    // The first of the windows with the most different parts.
    let mut best = (0, 0);
    for (number, (at, _)) in places.iter().enumerate() {
        let mut parts = 0_u32;
        for (_, part) in places[number..].iter().take_while(|(other, _)| other - at < PASSAGE - BEFORE) {
            parts |= 1 << part.min(&31);
        }
        if parts.count_ones() > best.0 {
            best = (parts.count_ones(), *at);
        }
    }
    let start = best.1.saturating_sub(BEFORE);
    // A passage near the beginning starts at the beginning.
    let start = if start < BEFORE { 0 } else { start };
    let shown = start..words.len().min(start + PASSAGE);
    let (is_cut_before, is_cut_after) = (shown.start > 0, shown.end < words.len());
    let mut pieces = cut(text, &words, &found, shown);
    if is_cut_before {
        pieces.insert(0, TextFragment { text: "… ".to_owned(), is_marked: false });
    }
    if is_cut_after {
        pieces.push(TextFragment { text: " …".to_owned(), is_marked: false });
    }
    pieces
}

/// Returns the part of the query that each word matches: the exact form if it occurs anywhere, else the folded form.
fn find(text: &str, words: &[Word], query: &Query) -> Vec<Option<usize>> {
    let mut found = vec![None; words.len()];
    for (number, part) in query.wanted.iter().enumerate() {
        let mut note = |places: Vec<usize>| {
            places.iter().for_each(|at| found[*at..at + part.words.len()].fill(Some(number)));
            !places.is_empty()
        };
        let _ = note(list(words, part, |word| &word.exact)) || note(list(words, part, |word| &word.folded));
        if let [number_wanted] = part.words.as_slice()
            && number_wanted.folded.bytes().all(|byte| byte.is_ascii_digit())
        {
            let numbers = grouped_number::find(text, words).filter(|(_, digits)| *digits == number_wanted.folded);
            numbers.for_each(|(place, _)| found[place].fill(Some(number)));
        }
    }
    found
}

fn list<'a>(words: &'a [Word], part: &'a QueryPart, form: impl Fn(&'a Word) -> &'a String) -> Vec<usize> {
    (0..words.len()).filter(|at| part.stands_at(words, *at, &form)).collect()
}

/// Returns the text from the first to the last of these words, in fragments. Text before the first and after the last
/// word of the whole text is included.
fn cut(text: &str, words: &[Word], found: &[Option<usize>], shown: Range<usize>) -> Vec<TextFragment> {
    let start = if shown.start == 0 { 0 } else { words[shown.start].range.start };
    let end = if shown.end == words.len() { text.len() } else { words[shown.end - 1].range.end };
    let mut pieces: Vec<TextFragment> = Vec::new();
    let mut push = |text: &str, is_marked: bool| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.is_marked == is_marked => last.text.push_str(text),
        _ => pieces.push(TextFragment { text: text.to_owned(), is_marked }),
    };
    let mut at = start;
    let mut was_marked = false;
    for (word, found) in words[shown.clone()].iter().zip(&found[shown]) {
        let between = &text[at..word.range.start];
        // Adjacent marked words share one mark.
        push(between, was_marked && found.is_some() && between.chars().all(char::is_whitespace));
        push(&text[word.range.clone()], found.is_some());
        (at, was_marked) = (word.range.end, found.is_some());
    }
    push(&text[at..end], false);
    pieces
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::text::search::Ending;

    fn told(pieces: Vec<TextFragment>) -> String {
        pieces.into_iter().map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    fn marked(text: &str, typed: &str) -> String {
        told(highlight(text, &Query::parse(typed, Ending::Finished)))
    }

    #[test]
    fn the_original_text_is_marked() {
        assert_eq!(marked("Khu Công nghiệp Đức Hòa.", "cong nghiep duc"), "Khu [Công nghiệp Đức] Hòa.");
        let decomposed: String = "Đường sông".nfd().collect();
        assert_eq!(marked(&decomposed, "đường"), format!("[{}] {}", "Đường".nfd(), "sông".nfd()));
        assert_eq!(marked("(nghiên cứu, nghiệp)", "ngh*"), "([nghiên] cứu, [nghiệp])");
        assert_eq!(marked("", "a"), "");
    }

    #[test]
    fn exact_matches_are_marked_alone() {
        assert_eq!(marked("Đường và dương", "đường"), "[Đường] và dương");
        assert_eq!(marked("Con duong", "đường"), "Con [duong]");
    }

    #[test]
    fn phrases_are_marked_as_a_whole() {
        assert_eq!(marked("nghiệp công, công nghiệp", "\"công nghiệp\""), "nghiệp công, [công nghiệp]");
    }

    #[test]
    fn numbers_in_groups_are_marked() {
        assert_eq!(marked("Gọi 0272 3826 888 nhé", "02723826888"), "Gọi [0272 3826 888] nhé");
        assert_eq!(marked("Gọi (0272) 3826-888", "0272.3826.888"), "Gọi ([0272]) [3826]-[888]");
        assert_eq!(marked("Gọi 02723826888", "0272 3826 888"), "Gọi [02723826888]");
    }

    #[test]
    fn a_passage_has_the_most_parts_of_the_query() {
        let text = format!("công {} công nghiệp hỗ trợ {}", "x ".repeat(100), "y ".repeat(100));
        let query = Query::parse("công trợ", Ending::Finished);
        let passage = told(passage(&text, &query));
        assert!(passage.starts_with("… x") && passage.ends_with("y …"), "{passage}");
        assert!(passage.contains("[công] nghiệp hỗ [trợ]"), "{passage}");
        let short = told(super::passage("Không có gì.", &query));
        assert_eq!(short, "Không có gì.");
    }
}

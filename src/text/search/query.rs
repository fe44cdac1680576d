use crate::text::fold::fold;
use crate::text::grouped_number;
use crate::text::plain_text::plain;
use crate::text::unspaced_scripts::is_unspaced;
use crate::text::word_segmentation::{Word, words};

/// Maximum length of a query, in characters and in words. The rest is ignored.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 16;
/// Minimum length of a prefix. Shorter ones match nearly everything, and count as whole words.
const SHORTEST_BEGINNING: usize = 2;

/// A search query: all parts of `wanted` must occur, and none of `excluded`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub wanted: Vec<QueryPart>,
    pub excluded: Vec<QueryPart>,
}

/// A word, or a phrase of several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPart {
    pub words: Vec<Word>,
    /// Whether the last word is a prefix.
    pub is_beginning: bool,
}

/// Whether a query is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Finished,
    /// The user is still typing: the last word may be a prefix.
    Open,
}

impl Query {
    /// Parses a query of words, `"phrases"`, `prefix*` and `-excluded`. Any input is valid.
    pub fn parse(typed: &str, ending: Ending) -> Query {
        let typed: String = typed.chars().take(LONGEST).collect();
        let mut query = Query::default();
        let mut left = MOST_WORDS;
        let mut rest = typed.as_str();
        let mut last_is_open = false;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            let after_sign = rest.strip_prefix(['-', '–', '−']);
            rest = after_sign.unwrap_or(rest);
            let (text, after, is_quoted) = match rest.strip_prefix(is_quote) {
                Some(quoted) => {
                    let end = quoted.find(is_quote).unwrap_or(quoted.len());
                    (&quoted[..end], quoted[end..].strip_prefix(is_quote).unwrap_or_default(), true)
                }
                None => {
                    let number = grouped_number::at_beginning(rest).map(|(_, length)| length);
                    let end = number.or_else(|| rest.find(|c: char| c.is_whitespace() || is_quote(c)));
                    let end = end.unwrap_or(rest.len());
                    (&rest[..end], &rest[end..], false)
                }
            };
            let has_star = if is_quoted { after.starts_with('*') } else { text.ends_with('*') };
            rest = after.strip_prefix('*').unwrap_or(after);
            let mut words = match grouped_number::at_beginning(text).filter(|_| !is_quoted) {
                Some((digits, length)) => vec![Word { range: 0..length, exact: digits.clone(), folded: digits }],
                None => words(text),
            };
            words.truncate(left);
            left -= words.len();
            if let Some(part) = QueryPart::of(words, has_star) {
                last_is_open = after_sign.is_none() && after.is_empty() && !text.ends_with(char::is_whitespace);
                if after_sign.is_some() { query.excluded.push(part) } else { query.wanted.push(part) }
            }
        }
        if let (Ending::Open, true, Some(last)) = (ending, last_is_open, query.wanted.last_mut()) {
            last.is_beginning = last.may_go_on();
        }
        query
    }

    /// Returns whether the query searches for nothing.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Returns whether there are phrases of more than two words, which need [`Self::confirm_phrases`]: the index only
    /// has pairs of words.
    pub fn has_long_phrases(&self) -> bool {
        self.wanted.iter().any(|part| part.words.len() > 2)
    }

    /// Returns whether all phrases of more than two words occur in a title or an HTML text.
    pub fn confirm_phrases(&self, title: &str, html: &str) -> bool {
        let long = || self.wanted.iter().filter(|part| part.words.len() > 2);
        // Fast path, which is nearly always sufficient.
        let folded = fold(&format!("{title}\n{html}"));
        if long().all(|part| part.stands_in(&folded)) {
            return true;
        }
        let texts = [words(title), words(&plain(html))];
        long().all(|part| {
            texts.iter().any(|words| (0..words.len()).any(|at| part.stands_at(words, at, |word| &word.folded)))
        })
    }
}

impl QueryPart {
    fn of(words: Vec<Word>, is_beginning: bool) -> Option<QueryPart> {
        let part = QueryPart { words, is_beginning: false };
        let is_beginning = (is_beginning && part.may_go_on()) || part.is_in_unspaced_script();
        (!part.words.is_empty()).then_some(QueryPart { is_beginning, ..part })
    }

    fn may_go_on(&self) -> bool {
        let is_long = |word: &Word| word.folded.chars().nth(SHORTEST_BEGINNING - 1).is_some();
        self.words.last().is_some_and(is_long) || self.is_in_unspaced_script()
    }

    /// Returns whether the last word has no visible end: where it ends depends on what follows it in a text.
    fn is_in_unspaced_script(&self) -> bool {
        self.words.last().is_some_and(|word| word.folded.starts_with(is_unspaced))
    }

    /// Returns whether it occurs in a folded text with single spaces between words.
    fn stands_in(&self, folded: &str) -> bool {
        let phrase = self.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
        folded.match_indices(&phrase).any(|(at, _)| {
            let (before, after) = (&folded[..at], &folded[at + phrase.len()..]);
            !before.ends_with(char::is_alphanumeric) && (self.is_beginning || !after.starts_with(char::is_alphanumeric))
        })
    }

    /// Returns whether it occurs at this position in a list of words, comparing the given form.
    pub fn stands_at<'a>(&'a self, words: &'a [Word], at: usize, form: impl Fn(&'a Word) -> &'a String) -> bool {
        let Some(found) = words.get(at..at + self.words.len()) else { return false };
        let last = self.words.len() - 1;
        self.words.iter().zip(found).enumerate().all(|(place, (wanted, found))| {
            match self.is_beginning && place == last {
                true => form(found).starts_with(form(wanted).as_str()),
                false => form(found) == form(wanted),
            }
        })
    }
}

/// Straight and curly quotes: phones type the latter.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[QueryPart]) -> Vec<String> {
        let tell = |part: &QueryPart| {
            let words: Vec<&str> = part.words.iter().map(|word| word.exact.as_str()).collect();
            format!("{}{}", words.join("+"), if part.is_beginning { "*" } else { "" })
        };
        parts.iter().map(tell).collect()
    }

    fn parse(typed: &str) -> (Vec<String>, Vec<String>) {
        let query = Query::parse(typed, Ending::Finished);
        (told(&query.wanted), told(&query.excluded))
    }

    #[test]
    fn words_phrases_beginnings_and_exclusion() {
        let (wanted, excluded) = parse("Long “Đức Hòa” ngh* -an -\"khu công\" covid-19");
        assert_eq!(wanted, ["long", "đức+hòa", "ngh*", "covid+19"]);
        assert_eq!(excluded, ["an", "khu+công"]);
        assert_eq!(parse("\"công ngh\"* a").0, ["công+ngh*", "a"]);
    }

    #[test]
    fn any_input_is_a_valid_query() {
        for typed in ["", "   ", "\"", "\"\"", "-", "- -", "*", "-*", "\"*", "(", "a AND", "NEAR(", "-\"", "“”*"] {
            let _ = parse(typed);
        }
        assert_eq!(parse("a AND (b OR c) NOT d:e").0, ["a", "and", "b", "or", "c", "not", "d+e"]);
        assert_eq!(parse("\"open phrase").0, ["open+phrase"]);
        assert_eq!(parse("a*").0, ["a"], "too short a beginning");
        assert_eq!(parse("a\"b\"c").0, ["a", "b", "c"]);
        assert!(Query::parse("-only", Ending::Open).is_empty());
    }

    #[test]
    fn long_queries_are_cut() {
        assert_eq!(parse(&"a ".repeat(500)).0.len(), MOST_WORDS);
        assert_eq!(parse(&format!("\"{}\"", "a ".repeat(90))).0, [["a"; MOST_WORDS].join("+")]);
    }

    #[test]
    fn the_last_word_is_a_prefix_while_typing() {
        let open = |typed: &str| told(&Query::parse(typed, Ending::Open).wanted);
        assert_eq!(open("long ngh"), ["long", "ngh*"]);
        assert_eq!(open("long ngh "), ["long", "ngh"]);
        assert_eq!(open("long \"đức hò"), ["long", "đức+hò*"]);
        assert_eq!(open("\"đức hòa\""), ["đức+hòa*"], "harmless, and a phrase may be pasted unfinished");
        assert_eq!(open("long -ngh"), ["long"]);
    }

    #[test]
    fn words_without_spaces_may_go_on() {
        assert_eq!(parse("東京タワー 東 สัปดาห์").0, ["東京+タワー*", "東*", "สัปดาห์*"]);
        assert_eq!(parse("1945 1975 (0272) 3826 888 -0901.234.567").0, ["1945", "1975", "02723826888"]);
        assert_eq!(parse("-0901.234.567").1, ["0901234567"]);
        assert_eq!(parse("\"0901 234 567\"").0, ["0901+234+567"]);
    }

    #[test]
    fn long_phrases_are_confirmed() {
        let query = Query::parse("\"cong nghiep ho\" x", Ending::Finished);
        let stands = |html: &str| query.confirm_phrases("Tin", html);
        assert!(query.has_long_phrases() && stands("<p>Khu Công nghiệp hỗ trợ</p>"));
        assert!(stands("<p>Khu công <b>nghiệp</b>\nhỗ trợ</p>") && query.confirm_phrases("Công nghiệp hỗ trợ", ""));
        assert!(!stands("<p>công nghiệp và nghiệp hỗ trợ</p>") && !stands("<p>công nghiệp hỗn độn</p>"));
        assert!(!Query::parse("\"a b\" c", Ending::Finished).has_long_phrases());
    }
}

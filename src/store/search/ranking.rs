//! Translates queries to FTS5 expressions. Every token is quoted and made of letters and digits, so user input is never
//! parsed as an operator.

use super::tokens::{BEGINNING, BEGINNINGS, EXACT, SALIENT, TITLE, pair};
use crate::text::search::{Query, QueryPart};
use crate::text::word_segmentation::Word;

/// Where and how all words of a query must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    ExactInTitle,
    ExactSalient,
    Exact,
    InTitle,
    Salient,
    Anywhere,
}

/// How much work is spent on ordering the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankingEffort {
    /// For a page of results: also ranks by what a text is about.
    Thorough,
    /// For suggestions while typing: matches in titles come first.
    Quick,
}

/// Returns the ranks for posts, best first. A user who types diacritics means them: then an exact match counts for more
/// than its place.
pub fn of_posts(query: &Query, care: RankingEffort) -> Vec<Rank> {
    use Rank::{Anywhere, Exact, ExactInTitle, ExactSalient, InTitle, Salient};
    let mut ranks = match (care, has_marks(query)) {
        (RankingEffort::Quick, _) => vec![ExactInTitle, InTitle, Anywhere],
        (RankingEffort::Thorough, true) => vec![ExactInTitle, ExactSalient, Exact, InTitle, Salient, Anywhere],
        (RankingEffort::Thorough, false) => vec![ExactInTitle, InTitle, ExactSalient, Salient, Exact, Anywhere],
    };
    // Excluded words are searched again for each rank in all matches, of which hardly any may remain: two passes over
    // the index are enough.
    if !query.excluded.is_empty() {
        ranks.retain(|rank| !matches!(rank, ExactSalient | Salient));
    }
    ranks
}

/// The ranks for comments.
pub const OF_COMMENTS: [Rank; 2] = [Rank::Exact, Rank::Anywhere];

fn has_marks(query: &Query) -> bool {
    query.wanted.iter().flat_map(|part| &part.words).any(|word| word.exact != word.folded)
}

/// Returns the FTS5 expression for a rank.
pub fn match_rank(query: &Query, rank: Rank) -> String {
    let wanted: Vec<String> = query.wanted.iter().flat_map(|part| match_part(part, rank)).collect();
    let mut expression = format!("({})", wanted.join(" AND "));
    for part in &query.excluded {
        let as_typed = part.words.iter().any(|word| word.exact != word.folded);
        let tokens = match_part(part, if as_typed { Rank::Exact } else { Rank::Anywhere });
        expression += &format!(" NOT ({})", tokens.join(" AND "));
    }
    expression
}

/// Returns the tokens that must all occur for a part of the query.
fn match_part(part: &QueryPart, rank: Rank) -> Vec<String> {
    let place = if matches!(rank, Rank::ExactInTitle | Rank::InTitle) { TITLE } else { "" };
    let last = part.words.len() - 1;
    let goes_on = |at: usize| part.is_beginning && at == last;
    let token = |sign: &str, form: &str, at: usize| quote(&format!("{sign}{form}"), goes_on(at));
    let mut tokens = Vec::new();
    for (at, word) in part.words.iter().enumerate() {
        match rank {
            Rank::ExactInTitle => tokens.push(token(&format!("{TITLE}{EXACT}"), &word.exact, at)),
            // The diacritics of an unfinished word may not be typed yet.
            Rank::Exact if goes_on(at) => tokens.push(beginning(word)),
            Rank::Exact => tokens.push(token(EXACT, &word.exact, at)),
            Rank::ExactSalient => {
                tokens.push(token(SALIENT, &word.folded, at));
                tokens.extend((!goes_on(at)).then(|| token(EXACT, &word.exact, at)));
            }
            Rank::Salient => tokens.push(token(SALIENT, &word.folded, at)),
            // Token pairs imply their words.
            Rank::InTitle | Rank::Anywhere if last > 0 => {}
            Rank::InTitle => tokens.push(token(TITLE, &word.folded, at)),
            Rank::Anywhere if goes_on(at) => tokens.push(beginning(word)),
            Rank::Anywhere => tokens.push(token("", &word.folded, at)),
        }
    }
    tokens.extend((0..last).map(|at| quote(&pair(place, &part.words[at], &part.words[at + 1]), goes_on(at + 1))));
    tokens
}

fn beginning(word: &Word) -> String {
    match BEGINNINGS.contains(&word.folded.chars().count()) {
        true => quote(&format!("{BEGINNING}{}", word.folded), false),
        false => quote(&word.folded, true),
    }
}

fn quote(token: &str, goes_on: bool) -> String {
    format!("\"{token}\"{}", if goes_on { "*" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search::Ending;

    fn told(typed: &str, rank: Rank) -> String {
        match_rank(&Query::parse(typed, Ending::Finished), rank)
    }

    #[test]
    fn words_phrases_and_exclusion() {
        let typed = "\"Đức Hòa\" ngh* -an -đường";
        assert_eq!(told(typed, Rank::Anywhere), "(\"_duc_hoa\" AND \"^ngh\") NOT (\"an\") NOT (\"=đường\")");
        assert_eq!(told("\"Đức Hòa\"", Rank::ExactInTitle), "(\"@=đức\" AND \"@=hòa\" AND \"@_duc_hoa\")");
        assert_eq!(told("Hòa", Rank::ExactSalient), "(\"+hoa\" AND \"=hòa\")");
        assert_eq!(told("Hòa nghiê*", Rank::Exact), "(\"=hòa\" AND \"nghie\"*)");
        assert_eq!(told("Hòa nghiê*", Rank::ExactInTitle), "(\"@=hòa\" AND \"@=nghiê\"*)");
    }

    #[test]
    fn typed_diacritics_raise_exact_matches() {
        let ranks = |typed: &str| of_posts(&Query::parse(typed, Ending::Finished), RankingEffort::Thorough);
        assert_eq!(ranks("đường")[2], Rank::Exact);
        assert_eq!(ranks("duong")[1], Rank::InTitle);
        assert_eq!((ranks("duong").len(), ranks("duong -x").len()), (6, 4));
    }
}

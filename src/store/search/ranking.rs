//! Translates queries to expressions of FTS5 and of PostgreSQL's text search. Every token is quoted and made of letters
//! and digits, so user input is never parsed as an operator.

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

/// Tokens that a text must have, and combinations of tokens that it must not have.
#[derive(Clone, Debug)]
pub struct TokenQuery {
    wanted: Vec<Token>,
    excluded: Vec<Vec<Token>>,
}

/// A token, or the beginning of one.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    is_beginning: bool,
}

impl TokenQuery {
    /// Returns the expression for FTS5 (SQLite, FTS5, "Full-text Query Syntax").
    pub fn to_fts5(&self) -> String {
        let all = |tokens: &[Token]| {
            let quote = |token: &Token| format!("\"{}\"{}", token.text, if token.is_beginning { "*" } else { "" });
            tokens.iter().map(quote).collect::<Vec<_>>().join(" AND ")
        };
        let excluded = self.excluded.iter().map(|tokens| format!(" NOT ({})", all(tokens)));
        format!("({}){}", all(&self.wanted), excluded.collect::<String>())
    }

    /// Returns the expression for PostgreSQL (Data Types, "tsquery").
    pub fn to_tsquery(&self) -> String {
        let all = |tokens: &[Token]| {
            let quote = |token: &Token| format!("'{}'{}", token.text, if token.is_beginning { ":*" } else { "" });
            tokens.iter().map(quote).collect::<Vec<_>>().join(" & ")
        };
        let excluded = self.excluded.iter().map(|tokens| format!(" & !({})", all(tokens)));
        format!("{}{}", all(&self.wanted), excluded.collect::<String>())
    }
}

/// Returns the tokens of a query for a rank.
pub fn match_rank(query: &Query, rank: Rank) -> TokenQuery {
    let wanted = query.wanted.iter().flat_map(|part| match_part(part, rank)).collect();
    let excluded = query.excluded.iter().map(|part| {
        let as_typed = part.words.iter().any(|word| word.exact != word.folded);
        match_part(part, if as_typed { Rank::Exact } else { Rank::Anywhere })
    });
    TokenQuery { wanted, excluded: excluded.collect() }
}

/// Returns the tokens that must all occur for a part of the query.
fn match_part(part: &QueryPart, rank: Rank) -> Vec<Token> {
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

fn beginning(word: &Word) -> Token {
    match BEGINNINGS.contains(&word.folded.chars().count()) {
        true => quote(&format!("{BEGINNING}{}", word.folded), false),
        false => quote(&word.folded, true),
    }
}

fn quote(text: &str, is_beginning: bool) -> Token {
    Token { text: text.to_owned(), is_beginning }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search::Ending;

    fn told(typed: &str, rank: Rank) -> String {
        match_rank(&Query::parse(typed, Ending::Finished), rank).to_fts5()
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
    fn both_engines_have_the_same_tokens() {
        let query = Query::parse("\"Đức Hòa\" nghiê* -an -đường", Ending::Finished);
        let told = match_rank(&query, Rank::Anywhere).to_tsquery();
        assert_eq!(told, "'_duc_hoa' & 'nghie':* & !('an') & !('=đường')");
    }

    #[test]
    fn typed_diacritics_raise_exact_matches() {
        let ranks = |typed: &str| of_posts(&Query::parse(typed, Ending::Finished), RankingEffort::Thorough);
        assert_eq!(ranks("đường")[2], Rank::Exact);
        assert_eq!(ranks("duong")[1], Rank::InTitle);
        assert_eq!((ranks("duong").len(), ranks("duong -x").len()), (6, 4));
    }
}

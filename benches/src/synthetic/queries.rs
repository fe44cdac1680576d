//! Search queries as people type them, from words of the synthetic posts.

use fastrand::Rng;

use super::content::RARE;
use super::words::{self, fold};

/// Returns so many queries, the same in each run: one or two words, related and unrelated, quoted phrases, excluded
/// words; half of them without diacritics, and some with [`RARE`].
pub fn queries(count: usize) -> Vec<String> {
    let mut rng = Rng::with_seed(200_000);
    (0..count).map(|number| query(number, &mut rng)).collect()
}

fn query(number: usize, rng: &mut Rng) -> String {
    let (these, those) = (words::term(rng), words::term(rng));
    let (first, other) = (head(these, 1), head(those, 1));
    let typed = match number / 2 % 8 {
        0 | 1 => first.to_owned(),
        2 | 3 => head(these, 2).to_owned(),
        4 => format!("{first} {other}"),
        5 => format!("\"{these}\""),
        6 => format!("{} -{other}", head(these, 2)),
        _ => format!("{first} {RARE}"),
    };
    if number.is_multiple_of(2) { typed } else { fold(&typed) }
}

/// The first words of a term.
fn head(term: &str, words: usize) -> &str {
    term.match_indices(' ').nth(words - 1).map_or(term, |(end, _)| &term[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_of_all_kinds_and_always_the_same() {
        let all = queries(160);
        assert_eq!(all, queries(160));
        let count = |is: &dyn Fn(&str) -> bool| all.iter().filter(|query| is(query)).count();
        assert!(count(&|query| query.starts_with('"') && query.ends_with('"')) >= 16);
        assert!(count(&|query| query.contains(" -")) >= 16 && count(&|query| !query.contains(' ')) >= 16);
        assert!(count(&|query| query == fold(query)) >= 80 && count(&|query| query != fold(query)) >= 60);
    }
}

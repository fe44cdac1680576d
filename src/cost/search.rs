use super::{Costs, SHORT, number, repeat, run};
use crate::text::difference::difference;
use crate::text::search::{Ending, Query, highlight, passage};
use crate::text::word_segmentation::words;

#[test]
fn queries() {
    let mut costs = Costs::default();
    for piece in ["\"", "-\"", "a*", "\"a b c", "a ", "\u{301}", "½"] {
        let work = run(|typed| Query::parse(typed, Ending::Open));
        costs.check(&format!("query {piece:?}"), 10 * SHORT, |bytes| repeat(piece, bytes), work);
    }
}

#[test]
fn search_highlighting() {
    let mut costs = Costs::default();
    let queries = ["a b c d e f g h", "\"a a a a a a a\"", "a* aa* aaa*", "\"a b\" \"b a\" -c"];
    for query in queries.map(|typed| Query::parse(typed, Ending::Open)) {
        for piece in ["a ", "a b ", "a", "a\u{301}\u{323}", "\u{301}", "東", "ﷺ", "½ "] {
            let input = |bytes| repeat(piece, bytes);
            costs.check(&format!("mark {piece:?}"), 2 * SHORT, input, run(|text| highlight(text, &query)));
            costs.check(&format!("passage {piece:?}"), 2 * SHORT, input, run(|text| passage(text, &query)));
            costs.check(&format!("phrase {piece:?}"), 2 * SHORT, input, run(|text| query.confirm_phrases(text, text)));
        }
    }
    costs.check("words", 10 * SHORT, |bytes| repeat("a\u{301}\u{323}", bytes), run(words));
}

#[test]
fn differences() {
    let mut costs = Costs::default();
    // The comparison has a deadline proportional to the length, so its cost is at most linear.
    for (old, new) in [
        ("a# \n", "b# \n"),
        ("a# ", "b# "),
        ("a\nb#\n", "b#\na\n"),
        ("a\n", "a\na\n"),
        ("a b ", "b a c "),
        ("#", "\n#"),
    ] {
        let input = |bytes| number(old, bytes);
        costs.check(
            &format!("difference {old:?} {new:?}"),
            2 * SHORT,
            input,
            run(|text| difference(text, &number(new, text.len()))),
        );
    }
}

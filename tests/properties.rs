//! Property tests with a few generated inputs. `cargo fuzz run post` (see `fuzz/`) checks the same properties for as
//! long as it runs.

use longan::auth::signer::Signer;
use proptest::collection::vec;
use proptest::prelude::*;
use url::form_urlencoded;

#[path = "../fuzz/properties.rs"]
mod checks;

/// Fragments that have caused bugs in parsers; tests combine them in any order.
const PIECES: [&str; 44] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><style>",
    "</svg>",
    "<math><mtext>",
    "</math>",
    "<a href='javascript:alert(1)'>",
    "<a href=\"java\tscript:x\">",
    "</a>",
    "<iframe srcdoc='<b>'>",
    "</iframe>",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<template>",
    "<noscript>",
    "</noscript>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "[a](javascript:x)",
    "![x](data:text/html,x)",
    "```\n",
    "> ",
    "# ",
    "* ",
    "| a | b |\n|---|---|\n",
    "**",
    "&lt;",
    "&#x6a;avascript:",
    "\0",
    "\u{202e}",
    "đường",
    "ế",
    "\n\n",
    "[gallery ids=\"1\"]",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => ".{0,6}",
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A few fragments repeated many times: deep nesting, and input that causes backtracking.
fn nested() -> impl Strategy<Value = String> {
    let pieces = vec(proptest::sample::select(PIECES.to_vec()), 1..4).prop_map(|pieces| pieces.concat());
    (pieces, 100..1_000_usize).prop_map(|(piece, times)| piece.repeat(times))
}

/// A valid export with some bytes replaced.
fn broken_export() -> impl Strategy<Value = Vec<u8>> {
    const EXPORT: &[u8] = include_bytes!("fixtures/wordpress.xml");
    let change = (0..EXPORT.len(), prop_oneof![any::<u8>(), Just(b'<'), Just(b'&'), Just(b'>'), Just(b']')]);
    (vec(change, 1..8), 0..=EXPORT.len()).prop_map(|(changes, length)| {
        let mut bytes = EXPORT.to_vec();
        changes.into_iter().for_each(|(place, byte)| bytes[place] = byte);
        bytes.truncate(length);
        bytes
    })
}

fn file() -> impl Strategy<Value = String> {
    let name =
        proptest::sample::select(vec!["title", "date", "slug", "tags", "draft", "author", "categories", "weight"]);
    let value = prop_oneof![
        "\\PC{0,16}",
        Just("[a, b".to_owned()),
        Just("{a: *b}".to_owned()),
        Just("2026-13-45".to_owned()),
        Just("&a [*a]".to_owned()),
        Just("9".repeat(40)),
    ];
    let fence = proptest::sample::select(vec!["---", "+++", "{"]);
    (fence, vec((name, value), 0..6), soup()).prop_map(|(fence, lines, body)| {
        let sign = if fence == "+++" { " = " } else { ": " };
        let lines: String = lines.iter().map(|(name, value)| format!("{name}{sign}{value}\n")).collect();
        format!("{fence}\n{lines}{fence}\n{body}")
    })
}

fn field() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["post", "parent", "name", "email", "body", "website", "stamp", "x"])
}

proptest! {
    // Takes a few seconds in total without optimization.
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn posts_are_harmless(text in soup()) {
        checks::post(&text);
    }

    #[test]
    fn what_is_nested_grows_in_bounds(text in nested()) {
        checks::growth(&text);
    }

    #[test]
    fn comments_are_harmless(text in soup()) {
        checks::comment(&text);
    }

    #[test]
    fn queries_are_understood(typed in "(AND|công|nghi|hỗ|[-\"“”*^():{}=@_+,.'\\\\ \u{300}½ﬁĳ東]|\\PC){0,24}") {
        // The tests of `store::search` run such queries in SQLite.
        checks::query(&typed, |_| ());
    }

    #[test]
    fn forms_are_read_or_refused(fields in vec((field(), soup()), 0..8), rest in vec(any::<u8>(), 0..8)) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        checks::form(&[body.finish().as_bytes(), &rest].concat());
    }

    #[test]
    fn exports_end(bytes in broken_export()) {
        checks::export(&bytes);
    }

    #[test]
    fn front_matter_is_read_or_refused(text in file()) {
        checks::markdown_file(&text);
    }

    #[test]
    fn addresses_are_taken_apart(text in prop_oneof!["/[a-z0-9/%?&=.-]{0,40}", "\\PC{0,40}"]) {
        checks::address(&text);
    }

    #[test]
    fn tokens_are_not_guessed(text in prop_oneof!["[0-9.]{0,12}", "[A-Za-z0-9_.-]{0,60}", "\\PC{0,30}"]) {
        checks::token(&Signer::with("a secret of the tests'").unwrap(), &text);
    }
}

//! Property tests with a few generated inputs. `cargo fuzz run post` (see `fuzz/`) checks the same properties for as
//! long as it runs.

use longan::auth::signer::Signer;
use proptest::collection::vec;
use proptest::prelude::*;
use url::form_urlencoded;

#[path = "../fuzz/properties.rs"]
mod fuzz_properties;

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
    broken(include_bytes!("fixtures/wordpress.xml"))
}

/// A valid file with some bytes replaced.
fn broken(file: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let signs = [b'<', b'&', b'>', b']', b'"', b'\\', b'{', b'\n'];
    let change = (0..file.len(), prop_oneof![any::<u8>(), proptest::sample::select(signs.to_vec())]);
    (vec(change, 1..8), 0..=file.len()).prop_map(move |(changes, length)| {
        let mut bytes = file.to_vec();
        changes.into_iter().for_each(|(place, byte)| bytes[place] = byte);
        // Half of them are whole.
        bytes.truncate(if length % 2 == 0 { file.len() } else { length });
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

fn builder_part() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "[row]",
        "[/row]",
        "[vc_btn title=\"<b>\" link=\"url:javascript%3Aalert(1)\"]",
        "[et_pb_toggle title=\"x\"]",
        "[/et_pb_toggle]",
        "[vc_list values=\"%5B%7B%22a%22%3A%22%3Cscript%3E%22%7D%5D\"]",
        "@ET-DC@eyJ4IjoxfQ==@",
        "[su_audio url=\"https://a.example/x.mp3\"]",
        "[follow email=\"a@b.example\"]",
        "[ref]",
        "[/ref]",
        "\n\n",
    ])
}

fn field() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["post", "parent", "name", "email", "body", "website", "stamp", "x"])
}

proptest! {
    // Takes a few seconds in total without optimization.
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn posts_are_harmless(text in soup()) {
        fuzz_properties::post(&text);
    }

    #[test]
    fn what_is_nested_grows_in_bounds(text in nested()) {
        fuzz_properties::growth(&text);
    }

    #[test]
    fn comments_are_harmless(text in soup()) {
        fuzz_properties::comment(&text);
    }

    #[test]
    fn queries_are_understood(typed in "(AND|công|nghi|hỗ|[-\"“”*^():{}=@_+,.'\\\\ \u{300}½ﬁĳ東]|\\PC){0,24}") {
        // The tests of `store::search` run such queries in SQLite.
        fuzz_properties::query(&typed, |_| ());
    }

    #[test]
    fn forms_are_read_or_refused(fields in vec((field(), soup()), 0..8), rest in vec(any::<u8>(), 0..8)) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        fuzz_properties::form(&[body.finish().as_bytes(), &rest].concat());
    }

    #[test]
    fn exports_end(bytes in broken_export()) {
        fuzz_properties::export(&bytes);
    }

    #[test]
    fn exports_of_other_systems_end(
        ghost in broken(include_bytes!("fixtures/ghost.json")),
        disqus in broken(include_bytes!("fixtures/disqus.xml")),
        remark42 in broken(include_bytes!("fixtures/remark42.json")),
        feed in broken(include_bytes!("fixtures/blogger.xml")),
        list in broken(b"post_id,title\n1.a,\"A, \"\"b\"\"\"\n2.b;c\n"),
    ) {
        fuzz_properties::list(&list);
        fuzz_properties::comments_database(&list);
        fuzz_properties::ghost(&ghost);
        fuzz_properties::comments_file(&disqus);
        fuzz_properties::comments_file(&remark42);
        fuzz_properties::feed(&feed);
    }

    #[test]
    fn texts_of_other_systems_are_harmless(text in soup(), parts in vec(builder_part(), 0..12)) {
        fuzz_properties::archive_page(&text);
        fuzz_properties::wordpress_text(&(parts.concat() + &text));
    }

    #[test]
    fn front_matter_is_read_or_refused(text in file()) {
        fuzz_properties::markdown_file(&text);
    }

    #[test]
    fn addresses_are_taken_apart(text in prop_oneof!["/[a-z0-9/%?&=.-]{0,40}", "\\PC{0,40}"]) {
        fuzz_properties::address(&text);
    }

    #[test]
    fn tokens_are_not_guessed(text in prop_oneof!["[0-9.]{0,12}", "[A-Za-z0-9_.-]{0,60}", "\\PC{0,30}"]) {
        fuzz_properties::token(&Signer::with("a secret of the tests'").unwrap(), &text);
    }
}

//! A browser's parser reproduces the stored HTML exactly, and rendering it again changes nothing.

use super::safety::{VECTORS, assert_harmless};
use super::*;

/// Markup that parsers correct.
const CORRECTED: &[&str] = &[
    "<p>a<p>b",
    "<p><div>a</div></p>",
    "<p><ul><li>a</ul></p>",
    "<p>a<table><tr><td>b</table>c</p>",
    "<table><tr><td>a",
    "<table><td>a</table>",
    "<table>a<tr><td>b</table>",
    "<table><p>a<tr><td>b</table>",
    "<table><tr><a href=x>b</a><td>c</table>",
    "<a href=x>a<table><tr><td><a href=y>b</a></table></a>",
    "<a href=x>a<a href=y>b</a>",
    "<a href=x><h2>T</h2></a>",
    "<a href=x><div><a href=y>b</a></div></a>",
    "<b><p>a</b>b</p>",
    "<b><i>a</b>b</i>",
    "<p><b>a<p>b</b>c",
    "<font><p>a<font>b</p>c</font>",
    "<ul><ul><li>a</ul></ul>",
    "<ul>a<li>b</ul>",
    "<ol><li>a<li>b<ol><li>c",
    "<li>a<li>b",
    "<li><ul><ul>x",
    "<dl><dt>a<dd>b<dt>c</dl>",
    "<dt>a<dd>b",
    "<dl>a</dl>",
    "<pre>\n\n\na</pre>",
    "<pre><code>\n\na</code></pre>",
    "<pre><p>a</pre>",
    "<h2>a<h3>b",
    "<h2><p>a</h2>",
    "<h1><h1>a",
    "<h2></h2><h2> <br></h2>",
    "<ruby>a<rt>b<rp>c",
    "<details><summary>a<p>b</details>",
    "<summary>a</summary>",
    "<figure><figcaption>a</figure>",
    "<table><table><tr><td>a</table></table>",
    "<table><tr><td><table><tr><td>a</table></table>",
    "<table><caption><table><tr><td>a</table>",
    "<table><colgroup><col><p>a</table>",
    "<tr><td>a",
    "<col>",
    "<tbody>a",
    "<div class=table-scroll>a</div>",
    "<div class=table-scroll><table><tr><td>a</table>b</div>",
    "<a class=anchor href=#x>a</a>",
    "<p class=embed><p>a",
    "<section><p>a</section>",
    "<section class=footnotes>a",
    "<p><iframe src=//vimeo.com/1></iframe>",
    "<p>a<iframe src=//vimeo.com/1></iframe>b",
    "<h2><iframe src=//vimeo.com/1></iframe></h2>",
    "<a href=x><iframe src=//vimeo.com/1></iframe></a>",
    "<b><iframe src=//vimeo.com/1></iframe></b>",
    "<pre><iframe src=//vimeo.com/1></iframe></pre>",
    "<table><iframe src=//vimeo.com/1></iframe></table>",
    "<ul><iframe src=//vimeo.com/1></iframe></ul>",
    "<object data=//a.b/c><embed src=//a.b/d></object>",
    "<object>a<p>b</object>",
    "<video><p>a</video>",
    "<video src=a><source src=b><track src=c>d</video>",
    "<source src=a>",
    "<p><video><div>a</div></video></p>",
    "<img>",
    "<img src=a><img src=b title=c>",
    "<p><a href=x><img src=a title=b></a></p>",
    "<a href=x> </a>",
    "<a name=b>c</a><a href=#b>d</a>",
    "<a href=#b>c</a><h2 id=b>e</h2>",
    "<a>b</a>",
    "<p id=a>b</p><p id=a>c</p><a href=#a>d</a>",
    "<center>a<center>b",
    "<strike>a<tt>b</strike>",
    "<nobr>a<nobr>b",
    "<button>a<button>b",
    "<select>a<p>b",
    "<p>a&nbsp;</p><p>&nbsp;</p>",
    "&lt;b&gt; &amp;amp; < > & \" '",
    "a\r\nb\rc",
    "\u{feff}a",
    "<p>\u{0}a",
    "<input type=checkbox>a",
    "<li><input type=checkbox checked>a",
    "</p>",
    "</br>",
    "<br></p>",
    "<!doctype html><html><head><title>x</title></head><body class=x><p>a</body></html>",
    "<main><article><p>a</article></main>",
    "<wbr><hr><p>a<hr>b",
    "<h2>A</h2><h2>A</h2><h2>comments</h2><h2>comment-1</h2><h2>!</h2>",
    "<h4>a</h4><h2>b</h2><h1>c</h1>",
];

fn assert_stable(source: &str) {
    for format in [Format::Html, Format::Markdown] {
        let stored = render(source, format).html;
        let parsed: String = Document::fragment(stored.as_str()).html_root().inner_html().into();
        assert_eq!(parsed, stored, "parsed again\n{source}");
        assert_harmless(&stored, source);
        assert_eq!(html(&stored), stored, "rendered again\n{source}");
    }
}

#[test]
fn corrected_markup_is_stored_as_corrected() {
    CORRECTED.iter().chain(VECTORS).for_each(|source| assert_stable(source));
}

#[test]
fn random_mixtures_are_stable() {
    let pieces: Vec<&str> = CORRECTED.iter().chain(VECTORS).copied().collect();
    let mut state = 1_u64;
    let mut random = |below: usize| {
        // The generator from Numerical Recipes: reproducible, and random enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    for _ in 0..rounds {
        let mut source = String::new();
        for _ in 0..random(4) + 2 {
            let piece = pieces[random(pieces.len())];
            let cut = random(piece.chars().count() + 1);
            // Half of the pieces are cut, so that tags open and close in unexpected places.
            match random(4) {
                0 => source.extend(piece.chars().take(cut)),
                1 => source.extend(piece.chars().skip(cut)),
                _ => source.push_str(piece),
            }
        }
        assert_stable(&source);
    }
}

#[test]
fn deep_and_wide_markup_is_rendered_in_time() {
    for piece in ["<div>", "<b>", "<a href=x>", "<table><td>", "<ul><li>", "<blockquote>", "> ", "<h2>", "<p><b>"] {
        let source = piece.repeat(500) + "x";
        assert_harmless(&html(&source), piece);
        assert_harmless(&markdown(&source), piece);
    }
}

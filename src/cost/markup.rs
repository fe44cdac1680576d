use super::{Costs, SHORT, halves, number, repeat, run};
use crate::text::absolute_urls::absolutize;
use crate::text::body::{self, Format};
use crate::text::{comment, excerpt, paragraph, pictures, plain_text, slugify, syntax_highlight};

/// Pieces of Markdown to repeat.
const MARKDOWN: &[&str] = &[
    "> ",
    "> a\n",
    "- ",
    "1. ",
    "- > ",
    "# a\n\n",
    "## a #\n\n",
    "*a ",
    "**a ",
    "*a_ ",
    "a**b",
    "c* ",
    "_",
    "~~a",
    "[",
    "[a](",
    "![",
    "![a](b \"c\")",
    "[a](<b",
    "[a](b\"",
    "[^a]",
    "[^a]: b\n\n",
    "[^a]: ",
    "`",
    "`a``",
    "```\n",
    "<",
    "<!--",
    "<?",
    "<!A",
    "<![CDATA[",
    "<a ",
    "<a b='",
    "</",
    "&",
    "&a",
    "www.a.b",
    "www.a.b/(",
    "http://a.b/)",
    "a@",
    "a@b.c",
    "@",
    ":",
    "|",
    "|a|\n|-|\n",
    "a\n|-\n",
    "a\n|-|-|\n",
    "|-|-\n",
    "a\n-\n",
    "a\n=\n",
    "- [ ] a\n",
    "    a\n",
    "\\",
    "\n",
    " ",
    "\t",
    "a\n",
    "\"a ",
    "a\" ",
    "'a'",
    "--",
    "...",
    "<<a>>",
    "***\n",
    "<div>\n\n",
    "[a]: b\n",
    "!\\[",
    "\u{301}",
    "* a\n\n  b\n",
];

/// Pieces of HTML to repeat.
const HTML: &[&str] = &[
    "<dl><dt>",
    "<div>",
    "<b>",
    "<p><b>",
    "<a href=x>",
    "<a href=x><p>",
    "<font size=1><p>",
    "<table><td>",
    "<table><b></b>",
    "<table>x",
    "<table><tr><td>x</table>",
    "<ul><li>",
    "<li>",
    "<blockquote>",
    "<h2>a</h2>",
    "<object>",
    "<div><object></div></object>",
    "<svg>",
    "<math><mi>",
    "<iframe src=//a.b/c></iframe>",
    "<p><iframe src=//a.b/c>",
    "<img src=a title=b>",
    "<img src=/media/1/a>",
    "</p>",
    "</b>",
    "</div>",
    "<br>",
    "<html a>",
    "<body a=b>",
    "<select><option>",
    "<template>",
    "<details><summary>",
    "<ruby><rt>",
    "<form>",
    "<button>",
    "<nobr>",
    "<pre>",
    "<pre><code class=language-rust>a</code></pre>",
    "<!--",
    "<!-- more",
    "<!--more-->",
    "<p>",
    "<p>a</p>",
    "<span></span>",
    "<section>",
    "<video><source src=a>",
    "<input type=checkbox>",
    "<x>",
    "<x a=b>",
    "&nbsp;",
    "«",
    "<map name=a><area href=b>",
    "<textarea>",
    "<title>",
    "<style>",
    "<xmp>",
    "<a name=b>",
    "<a href=#b id=b>c</a>",
    "<caption>",
    "<col>",
    "<dd>",
    "<i><p></i>",
];

#[test]
fn markdown() {
    let mut costs = Costs::default();
    for piece in MARKDOWN {
        let work = run(|text| body::render(text, Format::Markdown));
        costs.check(&format!("Markdown {piece:?}"), SHORT, |bytes| repeat(piece, bytes), work);
    }
}

#[test]
fn markdown_of_two_parts() {
    let mut costs = Costs::default();
    let work = run(|text: &str| body::render(text, Format::Markdown));
    for (first, second) in [
        ("- ", "\n"),
        ("> ", "\n> a"),
        ("*a _", "b_ c*"),
        ("[", "]"),
        ("[a][", "]"),
        ("`", "a`"),
        ("a", "@"),
        ("[^1]", "\n\n[^1]: a"),
    ] {
        costs.check(&format!("Markdown {first:?} {second:?}"), SHORT, |bytes| halves(first, second, bytes), &work);
    }
    for piece in
        ["# a #\n\n", "[^#]: a\n\n", "[a#]: b\n", "[a#] ", "| a# ", "<p id=a#>x</p>[a](#a#)", "# a\n\n# a #\n\n"]
    {
        costs.check(&format!("Markdown {piece:?}, numbered"), SHORT, |bytes| number(piece, bytes), &work);
    }
    let table =
        |bytes| format!("{}\n{}\n{}", repeat("|a", bytes / 3), repeat("|-", bytes / 3), repeat("b\n", bytes / 3));
    costs.check("a table of missing cells", SHORT, table, &work);
    let references = |bytes| format!("[a]: /{}\n\n{}", repeat("x", bytes / 2), repeat("[a] ", bytes / 2));
    costs.check("a long address, many times", SHORT, references, &work);
}

#[test]
fn html() {
    let mut costs = Costs::default();
    for piece in HTML {
        let work = run(|text| body::render(text, Format::Html));
        costs.check(&format!("HTML {piece:?}"), SHORT, |bytes| repeat(piece, bytes), work);
    }
}

#[test]
fn html_of_two_parts() {
    let mut costs = Costs::default();
    let work = run(|text: &str| body::render(text, Format::Html));
    for piece in
        ["<p><b id=#>a", "<font size=#><p>", "<i id=#>", "<h2>a#</h2><h2>a</h2>", "<p title='#'>", "<x#>", "<b#><p>"]
    {
        costs.check(&format!("HTML {piece:?}, numbered"), SHORT, |bytes| number(piece, bytes), &work);
    }
    costs.check("attributes", SHORT, |bytes| format!("<p {}>a", number("a# ", bytes)), &work);
    costs.check(
        "long attribute",
        SHORT,
        |bytes| format!("<b title='{}'>{}", repeat("x", bytes / 2), repeat("<p>a", bytes / 2)),
        &work,
    );
    costs.check("open and ended", SHORT, |bytes| halves("<div>", "</p>", bytes), &work);
    costs.check("opened and closed", SHORT, |bytes| halves("<b>", "</b>", bytes), &work);
}

#[test]
fn html_processing() {
    let mut costs = Costs::default();
    let page = url::Url::parse("https://a.example/b").unwrap();
    for piece in [
        "<div>",
        "<p>a</p>",
        "<a href=b>c</a>",
        "<img src=/media/1/a srcset='a 1w, b 2w'>",
        "<!--",
        "<a title=\"",
        "<sup class=\"footnote-ref\">",
        "&",
        "&a",
    ] {
        let input = |bytes| repeat(piece, bytes);
        costs.check(&format!("feed {piece:?}"), SHORT, input, run(|html| absolutize(html, &page)));
        costs.check(&format!("plain {piece:?}"), 10 * SHORT, input, run(plain_text::plain));
        costs.check(&format!("pictures {piece:?}"), SHORT, input, run(|html| pictures::complete(html, |_| None)));
        costs.check(&format!("paragraphs {piece:?}"), SHORT, input, run(paragraph::paragraphs));
        costs.check(
            &format!("excerpt {piece:?}"),
            SHORT,
            |bytes| input(bytes) + "<!--more-->",
            run(excerpt::before_more),
        );
    }
    costs.check("pictures", 10 * SHORT, |bytes| number("<img src=/media/#/a>", bytes), run(pictures::list));
    costs.check("paragraphs", SHORT, |bytes| repeat("a\n\n \n", bytes), run(paragraph::paragraphs));
}

#[test]
fn comments() {
    let mut costs = Costs::default();
    for piece in MARKDOWN {
        costs.check(&format!("comment {piece:?}"), SHORT, |bytes| repeat(piece, bytes), run(comment::render));
    }
    for piece in HTML {
        costs.check(
            &format!("imported comment {piece:?}"),
            SHORT,
            |bytes| repeat(piece, bytes),
            run(comment::sanitize),
        );
    }
}

#[test]
fn slugs() {
    let mut costs = Costs::default();
    for piece in ["a", "a ", "-", "a\u{301}", "\u{301}\u{323}", "đ", "東", "ﷺ"] {
        costs.check(&format!("slug {piece:?}"), 10 * SHORT, |bytes| repeat(piece, bytes), run(slugify));
    }
}

#[test]
fn syntax_highlighting() {
    let mut costs = Costs::default();
    let cases = [
        ("json", "[\n"),
        ("json", "{\"a\":\n"),
        ("rust", "fn a() {\n"),
        ("rust", "/*\n"),
        ("js", "a(/*\n"),
        ("html", "<a b='\n"),
        ("html", "<script>\n"),
        ("php", "<?php \"{$a[\n"),
        ("md", "> - *a _b\n"),
        ("py", "f'{a(\n"),
        ("sh", "$(a \"$(\n"),
        ("css", "a{b:(\n"),
        ("xml", "<a\n"),
        ("sql", "'a''\n"),
        ("rb", "%q((\n"),
        ("c", "#if a\n(\n"),
        ("yaml", "- a: [\n"),
    ];
    for (language, piece) in cases {
        let input = |bytes| repeat(piece, bytes);
        costs.check(
            &format!("{language} {piece:?}"),
            SHORT,
            input,
            run(|code| syntax_highlight::highlight(code, language)),
        );
    }
    let line = |bytes| repeat("a(", bytes) + "\n";
    costs.check("one line of code", SHORT, line, run(|code| syntax_highlight::highlight(code, "js")));
}

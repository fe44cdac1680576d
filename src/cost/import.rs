use jiff::tz::TimeZone;

use super::{Costs, SHORT, halves, repeat, run};
use crate::transfer::markdown::{self, MarkdownFile};
use crate::transfer::record::{ImportedEntry, ImportedEntryKind};
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::{ContentContext, WxrReader, content};

fn convert(body: &str, context: &ContentContext) -> String {
    let entry = ImportedEntry {
        body: body.to_owned(),
        footnotes: "[{\"content\":\"a\",\"id\":\"b\"}]".to_owned(),
        ..ImportedEntry::default()
    };
    content::convert(&entry, context, &mut ImportReport::default())
}

#[test]
fn wordpress_content() {
    let mut costs = Costs::default();
    let context = ContentContext::default();
    let pieces = [
        "[a ",
        "[a=\"",
        "[code]",
        "[code",
        "[/code]",
        "[caption]",
        "[gallery]",
        "[a_b]",
        "[/a_b]",
        "[[",
        "]",
        "<!-- wp:a -->",
        "<!-- /wp:a -->",
        "<!-- wp:query -->",
        "<!-- wp:footnotes /-->",
        "<!-- ",
        "<!-- wp:a {\"b\":",
        "<pre>",
        "<a '",
        "<div>",
        "</p>",
        "a\n",
        " \n",
        "\n\n",
        "https://a.example/b\n",
        "<p>",
        "<li>a\n",
        "<div class=wp-block-gallery><img src=a>",
        "<div class=wp-block-group>",
        "<iframe src=//a.b/c></iframe>",
        "<p>https://a.example/bc</p>",
        "<center>",
        "<div class=wp-caption><img src=a>",
        "<!--more-->",
        "<br>\n",
        "<div class=wp-block-embed>a",
    ];
    for piece in pieces {
        costs.check(
            &format!("WordPress {piece:?}"),
            SHORT,
            |bytes| repeat(piece, bytes),
            run(|text| convert(text, &context)),
        );
    }
    for (first, second) in [
        ("<div>", "</p>"),
        (" ", "<li>a\n"),
        ("[a_b]", "[/a_b]"),
        ("http://a<", "\na"),
        ("<!-- wp:a -->", "<!-- /wp:a -->"),
    ] {
        let input = |bytes| halves(first, second, bytes);
        costs.check(&format!("WordPress {first:?} {second:?}"), SHORT, input, run(|text| convert(text, &context)));
    }
    // Longer than the limit within which the end of a shortcode's opening tag is searched.
    for piece in ["[a b", "[[a_b]"] {
        costs.check(
            &format!("WordPress {piece:?}, long"),
            10 * SHORT,
            |bytes| repeat(piece, bytes),
            run(|text| convert(text, &context)),
        );
    }
}

#[test]
fn patterns_do_not_multiply() {
    let block = "<!-- wp:block {\"ref\":1} /-->";
    let pattern = block.repeat(20) + &"x".repeat(100_000);
    let context = ContentContext { patterns: [(1, pattern)].into(), ..ContentContext::default() };
    assert!(convert(&block.repeat(200), &context).len() < 4 * 1024 * 1024);
}

#[test]
fn galleries_do_not_multiply() {
    let mut context = ContentContext::default();
    for id in 1..=1000 {
        context.attachments.insert(&ImportedEntry {
            old_id: id,
            kind: ImportedEntryKind::Attachment,
            attachment_url: Some(format!("https://a.example/{id}.jpg")),
            parent_old_id: Some(0),
            excerpt: "x".repeat(200),
            ..ImportedEntry::default()
        });
    }
    let galleries = "[gallery]".repeat(2000);
    let html = convert(&galleries, &context);
    assert!(html.contains("/1000.jpg") && html.len() < 2 * 1024 * 1024, "{} bytes", html.len());
}

#[test]
fn wordpress_exports() {
    let mut costs = Costs::default();
    let item = |inside: &str| {
        format!("<rss><channel><wp:wxr_version>1.2</wp:wxr_version><item>{inside}</item></channel></rss>")
    };
    let work = run(|text: &str| WxrReader::new(text.as_bytes(), TimeZone::UTC).count());
    for piece in [
        "<a>",
        "<a></a>",
        "&a;",
        "&amp;",
        "<![CDATA[a]]>",
        "<!--a-->",
        "<wp:comment></wp:comment>",
        "<category domain=\"a\" nicename=\"b\"/>",
    ] {
        costs.check(&format!("export {piece:?}"), SHORT, |bytes| item(&repeat(piece, bytes)), &work);
    }
    costs.check("attributes", SHORT, |bytes| item(&format!("<a {}/>", super::number("a#=\"\" ", bytes))), &work);
}

/// XML entities are not expanded, so they cannot multiply.
#[test]
fn xml_entities_are_not_expanded() {
    let entities = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>";
    let export = format!("{entities}<rss><channel><item><title>&b;&c;</title></item></channel></rss>");
    let records = format!("{:?}", WxrReader::new(export.as_bytes(), TimeZone::UTC).collect::<Vec<_>>());
    assert!(!records.contains("aaaaaaaaaa"), "{records}");
}

fn read(text: &str) -> usize {
    let source =
        MarkdownFile { name: "2026-01-02-tin.md".to_owned(), text: text.to_owned(), ..MarkdownFile::default() };
    markdown::read([Ok(source)].into_iter(), TimeZone::UTC).count()
}

#[test]
fn front_matter() {
    let mut costs = Costs::default();
    for piece in [
        "a: b\n",
        "- a\n",
        "[",
        "{",
        "{a: ",
        "&a [",
        "*a ",
        "\"",
        "'",
        "|\n",
        "? ",
        "- - ",
        "#\n",
        "a: &a b\n",
        "<<: *a\n",
        "!!a ",
        "%\n",
        ": ",
    ] {
        for fence in ["---", "+++"] {
            let input = |bytes| format!("{fence}\n{}\n{fence}\na", repeat(piece, bytes));
            costs.check(&format!("{fence} {piece:?}"), SHORT, input, run(read));
        }
    }
    costs.check("many fields", SHORT, |bytes| format!("---\n{}---\na", super::number("a#: b\n", bytes)), run(read));
    costs.check("tables", SHORT, |bytes| format!("+++\n{}+++\na", super::number("[a#.b]\nc=1\n", bytes)), run(read));
}

/// Template tags, shortcodes and links of generators.
#[test]
fn markdown_bodies() {
    let mut costs = Costs::default();
    for piece in [
        "{",
        "{{",
        "{%",
        "{{<",
        "[[",
        "](",
        "`",
        "` ",
        "{: ",
        "> [!",
        "{#",
        "{% raw %}",
        "a.md](",
        "{:toc}\n",
        "```\n",
        "![[a.png",
        "a.png",
    ] {
        costs.check(
            &format!("body {piece:?}"),
            SHORT,
            |bytes| format!("{{{{ }}}} {}", repeat(piece, bytes)),
            run(read),
        );
    }
}

#[test]
fn aliases_do_not_multiply() {
    let mut bomb = "---\ntitle: a\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..7 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", alias.trim_end_matches(", ")));
    }
    let source = MarkdownFile { name: "a.md".to_owned(), text: bomb + "---\nb", ..MarkdownFile::default() };
    let read: Vec<_> = markdown::read([Ok(source)].into_iter(), TimeZone::UTC).collect();
    let size = format!("{read:?}").len();
    assert!(size < 100_000, "not unfolded, but {size} bytes");
    // Ordinary use of aliases is accepted.
    let kept = "---\ntitle: &t Tin\ndescription: *t\n---\na";
    let source = MarkdownFile { name: "a.md".to_owned(), text: kept.to_owned(), ..MarkdownFile::default() };
    assert!(markdown::read([Ok(source)].into_iter(), TimeZone::UTC).all(|record| record.is_ok()));
}

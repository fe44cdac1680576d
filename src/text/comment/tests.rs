use super::*;
use crate::text::body::tests::safety::{VECTORS, assert_harmless};

const REL: &str = "rel=\"nofollow ugc noopener\"";

fn html(source: &str) -> String {
    render(source).html
}

#[test]
fn the_small_markdown_is_understood() {
    assert_eq!(html("**đậm** *nghiêng* `a<b`"), "<p><strong>đậm</strong> <em>nghiêng</em> <code>a&lt;b</code></p>\n");
    assert_eq!(html("a\nb\n\nc"), "<p>a<br>\nb</p>\n<p>c</p>\n");
    assert_eq!(html("> q\n\nr"), "<blockquote>\n<p>q</p>\n</blockquote>\n<p>r</p>\n");
    assert_eq!(html("```rust\nlet x = 1 < 2;\n```"), "<pre><code>let x = 1 &lt; 2;\n</code></pre>\n");
}

#[test]
fn links_are_counted_and_marked_nofollow() {
    let body = render("[a](https://a.example \"t\") https://b.example www.c.example me@d.example");
    assert_eq!(body.links, 4);
    assert_eq!(body.html.matches(REL).count(), 4);
    assert!(body.html.contains(&format!("<a href=\"https://a.example\" {REL}>a</a>")), "{}", body.html);
    assert_eq!(
        render("[a](javascript:alert(1)) [](https://x.example)"),
        CommentBody { html: "<p>a </p>\n".into(), links: 0 }
    );
    assert_eq!(render("no links").links, 0);
}

#[test]
fn anything_else_appears_as_typed() {
    for (source, expected) in [
        ("# A *b*", "<p># A <em>b</em></p>\n"),
        ("a\n===", "<p>a<br>\n===</p>\n"),
        ("- a\n- **b**", "<p>- a<br>\n- <strong>b</strong></p>\n"),
        ("3) a\n4) b", "<p>3) a<br>\n4) b</p>\n"),
        ("- a\n\n- b", "<p>- a</p>\n<p>- b</p>\n"),
        ("- a\n  - b\n- c", "<p>- a<br>\n- b<br>\n- c</p>\n"),
        ("![x](a.png)", "<p>![x](a.png)</p>\n"),
        ("***", "<p>---</p>\n"),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>\n"),
        ("<b\nid=x>y", "<p>&lt;b<br>\nid=x&gt;y</p>\n"),
        ("<div>\n<p>x", "<p>&lt;div&gt;<br>\n&lt;p&gt;x</p>\n"),
        ("a | b\n--|--\nc | d", "<p>a | b<br>\n--|--<br>\nc | d</p>\n"),
        ("~~x~~ [^1]", "<p>~~x~~ [^1]</p>\n"),
        ("", ""),
    ] {
        assert_eq!(html(source), expected, "{source}");
    }
}

#[test]
fn nesting_of_quotations_is_limited() {
    let deep = html(&format!("{}x\ny", ">".repeat(5_000)));
    assert_eq!(deep.matches("<blockquote>").count(), 10, "{deep}");
    assert_eq!(html("a >>>>>>>>>>>> b"), "<p>a &gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt; b</p>\n");
}

#[test]
fn typed_attacks_stay_text() {
    for vector in VECTORS {
        let body = render(vector);
        assert_harmless(&body.html, vector);
        let parsed: String = Document::fragment(body.html.as_str()).html_root().inner_html().into();
        assert_eq!(parsed, body.html, "{vector}");
    }
    assert_eq!(
        html("</textarea><script>alert(1)</script>"),
        "<p>&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    );
}

#[test]
fn imported_comments_keep_the_same_elements() {
    for (source, expected) in [
        ("a\nb\n\nc <b>d</b>", "<p>a<br>b</p><p>c <strong>d</strong></p>"),
        (
            "<h2>A <b>b</b></h2><ul><li>b</li><li>c</li></ul>",
            "<p><strong>A <strong>b</strong></strong></p><ul><li>b</li><li>c</li></ul>",
        ),
        ("<li>a<ol start=3 type=i class=x><li>b</ol>", "<ul><li>a<ol start=\"3\" type=\"i\"><li>b</li></ol></li></ul>"),
        ("<h1></h1><ul><li></li></ul>a", "<p>a</p>"),
        (
            "<table class=x width=900><caption>Giá</caption><tr><th>Thép<td style='color:red'>15 <h3>nghìn</h3></table>",
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Giá\"><table><caption>Giá</caption>\
             <tbody><tr><th>Thép</th><td>15 <p><strong>nghìn</strong></p></td></tr></tbody></table></div>",
        ),
        ("<div class=table-scroll tabindex=0 role=region aria-label=x>a</div>", "<p>a</p>"),
        ("<div class='evil respond' id=comments tabindex=5>a</div>", "<p>a</p>"),
        ("<td>a</td><tr>b", "<p>ab</p>"),
        ("<p>a</p>\n<p></p><blockquote>b</blockquote>", "<p>a</p><blockquote><p>b</p></blockquote>"),
        ("<img src=x onerror=alert(1)>a<script>b</script>", "<p>a</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
    ] {
        assert_eq!(sanitize(source).html, expected, "{source}");
    }
    let body = sanitize("<a href='https://x.example' onclick=y rel=follow class=z>x</a>");
    assert_eq!(body, CommentBody { html: format!("<p><a href=\"https://x.example\" {REL}>x</a></p>"), links: 1 });
}

#[test]
fn sanitizing_twice_is_sanitizing_once() {
    // The label of a table is made of the text that is left of it.
    for vector in VECTORS.iter().chain(&["<table><tr><td>A</p>[a](javascript:x)"]) {
        let once = sanitize(vector);
        assert_harmless(&once.html, vector);
        assert_eq!(sanitize(&once.html), once, "{vector}");
    }
}

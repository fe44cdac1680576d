use super::*;

/// Returns the depth of the tree of an HTML fragment.
fn deepest(html: &str) -> usize {
    let document = Document::fragment(html);
    document.root().descendants_it().map(|node| node.ancestors_it(None).count()).max().unwrap_or_default()
}

fn same(html: &str) {
    let expected: String = Document::fragment(html).html_root().inner_html().into();
    assert_eq!(tame(html), expected, "{html}");
}

#[test]
fn normal_markup_is_unchanged() {
    for html in [
        "",
        "đường",
        "<p>a<p>b<b>c</p>d",
        "<table>a<tr><td>b</table>c",
        "<a href=x>a<table><td><a href=y>b",
        "<svg><title><p>a</svg>b<math><mi><b>c",
        "<textarea><p></textarea><script>if (a < b) {}</script><style></style>x",
        "<!doctype html><!-- a > b --><?x y?><![CDATA[a]]>",
        "<img src=x alt=\"a > b\"><br></br></p>",
        "a\r\nb\0c&amp;&#x41;&notin;&",
        "<ul><li>a<li>b</ul><select><option>a<b>c</select>",
        "<template><p>a</template>b<noscript><p>c</noscript>",
        "<p title=\"a",
        "<p title=\"a",
        "<plaintext></plaintext>",
    ] {
        same(html);
    }
    same(&"<p>một đoạn <b>văn</b> <a href=\"/a?b=c&amp;d\">dài</a></p>\n".repeat(200));
    same(&format!("<!-- {} --><p>a", "x y > \" ' / z ".repeat(2_000)));
    same(&format!("<p title='{}'>a</p>b", "ư".repeat(5_000)));
}

#[test]
fn deep_nesting_is_flattened_without_losing_content() {
    for tag in ["div", "b", "blockquote", "font", "object", "svg", "i"] {
        let html = format!("{}x{}y", format!("<{tag}>").repeat(5_000), format!("</{tag}>").repeat(5_000));
        let flat = tame(&html);
        assert!(flat.matches(&format!("<{tag}>")).count() < 200, "{tag}");
        assert_eq!(Document::fragment(flat.as_str()).text().as_ref(), "xy", "{tag}");
    }
    // End tags of dropped elements close nothing else.
    let html = format!("<section>{}x{}y</section>z", "<div>".repeat(500), "</div>".repeat(500));
    assert!(tame(&html).ends_with("y</section>z"));
    // An end tag that a scope hides from its element must not count.
    let flat = tame(&"<div><object></div></object>".repeat(1_000));
    assert!(deepest(&flat) < 200, "{}", deepest(&flat));
}

#[test]
fn repetition_of_formatting_is_limited() {
    let html = format!("<b title=\"{}\">{}", "x".repeat(10_000), "<p>a".repeat(2_500));
    let tame = tame(&html);
    assert!(tame.len() < 5 * html.len() + FREE, "{}", tame.len());
    assert_eq!(tame.matches("<p>a").count(), 2_500);
    let many: String = (0..1_000).map(|number| format!("<p><b id={number}>a")).collect();
    assert!(super::tame(&many).len() < 40 * many.len());
}

#[test]
fn text_with_many_entities_is_split() {
    for entity in ["&", "«"] {
        let html = tame(&entity.repeat(2_500));
        assert_eq!(html.matches("<wbr>").count(), 2);
        assert_eq!(Document::fragment(html.as_str()).text().as_ref(), entity.repeat(2_500));
        assert_eq!(tame(&html), html, "once more changes nothing");
    }
    assert_eq!(tame("<textarea>a</textarea>&<title>b</title>"), "<textarea>a</textarea>&amp;<title>b</title>");
}

const FREE: usize = 128 * 1024;

#[test]
fn the_number_of_attributes_is_limited() {
    let attributes: String = (0..20_000).map(|number| format!(" a{number}")).collect();
    for html in [
        format!("<p{attributes}>x</p>"),
        format!("<p title=\"{attributes}\">x</p>"),
        format!("<p title='{attributes}'>x</p>"),
        format!("<p>x</p{attributes}>"),
    ] {
        let flat = tame(&html);
        assert_eq!(Document::fragment(flat.as_str()).text().as_ref(), "x");
        assert!(flat.len() < 5_000);
    }
}

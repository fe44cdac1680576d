use super::{refused, taken};
use crate::model::media::{Kind, Refusal};

/// What becomes of the content of a drawing of ten pixels each way.
fn cleaned(content: &str) -> String {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><path d="M0 0"/>{content}</svg>"#
    );
    let main = taken(svg.as_bytes()).main;
    assert_eq!((main.kind, main.width, main.height), (Kind::Svg, 10, 10));
    let written = String::from_utf8(main.bytes).unwrap();
    let start = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0"></path>"#;
    written.strip_prefix(start).and_then(|rest| rest.strip_suffix("</svg>")).unwrap_or(&written).to_owned()
}

#[test]
fn what_draws_stays() {
    let drawing = "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"></stop></linearGradient></defs>\
        <style>.b{fill:url(#a)}</style><g class=\"b\" style=\"opacity:.5\" transform=\"rotate(45)\">\
        <circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"url(#a)\"></circle><text x=\"1\">Sài Gòn &amp; Huế</text></g>\
        <use href=\"#a\"></use>";
    assert_eq!(cleaned(drawing), drawing);
    assert_eq!(cleaned(r##"<use xlink:href="#a"/>"##), r##"<use href="#a"></use>"##);
}

#[test]
fn what_runs_goes() {
    for hostile in [
        "<script>alert(1)</script>",
        "<script xlink:href=\"https://evil.example/x.js\"/>",
        "<svg:script>alert(1)</svg:script>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<html:script xmlns:html=\"http://www.w3.org/1999/xhtml\">alert(1)</html:script>",
        "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script><path d=\"\"/></body></foreignObject>",
        "<iframe src=\"javascript:alert(1)\"/>",
        "<image href=\"https://evil.example/spy.png\"/>",
        "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
        "<feImage href=\"https://evil.example/spy.png\"/>",
        "<handler type=\"application/ecmascript\">alert(1)</handler>",
        "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "<metadata>SECRET</metadata>",
        "<?xml-stylesheet href=\"https://evil.example/x.css\"?>",
        "<!-- SECRET -->",
    ] {
        assert_eq!(cleaned(hostile), "", "{hostile}");
    }
}

#[test]
fn attributes_that_run_or_reach_out_go() {
    for hostile in [
        "onload=\"alert(1)\"",
        "ONCLICK=\"alert(1)\"",
        "href=\"https://evil.example/\"",
        "xlink:href=\"javascript:alert(1)\"",
        "href=\"java&#10;script:alert(1)\"",
        "fill=\"url(https://evil.example/#a)\"",
        "fill=\"URL( 'https://evil.example/#a')\"",
        "style=\"background:url(//evil.example)\"",
        "style=\"fill:u\\72l(//evil.example)\"",
        "style=\"fill:ur/**/l(//evil.example)\"",
        "style=\"behavior:url(#x)\"",
        "data-x=\"1\"",
        "fill=\"&unknown;\"",
    ] {
        assert_eq!(cleaned(&format!("<rect {hostile} width=\"1\"/>")), "<rect width=\"1\"></rect>", "{hostile}");
    }
    assert_eq!(cleaned("<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>"), "<animate></animate>");
}

#[test]
fn style_sheets_that_reach_out_are_emptied() {
    for hostile in [
        "@import url(https://evil.example/x.css);",
        "@IMPORT 'https://evil.example/x.css';",
        "<![CDATA[@font-face{src:url(https://evil.example/x.woff)}]]>",
        "a{background:url( \"https://evil.example\" )}",
        "@im<!-- -->port 'https://evil.example/x.css'",
        "&#64;import 'x'",
        "&lt;/style>&lt;script>alert(1)&lt;/script>",
    ] {
        assert_eq!(cleaned(&format!("<style>{hostile}</style>")), "<style></style>", "{hostile}");
    }
    assert_eq!(cleaned("<style><![CDATA[.a > .b{fill:red}]]></style>"), "<style>.a &gt; .b{fill:red}</style>");
}

#[test]
fn entities_lead_nowhere() {
    let svg = r#"<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">]>
        <svg viewBox="0 0 30 20"><text>&secret;&a;&#65;</text></svg>"#;
    let main = taken(svg.as_bytes()).main;
    assert_eq!((main.width, main.height), (30, 20));
    let written = String::from_utf8(main.bytes).unwrap();
    assert_eq!(written, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><text>A</text></svg>"#);
}

#[test]
fn a_link_leaves_what_it_holds() {
    assert_eq!(cleaned("<a href=\"https://evil.example/\"><rect/></a>"), "<rect></rect>");
}

#[test]
fn sizes_are_read_as_a_browser_does() {
    let size = |attributes: &str| {
        let main = taken(format!("<svg {attributes}><rect/></svg>").as_bytes()).main;
        (main.width, main.height)
    };
    assert_eq!(size("width=\"120\" height=\"80px\""), (120, 80));
    assert_eq!(size("width=\"1in\" height=\"25.4mm\""), (96, 96));
    assert_eq!(size("viewBox=\"0,0 30.4 20\""), (30, 20));
    assert_eq!(size("width=\"60\" viewBox=\"0 0 30 20\""), (60, 40));
    assert_eq!(size("width=\"100%\" height=\"100%\" viewBox=\"0 0 30 20\""), (30, 20));
    assert_eq!(size(""), (300, 150));
    assert_eq!(size("width=\"9999999\" height=\"-4\""), (65_535, 150));
}

#[test]
fn what_is_no_drawing_is_refused() {
    assert_eq!(refused(b"<svg><script>alert(1)</script></svg>"), Refusal::UnsafeDrawing);
    assert_eq!(refused(b"<svg/>"), Refusal::UnsafeDrawing);
    assert_eq!(refused(b"<svg><rect/>"), Refusal::Broken);
    assert_eq!(refused(b"<svg><rect></g></svg>"), Refusal::Broken);
    assert_eq!(refused(b"<svg><rect a=b/></svg>"), Refusal::Broken);
    assert_eq!(refused(b"<svg><rect/></svg><svg><rect/></svg>"), Refusal::Broken);
    let deep = format!("<svg>{}<rect/>{}</svg>", "<g>".repeat(5000), "</g>".repeat(5000));
    assert_eq!(refused(deep.as_bytes()), Refusal::RareForm);
}

#[test]
fn cleaning_twice_changes_nothing() {
    let source = b"<svg width=\"4\" height=\"4\"><title>A &lt; B &#x26; C</title><rect fill='\"'/></svg>";
    let once = taken(source).main;
    assert_eq!(taken(&once.bytes).main, once);
}

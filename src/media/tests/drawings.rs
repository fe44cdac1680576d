use super::{refused, taken};
use crate::model::media::{PictureError, PictureFormat};

/// Returns the sanitized content of a 10 × 10 pixel drawing.
fn cleaned(content: &str) -> String {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><path d="M0 0"/>{content}</svg>"#
    );
    let main = taken(svg.as_bytes()).main;
    assert_eq!((main.kind, main.width, main.height), (PictureFormat::Svg, 10, 10));
    let written = String::from_utf8(main.bytes).unwrap();
    let start = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0"></path>"#;
    written.strip_prefix(start).and_then(|rest| rest.strip_suffix("</svg>")).unwrap_or(&written).to_owned()
}

#[test]
fn drawing_elements_are_kept() {
    let drawing = "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"></stop></linearGradient></defs>\
        <style>.b{fill:url(#a)}</style><g class=\"b\" style=\"opacity:.5\" transform=\"rotate(45)\">\
        <circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"url(#a)\"></circle><text x=\"1\">Sài Gòn &amp; Huế</text></g>\
        <use href=\"#a\"></use>";
    assert_eq!(cleaned(drawing), drawing);
    assert_eq!(cleaned(r##"<use xlink:href="#a"/>"##), r##"<use href="#a"></use>"##);
}

#[test]
fn scripts_are_removed() {
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
fn event_handlers_and_external_references_are_removed() {
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
fn style_sheets_with_external_references_are_emptied() {
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
fn external_entities_are_not_resolved() {
    let svg = r#"<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">]>
        <svg viewBox="0 0 30 20"><text>&secret;&a;&#65;</text></svg>"#;
    let main = taken(svg.as_bytes()).main;
    assert_eq!((main.width, main.height), (30, 20));
    let written = String::from_utf8(main.bytes).unwrap();
    assert_eq!(
        written,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><text>aaaaaaaaaaA</text></svg>"#
    );
}

#[test]
fn elements_in_a_style_sheet_hide_nothing_from_the_check() {
    for hostile in [
        "@imp<a>ort 'https://evil.example/x.css';</a>",
        "@imp<g>ort</g>ort 'https://evil.example/x.css';",
        "<unknown>x</unknown>.b{fill:red}",
    ] {
        assert_eq!(cleaned(&format!("<style>{hostile}</style>")), "<style></style>", "{hostile}");
    }
}

#[test]
fn an_address_without_url_function_is_removed() {
    for hostile in ["mask=\"https://evil.example/#a\"", "style=\"background:cross-fade('//evil.example/a', red)\""] {
        assert_eq!(cleaned(&format!("<rect {hostile}/>")), "<rect></rect>", "{hostile}");
    }
    assert_eq!(cleaned("<rect aria-/onload=\"alert(1)\"/>"), "<rect></rect>");
}

#[test]
fn entities_of_drawing_programs_are_expanded() {
    let svg = r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
        <!ENTITY ns "http://www.w3.org/2000/svg"> <!ENTITY st0 "fill:#FF0000;stroke:none"> <!ENTITY a "&st0;&st0;">
        <!ENTITY far "fill:url(https://evil.example/#a)">
        ]><svg xmlns="&ns;" viewBox="0 0 3 2"><rect style="&st0;"/><rect style="&far;"/><rect style="&a;"/></svg>"#;
    let written = String::from_utf8(taken(svg.as_bytes()).main.bytes).unwrap();
    assert!(written.ends_with(r#"<rect style="fill:#FF0000;stroke:none"></rect><rect></rect><rect></rect></svg>"#));
    let long = format!(
        "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg><rect/><text>{}</text></svg>",
        "a".repeat(1000),
        "&a;".repeat(100_000)
    );
    assert!(taken(long.as_bytes()).main.bytes.len() < 1_100_000);
}

#[test]
fn any_namespace_prefix_is_accepted() {
    let svg = r#"<ns0:svg xmlns:ns0="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><ns0:rect/><ns0:script>x</ns0:script></ns0:svg>"#;
    let written = String::from_utf8(taken(svg.as_bytes()).main.bytes).unwrap();
    assert_eq!(written, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect></rect></svg>"#);
}

#[test]
fn characters_forbidden_in_xml_are_removed() {
    assert_eq!(cleaned("<text x=\"1\u{0}\">a&#0;&#1;\u{8}&#xFFFF;b</text>"), "<text x=\"1\">ab</text>");
}

#[test]
fn exponential_references_are_rejected() {
    let chain = |link: &dyn Fn(usize) -> String| {
        let groups: String = (0..40).map(|number| format!("<g id=\"g{number}\">{}</g>", link(number + 1))).collect();
        format!("<svg><defs>{groups}<g id=\"g40\"><rect/></g></defs><use href=\"#g0\"/></svg>")
    };
    let twice = |element: &dyn Fn(usize) -> String| chain(&|number| element(number).repeat(2));
    assert_eq!(refused(twice(&|number| format!("<use href=\"#g{number}\"/>")).as_bytes()), PictureError::RareForm);
    assert_eq!(
        refused(twice(&|number| format!("<rect mask=\"url(#g{number})\"/>")).as_bytes()),
        PictureError::RareForm
    );
    let rules: String = (0..41).map(|number| format!(".m{number}{{mask:url(#g{number})}}")).collect();
    let styled = twice(&|number| format!("<rect class=\"m{number}\"/>"));
    assert_eq!(
        refused(styled.replace("<defs>", &format!("<style>{rules}</style><defs>")).as_bytes()),
        PictureError::RareForm
    );
    let circle = "<svg><g id=\"a\"><rect/><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>";
    taken(circle.as_bytes());
    let icons = format!("<svg><g id=\"a\"><rect/><rect/></g>{}</svg>", "<use href=\"#a\"/>".repeat(5000));
    taken(icons.as_bytes());
}

#[test]
fn too_many_attributes_are_rejected() {
    let attributes: String = (0..1000).map(|number| format!(" aria-{number}=\"\"")).collect();
    assert_eq!(refused(format!("<svg><rect{attributes}/></svg>").as_bytes()), PictureError::RareForm);
}

#[test]
fn a_link_is_replaced_by_its_content() {
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
fn files_without_a_drawing_are_rejected() {
    assert_eq!(refused(b"<svg><script>alert(1)</script></svg>"), PictureError::UnsafeDrawing);
    assert_eq!(refused(b"<svg/>"), PictureError::UnsafeDrawing);
    assert_eq!(refused(b"<svg><rect/>"), PictureError::Broken);
    assert_eq!(refused(b"<svg><rect></g></svg>"), PictureError::Broken);
    assert_eq!(refused(b"<svg><rect a=b/></svg>"), PictureError::Broken);
    assert_eq!(refused(b"<svg><rect/></svg><svg><rect/></svg>"), PictureError::Broken);
    let deep = format!("<svg>{}<rect/>{}</svg>", "<g>".repeat(5000), "</g>".repeat(5000));
    assert_eq!(refused(deep.as_bytes()), PictureError::RareForm);
}

#[test]
fn cleaning_twice_changes_nothing() {
    let source = b"<svg width=\"4\" height=\"4\"><title>A &lt; B &#x26; C</title><rect fill='\"'/></svg>";
    let once = taken(source).main;
    assert_eq!(taken(&once.bytes).main, once);
}

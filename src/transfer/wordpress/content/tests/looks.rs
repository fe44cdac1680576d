//! Blocks look as they did in WordPress, as far as a closed list of classes can say it.

use super::{assert_converts, convert_with};
use crate::text::body::{Format, render};

/// Asserts that the converted source contains a part, and that this part stays when it is rendered.
#[track_caller]
fn assert_holds(source: &str, part: &str) {
    let (html, _) = convert_with(source);
    assert!(html.contains(part), "{html}");
    assert!(!html.contains("style=") && !html.contains("wp-") && !html.contains("data-looks"), "{html}");
    let rendered = render(&html, Format::Html).html;
    for class in part.split('"').filter(|text| text.contains("look-")).flat_map(|text| text.split(' ')) {
        assert!(rendered.contains(class), "{class}: {rendered}");
    }
}

#[test]
fn social_links_keep_their_addresses() {
    assert_converts(
        "<!-- wp:social-links {\"layout\":{\"type\":\"flex\",\"justifyContent\":\"center\"}} -->\
         <ul class=\"wp-block-social-links has-icon-color\"><!-- wp:social-link {\"url\":\"https://mastodon.example/@lan\",\"service\":\"mastodon\"} /-->\
         <!-- wp:social-link {\"url\":\"lan@bao.example\",\"service\":\"mail\",\"label\":\"Viết cho Lan\"} /--></ul><!-- /wp:social-links -->",
        "<ul class=\"social-links look-center\"><li><a href=\"https://mastodon.example/@lan\">Mastodon</a></li>\
         <li><a href=\"mailto:lan@bao.example\">Viết cho Lan</a></li></ul>",
    );
    let (html, report) = convert_with(
        "<!-- wp:social-links --><ul class=\"wp-block-social-links\"><!-- wp:social-link {\"service\":\"x\"} /--></ul><!-- /wp:social-links -->",
    );
    assert_eq!((html.as_str(), report.left_out("block social-link")), ("", 1));
    assert_converts(
        "<p><a href=\"https://www.tiktok.com/@lan\"><i class=\"fa fa-tiktok\"></i></a> <a href=\"https://x.com/lan\" aria-label=\"Lan trên X\"><svg><path d=\"M0 0\"/></svg></a></p>",
        "<p><a href=\"https://www.tiktok.com/@lan\">TikTok</a> <a href=\"https://x.com/lan\" aria-label=\"Lan trên X\">Lan trên X</a></p>",
    );
    assert_converts("<p><a href=\"/a\"><i></i></a>b</p>", "<p><a href=\"/a\"><i></i></a>b</p>");
}

#[test]
fn buttons_have_styles_widths_and_rows() {
    let button = |wrapper: &str, link: &str| {
        format!(
            "<!-- wp:buttons {{\"layout\":{{\"type\":\"flex\",\"justifyContent\":\"space-between\"}}}} --><div class=\"wp-block-buttons\">\
             <!-- wp:button --><div class=\"wp-block-button {wrapper}\"><a class=\"wp-block-button__link {link}\" href=\"/a\">Đi</a></div><!-- /wp:button --></div><!-- /wp:buttons -->"
        )
    };
    let row = "<div class=\"buttons look-between\"><a href=\"/a\" class=\"button";
    assert_holds(&button("is-style-outline", "wp-element-button"), &format!("{row} look-outline\""));
    assert_holds(
        &button("has-custom-width wp-block-button__width-75", "has-vivid-red-background-color has-background"),
        &format!("{row} look-width-75\""),
    );
    for odd in ["wp-block-button__width-", "wp-block-button__width-x", "wp-block-button__width-999", "is-style-evil"] {
        assert!(convert_with(&button(odd, "")).0.contains(&format!("{row}\"")), "{odd}");
    }
    assert_holds(
        "<!-- wp:buttons {\"layout\":{\"type\":\"flex\",\"orientation\":\"vertical\"}} --><div class=\"wp-block-buttons\"><div class=\"wp-block-button\"><a class=\"wp-block-button__link\" href=\"/a\">A</a></div></div><!-- /wp:buttons -->",
        "\"buttons look-stack\"",
    );
    assert_holds(
        "<!-- wp:button {\"align\":\"center\"} --><div class=\"wp-block-button aligncenter is-style-outline\"><a class=\"wp-block-button__link\" href=\"/a\">A</a></div><!-- /wp:button -->",
        "<div class=\"align-center buttons\"><a href=\"/a\" class=\"button look-outline\"",
    );
}

#[test]
fn columns_have_widths_and_backgrounds() {
    let columns = |class: &str, style: &str| {
        format!(
            "<!-- wp:columns --><div class=\"wp-block-columns are-vertically-aligned-center is-not-stacked-on-mobile\"><!-- wp:column --><div class=\"wp-block-column {class}\" style=\"{style}\"><p>a</p></div><!-- /wp:column --></div><!-- /wp:columns -->"
        )
    };
    assert_holds(
        &columns("is-vertically-aligned-bottom", "flex-basis:66.66%"),
        "<div class=\"columns look-middle look-unstacked\"><div class=\"look-bottom look-width-66\">",
    );
    assert_holds(
        &columns("has-pale-cyan-blue-background-color has-background", "flex-basis:33.3%"),
        "\"look-tint-blue look-width-33\"",
    );
    assert_holds(&columns("has-background", "background-color:#111;flex-basis:12.6%"), "\"look-dark look-width-15\"");
    for odd in
        ["flex-basis:20rem", "flex-basis:%", "flex-basis:-5%", "flex-basis:400%", "flex-basis", "flex-basis:NaN%"]
    {
        assert!(convert_with(&columns("", odd)).0.contains("<div><p>a</p></div>"), "{odd}");
    }
    // A color of the text, or a background in a row of words, is none of a block.
    assert_converts(
        "<p class=\"has-vivid-red-color\">a <mark class=\"has-background\">b</mark></p>",
        "<p>a <mark>b</mark></p>",
    );
}

#[test]
fn lists_keep_their_numbering() {
    assert_converts(
        "<!-- wp:list {\"ordered\":true,\"type\":\"upper-roman\",\"start\":4,\"reversed\":true} --><ol style=\"list-style-type:upper-roman\" reversed start=\"4\" class=\"wp-block-list\"><li>a</li></ol><!-- /wp:list -->",
        "<ol reversed=\"\" start=\"4\" type=\"I\"><li>a</li></ol>",
    );
    assert_converts("<ol type=\"a\" start=\"0\"><li>a</li></ol>", "<ol type=\"a\" start=\"0\"><li>a</li></ol>");
    for odd in ["list-style-type:none", "list-style-type:", "list-style-type:url(x)", "color:red"] {
        assert_converts(&format!("<ol style=\"{odd}\"><li>a</li></ol>"), "<ol><li>a</li></ol>");
    }
}

#[test]
fn rules_have_styles() {
    for (class, look) in
        [("is-style-wide", " look-wide"), ("is-style-dots", " look-dots"), ("is-style-default", ""), ("is-style-", "")]
    {
        assert_converts(
            &format!("<!-- wp:separator --><hr class=\"wp-block-separator {class}\"/><!-- /wp:separator -->"),
            &format!("<hr class=\"separator{look}\">"),
        );
    }
    assert_converts("<p class=\"is-style-wide\">a</p>", "<p>a</p>");
}

#[test]
fn covers_have_position_overlay_and_film() {
    let cover = |class: &str, style: &str, inside: &str| {
        format!(
            "<!-- wp:cover --><div class=\"wp-block-cover {class}\" style=\"{style}\">{inside}<div class=\"wp-block-cover__inner-container\"><!-- wp:paragraph --><p>Chữ</p><!-- /wp:paragraph --></div></div><!-- /wp:cover -->"
        )
    };
    let picture = "<img class=\"wp-block-cover__image-background wp-image-7\" src=\"https://x.example/a.jpg\" style=\"object-position:10% 90%\"/>";
    let layer = "<span class=\"wp-block-cover__background has-vivid-red-background-color has-background-dim-30 has-background-dim\"></span>";
    assert_holds(
        &cover(
            "has-custom-content-position is-position-bottom-right is-light",
            "min-height:80vh",
            &format!("{picture}{layer}"),
        ),
        "<div class=\"cover look-bottom look-right look-light look-dim-30 look-tint-red look-tall look-crop-left look-crop-bottom\"><img src=\"https://x.example/a.jpg\" alt=\"alt 7\"><p>",
    );
    assert_holds(
        &cover(
            "has-background-dim has-pale-pink-background-color has-left-content",
            "background-image:url(https://x.example/a.jpg);min-height:100px",
            "",
        ),
        "<div class=\"cover look-left look-tint-red look-low\"><img src=\"https://x.example/a.jpg\" alt=\"\"><p>",
    );
    assert_holds(
        &cover(
            "",
            "",
            "<div role=\"img\" aria-label=\"Cầu\" class=\"wp-block-cover__image-background has-parallax\" style=\"background-position:50% 50%;background-image:url(https://x.example/a.jpg)\"></div>",
        ),
        "<div class=\"cover\"><img src=\"https://x.example/a.jpg\" alt=\"Cầu\"><p>",
    );
    let film = "<video class=\"wp-block-cover__video-background\" autoplay muted loop playsinline src=\"https://x.example/a.mp4\"></video>";
    let (html, _) = convert_with(&cover("has-background-dim-60", "", film));
    assert_eq!(
        html,
        "<div class=\"cover look-dim-60\"><video muted=\"\" src=\"https://x.example/a.mp4\" class=\"look-backdrop\"></video><p>Chữ</p></div>"
    );
    assert!(!render(&html, Format::Html).html.contains("controls"), "no player over the text");
    let poster = film.replace("src=", "poster=\"https://x.example/p.jpg\" src=");
    assert_holds(&cover("", "", &poster), "<div class=\"cover\"><img src=\"https://x.example/p.jpg\" alt=\"\"><p>");
    for odd in ["min-height:x", "min-height:12cqi", "background-position:left", "background-image:url()"] {
        assert_converts(&cover("is-position- has-background-dim-x", odd, ""), "<div class=\"cover\"><p>Chữ</p></div>");
    }
    let (html, _) = convert_with(&cover(
        "",
        "",
        "<figure class=\"wp-block-cover__video-background wp-block-embed\"><div class=\"wp-block-embed__wrapper\">https://youtu.be/abc</div></figure>",
    ));
    assert!(
        html.ends_with(
            "<p>Chữ</p></div><p class=\"embed\"><a href=\"https://youtu.be/abc\">https://youtu.be/abc</a></p>"
        ),
        "{html}"
    );
}

#[test]
fn pictures_have_ratios_widths_and_texts() {
    let picture = |class: &str, style: &str| {
        format!(
            "<!-- wp:image --><figure class=\"wp-block-image {class}\"><img src=\"https://x.example/a.jpg\" class=\"wp-image-7\" style=\"{style}\"/><figcaption class=\"wp-element-caption\">Cầu</figcaption></figure><!-- /wp:image -->"
        )
    };
    assert_holds(
        &picture("is-style-rounded is-resized", "aspect-ratio:16/9;object-fit:cover;width:320px"),
        "<figure class=\"look-rounded\"><img src=\"https://x.example/a.jpg\" alt=\"alt 7\" width=\"320\" class=\"look-ratio-16-9\"><figcaption>Cầu</figcaption></figure>",
    );
    assert_holds(&picture("", "aspect-ratio: 0.76"), "\"look-ratio-3-4\"");
    for odd in [
        "aspect-ratio:0",
        "aspect-ratio:1/0",
        "aspect-ratio:auto",
        "aspect-ratio:-4/3",
        "aspect-ratio:4/3;object-fit:contain",
        "width:50%",
    ] {
        assert!(convert_with(&picture("", odd)).0.contains("alt=\"alt 7\"><"), "{odd}");
    }
    assert_converts(
        "<!-- wp:gallery {\"imageCrop\":false,\"columns\":2} --><figure class=\"wp-block-gallery columns-2\"><figure class=\"wp-block-image\"><img src=\"https://x.example/a.jpg\" alt=\"A\"/></figure></figure><!-- /wp:gallery -->",
        "<div class=\"gallery gallery-2 look-uncropped\"><figure><img src=\"https://x.example/a.jpg\" alt=\"A\"></figure></div>",
    );
}

#[test]
fn media_beside_text_have_a_width() {
    let block = |class: &str, style: &str| {
        format!(
            "<!-- wp:media-text --><div class=\"wp-block-media-text {class}\" style=\"{style}\"><figure class=\"wp-block-media-text__media\"><img src=\"https://x.example/a.jpg\" alt=\"A\"/></figure><div class=\"wp-block-media-text__content\"><p>b</p></div></div><!-- /wp:media-text -->"
        )
    };
    assert_holds(
        &block("alignwide is-vertically-aligned-top", "grid-template-columns:28% auto"),
        "<div class=\"media-text align-wide look-top look-width-30\"><figure>",
    );
    assert_holds(
        &block("has-media-on-the-right is-image-fill-element", "grid-template-columns:auto 40%"),
        "<div class=\"media-text look-media-right look-fill look-width-40\"><div><p>b</p></div><figure>",
    );
    for odd in ["grid-template-columns:auto", "grid-template-columns:1fr 2fr", "grid-template-columns:"] {
        assert!(convert_with(&block("", odd)).0.starts_with("<div class=\"media-text\"><figure>"), "{odd}");
    }
}

#[test]
fn files_keep_the_button_that_saves_them() {
    let viewer =
        "<object class=\"wp-block-file__embed\" data=\"https://x.example/a.pdf\" type=\"application/pdf\"></object>";
    let link = "<a id=\"f\" href=\"https://x.example/a.pdf\">Bản in</a>";
    let button = "<a href=\"https://x.example/a.pdf\" class=\"wp-block-file__button wp-element-button\" download aria-describedby=\"f\">Tải về</a>";
    let block = |inside: &str| format!("<!-- wp:file --><div class=\"wp-block-file\">{inside}</div><!-- /wp:file -->");
    let saves = " <a href=\"https://x.example/a.pdf\" download=\"\" class=\"button\">Tải về</a>";
    let plain = "<p class=\"file\"><a href=\"https://x.example/a.pdf\">Bản in</a>";
    assert_converts(&block(&format!("{viewer}{link}{button}")), &format!("{plain}{saves}</p>"));
    assert_converts(&block(link), &format!("{plain}</p>"));
    assert_converts(&block(button), "<p class=\"file\"><a href=\"https://x.example/a.pdf\">Tải về</a></p>");
    assert_converts(
        &block(&format!("{link}<a class=\"wp-block-file__button\" href=\"https://x.example/a.pdf\"> </a>")),
        &format!("{plain}</p>"),
    );
    let rendered = render(&convert_with(&block(&format!("{link}{button}"))).0, Format::Html).html;
    assert!(rendered.contains("download=\"\""), "{rendered}");
}

#[test]
fn pull_quotes_and_tables_have_their_looks() {
    assert_holds(
        "<!-- wp:pullquote --><figure class=\"wp-block-pullquote alignleft has-text-align-left has-background\" style=\"background-color:#00d084\"><blockquote><p>Câu.</p></blockquote></figure><!-- /wp:pullquote -->",
        "<figure class=\"pullquote align-left text-left look-tint-green\">",
    );
    assert_converts("<p class=\"has-text-align-left\">a</p>", "<p>a</p>");
    assert_holds(
        "<!-- wp:table --><figure class=\"wp-block-table is-style-stripes\"><table class=\"has-fixed-layout\"><tbody><tr><td>1</td></tr></tbody></table><figcaption>Bảng</figcaption></figure><!-- /wp:table -->",
        "<figure class=\"look-stripes\"><table class=\"look-fixed\">",
    );
}

#[test]
fn groups_are_rows_stacks_and_grounds() {
    let group = |attributes: &str, class: &str, style: &str| {
        format!(
            "<!-- wp:group {attributes} -->\n<div class=\"wp-block-group {class}\" style=\"{style}\"><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --></div>\n<!-- /wp:group -->"
        )
    };
    assert_holds(
        &group("{\"layout\":{\"type\":\"flex\",\"flexWrap\":\"nowrap\",\"justifyContent\":\"right\"}}", "", ""),
        "<div class=\"look-row look-nowrap look-right\"><p>a</p></div>",
    );
    assert_holds(&group("{\"layout\":{\"type\":\"grid\"}}", "", ""), "<div class=\"look-grid\">");
    assert_holds(&group("", "has-background", "background-color:#d8f6ec"), "<div class=\"look-tint-green\">");
    assert_holds(
        &group("", "has-background", "background:linear-gradient(135deg,rgb(6,147,227) 0%,#fff 100%)"),
        "<div class=\"look-tint-blue\">",
    );
    for odd in ["{\"layout\":7}", "{\"layout\":{\"type\":\"constrained\",\"justifyContent\":\"left\"}}", "{", ""] {
        assert_converts(&group(odd, "", ""), "<p>a</p>");
    }
}

#[test]
fn embeds_keep_their_place_and_caption() {
    assert_converts(
        "<!-- wp:embed --><figure class=\"wp-block-embed alignwide is-provider-youtube\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/abc\n</div><figcaption>Cầu</figcaption></figure><!-- /wp:embed -->",
        "<p class=\"embed align-wide\"><a href=\"https://youtu.be/abc\">Cầu</a></p>",
    );
}

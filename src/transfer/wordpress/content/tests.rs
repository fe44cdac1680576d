mod builders;
mod looks;

use std::collections::HashMap;

use super::*;
use crate::transfer::record::ImportedEntryKind;
use crate::transfer::wordpress::Attachments;

/// Two pictures and a sound file, uploaded to entry 1.
fn attachments() -> Attachments {
    let mut attachments = Attachments::default();
    for (old_id, name, caption) in [(7, "a.jpg", "Một & hai"), (8, "b.PNG", ""), (9, "c.mp3", "")] {
        attachments.insert(&ImportedEntry {
            kind: ImportedEntryKind::Attachment,
            old_id,
            parent_old_id: Some(1),
            title: name.into(),
            alt: format!("alt {old_id}"),
            excerpt: caption.into(),
            attachment_url: Some(format!("https://old.example/{name}")),
            ..ImportedEntry::default()
        });
    }
    attachments
}

fn convert_with(source: &str) -> (String, ImportReport) {
    let patterns = HashMap::from([(5, "<!-- wp:paragraph --><p>Mẫu</p><!-- /wp:paragraph -->".to_owned())]);
    let context = ContentContext {
        base_url: "https://old.example".into(),
        attachments: attachments(),
        patterns,
        ..ContentContext::default()
    };
    let footnotes = r#"[{"content":"Ghi <em>chú</em>","id":"n1"}]"#.into();
    let entry = ImportedEntry { old_id: 1, body: source.into(), footnotes, ..ImportedEntry::default() };
    let mut report = ImportReport::default();
    let html = convert(&entry, &context, &mut report);
    (html.replace('\n', ""), report)
}

#[track_caller]
fn assert_converts(source: &str, expected: &str) {
    assert_eq!(convert_with(source).0, expected, "{source}");
}

#[test]
fn captions_in_both_forms() {
    let expected =
        r#"<figure class="align-left"><img src="/a.jpg" alt=""><figcaption>Chú <b>thích</b></figcaption></figure>"#
            .replace("/a.jpg", "https://x.example/a.jpg");
    let image = r#"<img src="https://x.example/a.jpg" alt="">"#;
    assert_converts(&format!(r#"[caption align="alignleft" width="9"]{image} Chú <b>thích</b>[/caption]"#), &expected);
    assert_converts(&format!(r#"[caption align="alignleft" caption="Chú <b>thích</b>"]{image}[/caption]"#), &expected);
}

#[test]
fn galleries_by_id_and_of_the_entry() {
    let one =
        r#"<figure><img src="https://old.example/a.jpg" alt="alt 7"><figcaption>Một &amp; hai</figcaption></figure>"#;
    let two = r#"<figure><img src="https://old.example/b.PNG" alt="alt 8"></figure>"#;
    assert_converts("[gallery]", &format!(r#"<div class="gallery gallery-2">{one}{two}</div>"#));
    assert_converts(
        r#"[gallery ids="8,7" columns="4"]"#,
        &format!(r#"<div class="gallery gallery-4">{two}{one}</div>"#),
    );
    let (html, report) = convert_with(r#"[gallery ids="404"]"#);
    assert_eq!(html, "");
    assert_eq!(report.left_out("file in a gallery or playlist"), 1);
}

#[test]
fn media_and_embeds() {
    let audio = r#"<figure><audio controls="" src="https://x.example/a.mp3"></audio></figure>"#;
    for source in ["[audio https://x.example/a.mp3]", r#"[audio mp3="https://x.example/a.mp3"][/audio]"#] {
        assert_converts(source, audio);
    }
    let link = |url: &str| format!(r#"<p class="embed"><a href="{url}">{url}</a></p>"#);
    assert_converts("[embed]https://x.example/v[/embed]", &link("https://x.example/v"));
    assert_converts("[youtube=https://youtu.be/abc]", &link("https://youtu.be/abc"));
    assert_converts("[youtube id=\"abc\"]", &link("https://www.youtube.com/watch?v=abc"));
    assert_converts("https://x.example/v", &link("https://x.example/v"));
    assert_converts(
        "<p><iframe src=\"https://player.vimeo.com/video/5?x=1\"></iframe></p>",
        &link("https://vimeo.com/5"),
    );
    assert_converts(
        "[playlist ids=\"9\"]",
        r#"<figure><audio controls="" src="https://old.example/c.mp3"></audio><figcaption>c.mp3</figcaption></figure>"#,
    );
}

#[test]
fn other_brackets_are_kept() {
    assert_converts("a [sic] [1] [...] [simple boat] b[0]", "<p>a [sic] [1] [...] [simple boat] b[0]</p>");
    for words in [
        "[E-Magazine] Mở đầu",
        "[Covid-19]",
        "[Theo Bo KHDT, GDP = 6,5%]",
        "[sale-off 50%]",
        "[a-z]",
        "[x=1]",
        "[x y=]",
    ] {
        assert_converts(words, &format!("<p>{words}</p>"));
    }
    assert_converts("[contact-form-7 id=\"5\"]", "");
    assert_converts("<code>[x y=\"1\"]</code>", "<p><code>[x y=\"1\"]</code></p>");
    assert_converts(
        "[[gallery ids=\"1\"]] và [[caption]x[/caption]]",
        "<p>[gallery ids=\"1\"] và [caption]x[/caption]</p>",
    );
    let (html, report) = convert_with("[vc_row a=\"b\"][vc_text]Chữ[/vc_text][/vc_row]");
    assert_eq!(html, "<p>Chữ</p>");
    assert_eq!(report.left_out("shortcode [vc_row]"), 1);
}

#[test]
fn page_builder_shortcodes_keep_their_text() {
    assert_converts("[vc_custom_heading text=\"Một &amp; hai\"]", "<h2>Một &amp; hai</h2>");
    let (html, report) = convert_with("[vc_raw_html]JTNDcCUzRQ==[/vc_raw_html]");
    assert_eq!((html.as_str(), report.left_out("shortcode [vc_raw_html]")), ("", 1));
}

#[test]
fn titles_of_unknown_shortcodes_stay_with_their_content() {
    let (html, report) = convert_with("[hop_la title=\"Đầu mục\"]Lời.[/hop_la]");
    assert_eq!(html, "<h3>Đầu mục</h3><p>Lời.</p>");
    assert_eq!(report.left_out("shortcode [hop_la]"), 1);
    assert_converts("[bieu_mau id=\"1\" title=\"Liên hệ\"]", "");
    assert_converts("[tabby title=\"Một\"]\n\nLời.\n\n[tabbyending]", "<h3>Một</h3><p>Lời.</p>");
}

#[test]
fn page_builders_lose_only_their_machinery() {
    let button = r#"<div class="buttons"><a href="https://x.example/b" class="button">Đi</a></div>"#;
    for source in [
        r#"[button text="Đi" link="https://x.example/b" color="primary"]"#,
        r#"[su_button url="https://x.example/b"]Đi[/su_button]"#,
        r#"[vc_btn title="Đi" link="url:https%3A%2F%2Fx.example%2Fb|title:Xem|target:_blank"]"#,
        r#"[et_pb_button button_text="Đi" button_url="https://x.example/b"][/et_pb_button]"#,
        r#"[fusion_button link="https://x.example/b" size="large"]Đi[/fusion_button]"#,
    ] {
        assert_converts(source, button);
    }
    let image = |alt: &str| format!(r#"<figure><img src="https://old.example/a.jpg" alt="{alt}"></figure>"#);
    assert_converts(r#"[ux_image id="7"]"#, &image("alt 7"));
    assert_converts(r#"[vc_row][vc_single_image image="7" img_size="full"][/vc_row]"#, &image("alt 7"));
    assert_converts(r#"[et_pb_image src="https://old.example/a.jpg" alt="Cổng"]"#, &image("Cổng"));
    assert_converts(
        r#"[fusion_imageframe image_id="7|full"]https://old.example/a.jpg[/fusion_imageframe]"#,
        &image("alt 7"),
    );
    assert!(convert_with(r#"[ux_gallery ids="7,8"]"#).0.contains("b.PNG"));
    assert!(convert_with(r#"[vc_gallery images="7,8"]"#).0.contains("b.PNG"));
    for (source, address) in [
        (r#"[ux_video url="https://youtu.be/abc"]"#, "https://youtu.be/abc"),
        (r#"[su_youtube url="https://youtu.be/abc" width="600"]"#, "https://youtu.be/abc"),
        (r#"[fusion_youtube id="abc"]"#, "https://www.youtube.com/watch?v=abc"),
        (r#"[vc_video link="https://vimeo.com/12345"]"#, "https://vimeo.com/12345"),
    ] {
        assert_converts(source, &format!(r#"<p class="embed"><a href="{address}">{address}</a></p>"#));
    }
    for source in [
        r#"[accordion-item title="Có giao không?"]Có.[/accordion-item]"#,
        r#"[su_spoiler title="Có giao không?"]Có.[/su_spoiler]"#,
        r#"[et_pb_toggle title="Có giao không?"]Có.[/et_pb_toggle]"#,
        r#"[vc_tta_section title="Có giao không?" tab_id="1"]Có.[/vc_tta_section]"#,
    ] {
        let (html, _) = convert_with(source);
        assert!(html.contains("<summary>Có giao không?</summary>") && html.contains("Có."), "{html}");
    }
    let (html, _) = convert_with(r#"[et_pb_blurb title="Mười %22năm%22" url="/bao-hanh/"]Ghi rõ.[/et_pb_blurb]"#);
    assert!(html.contains(r#"<h3><a href="/bao-hanh/">Mười "năm"</a></h3>"#) && html.contains("Ghi rõ."), "{html}");
    assert_converts(r#"[title text="Xưởng mộc" tag_name="h3"]"#, "<h3>Xưởng mộc</h3>");
    assert_converts("a[gap]b[gap height=\"20px\"][divider][toc]", "<p>ab</p>");
    let packed = "JTNDcCUzRVglQzMlQUZuJTNDJTJGcCUzRSUzQ3NjcmlwdCUzRWElM0MlMkZzY3JpcHQlM0U=";
    assert!(convert_with(&format!("[vc_raw_html]{packed}[/vc_raw_html]")).0.contains("<p>Xïn</p>"));
}

#[test]
fn notes_stand_at_the_end() {
    let (html, _) = convert_with("Gỗ.[ref]Sổ tay, tr. 12[/ref] Phơi.[efn_note]Hai[/efn_note]");
    assert!(html.contains(r##"Gỗ.<sup><a href="#note-1" id="note-1-link">1</a></sup> Phơi."##), "{html}");
    assert!(
        html.contains(r##"<li id="note-1">Sổ tay, tr. 12 <a href="#note-1-link">↩</a></li><li id="note-2">Hai"##),
        "{html}"
    );
}

#[test]
fn code_is_not_changed() {
    let expected = r#"<pre><code class="language-php">if (a &lt; b) { "[gallery]" }  c</code></pre>"#;
    assert_converts("[sourcecode lang=\"php\"]if (a < b) { \"[gallery]\" }  c[/sourcecode]", expected);
    let block = "<!-- wp:code {\"language\":\"php\"} --><pre class=\"wp-block-code\"><code>if (a &lt; b) { \"[gallery]\" }  c</code></pre><!-- /wp:code -->";
    assert_converts(block, expected);
    let (html, _) = convert_with("<pre class=\"brush: php; gutter: false\">a<br>b</pre>");
    assert_eq!(html, "<pre><code class=\"language-php\">ab</code></pre>");
}

#[test]
fn blocks_become_plain_html() {
    assert_converts(
        r#"<!-- wp:cover {"url":"u"} --><div class="wp-block-cover alignfull" style="background-image:url('https://x.example/a.jpg')"><span class="wp-block-cover__background"></span><div class="wp-block-cover__inner-container"><!-- wp:paragraph --><p>Chữ</p><!-- /wp:paragraph --></div></div><!-- /wp:cover -->"#,
        r#"<div class="cover align-full"><img src="https://x.example/a.jpg" alt=""><p>Chữ</p></div>"#,
    );
    assert_converts(
        r#"<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link" href="https://old.example/a/">Đi</a></div><!-- /wp:button --></div><!-- /wp:buttons -->"#,
        r#"<div class="buttons"><a href="/a/" class="button">Đi</a></div>"#,
    );
    assert_converts(
        r#"<!-- wp:file --><div class="wp-block-file"><a href="https://x.example/a.pdf">Bản in</a><a href="https://x.example/a.pdf" class="wp-block-file__button" download>Tải</a></div><!-- /wp:file -->"#,
        r#"<p class="file"><a href="https://x.example/a.pdf">Bản in</a> <a href="https://x.example/a.pdf" download="" class="button">Tải</a></p>"#,
    );
    let (html, report) = convert_with(
        "Tự do\n\nhai<!-- wp:latest-posts /--><!-- wp:query --><p>x</p><!-- /wp:query --><!-- wp:block {\"ref\":1} /-->",
    );
    assert_eq!(html, "<p>Tự do</p><p>hai</p>");
    let left_out = ["block latest-posts", "block query", "block block"].map(|name| report.left_out(name));
    assert_eq!(left_out, [1, 1, 1]);
}

#[test]
fn stored_blocks_are_converted_and_our_own_stay() {
    let own = "<div class=\"fact-box\"><h3>A</h3><p>b</p></div>\n<figure><img src=\"/media/1/a.jpg\" alt=\"\">\
               <figcaption>c <span class=\"credit\">d</span></figcaption></figure>\n<p class=\"file\"><a href=\"/media/2/b.pdf\">e</a></p>";
    let source = format!(
        "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Đề</h2>\n<!-- /wp:heading -->\n\n{own}\n\
         <!-- wp:gallery --><figure class=\"wp-block-gallery columns-2\"><figure class=\"wp-block-image\">\
         <img src=\"https://x.example/a.jpg\" alt=\"\" loading=\"lazy\"/></figure></figure><!-- /wp:gallery -->"
    );
    assert!(
        has_blocks(&source) && !has_blocks(own) && !has_blocks("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->")
    );
    let converted = convert_stored(&source);
    assert!(converted.starts_with("<h2>Đề</h2>") && converted.contains(own), "{converted}");
    let gallery =
        "<div class=\"gallery gallery-2\"><figure><img src=\"https://x.example/a.jpg\" alt=\"\"></figure></div>";
    assert!(converted.ends_with(gallery), "{converted}");
}

#[test]
fn links_to_the_old_site_become_paths() {
    let source = "<a href=\"http://www.old.example/2010/a/?b=1#c\">x</a> <a href=\"https://old.example/a.pdf\">y</a>";
    assert_converts(source, "<p><a href=\"/2010/a/?b=1#c\">x</a> <a href=\"https://old.example/a.pdf\">y</a></p>");
    assert_converts("<img src=\"/a.jpg\">", "<p><img src=\"https://old.example/a.jpg\"></p>");
}

#[test]
fn hostile_input_is_converted_in_linear_time() {
    for part in [
        "[a]",
        "[a b=\"",
        "[[",
        "[/a]",
        "[code]",
        "<!-- wp:query -->",
        "<!-- wp:group -->",
        "<!--",
        "<p",
        "<div>",
        "\n\n<li>",
    ] {
        let begin = std::time::Instant::now();
        convert_with(&part.repeat(5_000));
        assert!(begin.elapsed().as_secs() < 10, "{part} took {:?}", begin.elapsed());
    }
}

#[test]
fn references_are_filled_in() {
    assert_converts("<!-- wp:block {\"ref\":5} /-->", "<p>Mẫu</p>");
    assert_converts(
        r##"<!-- wp:paragraph --><p>Chữ<sup data-fn="n1" class="fn"><a href="#n1" id="n1-link">1</a></sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->"##,
        r##"<p>Chữ<sup data-fn="n1"><a href="#n1" id="n1-link">1</a></sup></p><ol><li id="n1">Ghi <em>chú</em> <a href="#n1-link">↩</a></li></ol>"##,
    );
    let (html, report) = convert_with("<!-- wp:block {\"ref\":404} /-->");
    assert_eq!((html.as_str(), report.left_out("block block")), ("", 1));
}

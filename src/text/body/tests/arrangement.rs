//! The transformation of each kind of element.

use super::*;

const PLAYER: &str = "<p class=\"embed\"><a href=\"https://www.youtube.com/watch?v=a-1\" rel=\"noopener\">";

fn check(source: &str, expected: &str) {
    assert_eq!(html(source).trim_end(), expected, "{source}");
}

fn check_markdown(source: &str, expected: &str) {
    assert_eq!(markdown(source).trim_end(), expected, "{source}");
}

/// A heading as it is stored.
fn heading(level: u8, id: &str, text: &str) -> String {
    let anchor = format!("<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>");
    format!("<h{level} id=\"{id}\">{text}{anchor}</h{level}>")
}

#[test]
fn headings_make_an_outline_below_the_title() {
    check("<h1>Đức Hòa</h1><h2>b</h2>", &(heading(2, "duc-hoa", "Đức Hòa") + &heading(3, "b", "b")));
    check("<h2>a</h2><h4>b</h4><h3>c</h3>", &(heading(2, "a", "a") + &heading(3, "b", "b") + &heading(3, "c", "c")));
    check("<h2>a</h2><h2>a</h2>", &(heading(2, "a", "a") + &heading(2, "a-2", "a")));
    check("<h2>Comments</h2>", &heading(2, "section-comments", "Comments"));
    check("<h2>comment 7</h2>", &heading(2, "section-comment-7", "comment 7"));
    let twice = heading(2, "section-comment", "Comment") + &heading(2, "section-comment-2", "Comment");
    check("<h2>Comment</h2><h2>Comment</h2>", &twice);
    check("<h2>?</h2><h2> </h2>", &heading(2, "section", "?"));
    check("<h2>東京</h2>", &heading(2, "東京", "東京"));
}

#[test]
fn links_within_a_body_keep_their_targets() {
    check("<h2 id=old>New</h2><a href=#old>x</a>", &(heading(2, "new", "New") + "<a href=\"#new\">x</a>"));
    check("<a name=b></a><a href='#b'>x</a>", "<a id=\"b\"></a><a href=\"#b\">x</a>");
    check(
        "<p id=sidebar>a</p><a href=#sidebar>x</a>",
        "<p id=\"section-sidebar\">a</p><a href=\"#section-sidebar\">x</a>",
    );
    check("<p id=c>a</p>", "<p>a</p>");
    let notes = markdown("a[^đ]\n\n[^đ]: b");
    assert!(notes.contains("<li id=\"fn-%C4%91\">") && notes.contains("href=\"#fnref-"), "{notes}");
    assert!(notes.contains("class=\"footnotes\"") && notes.contains("class=\"footnote-ref\""), "{notes}");
}

#[test]
fn tables_scroll_and_have_a_name() {
    let wrapped = |label: &str, table: &str| {
        format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>{table}</table></div>"
        )
    };
    check(
        "<table><caption>Giá thép</caption><tr><td>1</table>",
        &wrapped("Giá thép", "<caption>Giá thép</caption><tbody><tr><td>1</td></tr></tbody>"),
    );
    check(
        "<table><tr><th scope=col>a<th><th>b</table>",
        &wrapped("a, b", "<tbody><tr><th scope=\"col\">a</th><td></td><th>b</th></tr></tbody>"),
    );
    let table = "<tbody><tr><td>a</td></tr></tbody>";
    check(&"<table><tr><td>a</table>".repeat(2), &(wrapped("a", table) + &wrapped("a (2)", table)));
    check("<table><tr><td></table>", &wrapped("…", "<tbody><tr><td></td></tr></tbody>"));
    let aligned = markdown("| a |\n|--:|\n| 1 |");
    assert!(aligned.contains("<td class=\"text-right\">1</td>"), "{aligned}");
}

#[test]
fn code_is_highlighted_where_the_language_is_known() {
    check_markdown(
        "```rust,ignore\nfn a() {}\n```",
        "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"hl-keyword\">fn </span>\
         <span class=\"hl-function\">a</span>() {}\n</code></pre>",
    );
    check_markdown("```\n<b>\n```", "<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>");
    check("<pre class='wp evil'>\n\n x</pre>", "<pre tabindex=\"0\"> x</pre>");
}

#[test]
fn images_load_lazily_and_titles_become_captions() {
    let image = |alt: &str| format!("<img src=\"a.jpg\" alt=\"{alt}\" loading=\"lazy\" decoding=\"async\">");
    check_markdown("![x](a.jpg)", &format!("<p>{}</p>", image("x")));
    check_markdown(
        "![x](a.jpg \"Chú thích\")",
        &format!("<figure>{}<figcaption>Chú thích</figcaption></figure>", image("x")),
    );
    check(
        "<img src=a.jpg width=100px height=50% srcset=b style=x>",
        "<img src=\"a.jpg\" width=\"100\" loading=\"lazy\" decoding=\"async\" alt=\"\">",
    );
    check("<p><img alt=x></p>", "");
    check(
        "<a href=/b/c%20d.jpg><img src=e alt=''></a>",
        "<a href=\"/b/c%20d.jpg\" aria-label=\"c d.jpg\"><img src=\"e\" alt=\"\" loading=\"lazy\" decoding=\"async\"></a>",
    );
}

#[test]
fn third_party_players_become_links() {
    for source in [
        "<iframe width=1 src='//www.youtube.com/embed/a-1?rel=0'></iframe>",
        "<p><iframe src=https://www.youtube-nocookie.com/embed/a-1></iframe></p>",
        "<object><param name=movie value='http://youtube.com/v/a-1&hl=en'><embed src='http://youtube.com/v/a-1&hl=en'></object>",
    ] {
        check(source, &format!("{PLAYER}youtube.com — /watch?v=a-1</a></p>"));
    }
    check(
        "<iframe src=//youtube.com/embed/a-1 title='Cầu Bến Lức'></iframe>",
        &format!("{PLAYER}youtube.com — Cầu Bến Lức</a></p>"),
    );
    check(
        "<p>a <iframe src=https://vimeo.com/1></iframe></p>",
        "<p>a <a href=\"https://vimeo.com/1\" rel=\"noopener\">vimeo.com — /1</a></p>",
    );
    check(
        "<p>https://youtu.be/x</p>",
        "<p class=\"embed\"><a href=\"https://youtu.be/x\" rel=\"noopener\">youtu.be — /x</a></p>",
    );
    check_markdown(
        "https://x.com/a/1",
        "<p class=\"embed\"><a href=\"https://x.com/a/1\" rel=\"noopener\">https://x.com/a/1</a></p>",
    );
    check(
        "<figure><div>\nhttps://vimeo.com/1\n</div></figure>",
        "<figure class=\"embed\"><div><a href=\"https://vimeo.com/1\" rel=\"noopener\">vimeo.com — /1</a></div></figure>",
    );
    check("<p>https://notx.com/1</p>", "<p>https://notx.com/1</p>");
}

#[test]
fn own_media_get_controls() {
    check("<video autoplay src=a.mp4></video>", "<video src=\"a.mp4\" controls=\"\" preload=\"none\"></video>");
    check(
        "<audio><source src=a.ogg type=audio/ogg></audio>",
        "<audio controls=\"\" preload=\"none\"><source src=\"a.ogg\" type=\"audio/ogg\"></audio>",
    );
    check(
        "<div class=cover><video autoplay loop controls class=look-backdrop src=a.mp4></video><p>b</p></div>",
        "<div class=\"cover\"><video class=\"look-backdrop\" src=\"a.mp4\" muted=\"\" aria-hidden=\"true\" \
         preload=\"metadata\"></video><p>b</p></div>",
    );
    check(
        "<video aria-hidden=true class=look-backdrop src=a.mp4></video>",
        "<video class=\"look-backdrop\" src=\"a.mp4\" controls=\"\" preload=\"none\"></video>",
    );
    check("<video src=data:x><a href=/a>b</a></video>", "<a href=\"/a\">b</a>");
}

#[test]
fn lists_are_repaired_and_tasks_become_text() {
    let tasks = markdown("- [ ] a\n- [x] b");
    assert!(tasks.contains("<li class=\"task-list-item\">☐ a</li>") && tasks.contains("☑ b"), "{tasks}");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>");
    check("<li>a</li><li>b</li>c", "<ul><li>a</li><li>b</li></ul>c");
    check("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>");
    check(
        "<ol start=3 type=a reversed><li value=5>x</ol>",
        "<ol start=\"3\" type=\"a\" reversed=\"\"><li value=\"5\">x</li></ol>",
    );
}

#[test]
fn obsolete_markup_is_replaced() {
    check("<center>a</center>", "<div class=\"text-center\">a</div>");
    check("<p style='color:red; TEXT-ALIGN : Right !important'>a</p>", "<p class=\"text-right\">a</p>");
    check(
        "<p align=left>a</p><img align=left src=b>",
        "<p>a</p><img src=\"b\" class=\"align-left\" loading=\"lazy\" decoding=\"async\" alt=\"\">",
    );
    check(
        "<strike>a</strike><tt>b</tt><acronym title=c>d</acronym>",
        "<s>a</s><code>b</code><abbr title=\"c\">d</abbr>",
    );
    check(
        "<p dir=rtl lang=ar class='alignleft verse size-large'>a</p><p lang='x y'>b</p>",
        "<p dir=\"rtl\" lang=\"ar\" class=\"verse\">a</p><p>b</p>",
    );
    check("<p> &nbsp;<br></p><p>a</p>", "<p>a</p>");
}

#[test]
fn excerpt_and_reading_time() {
    let body = render(&format!("<p>Mở đầu.</p>{}", "<p>một hai ba</p>".repeat(200)), Format::Html);
    assert_eq!((body.words, body.minutes), (602, 3));
    assert!(body.excerpt.starts_with("Mở đầu. một hai ba") && body.excerpt.ends_with('…'));
    let body = render("Đầu.\n\n<!--more-->\n\nSau.", Format::Markdown);
    assert_eq!((body.excerpt.as_str(), body.minutes), ("Đầu.", 1));
    assert_eq!(body.html, "<p>Đầu.</p>\n\n<p>Sau.</p>\n");
    assert_eq!(render("", Format::Html), Body { html: String::new(), excerpt: String::new(), minutes: 1, words: 0 });
    assert_eq!(render("東京は大きい", Format::Markdown).words, 3);
}

use super::*;

/// Applies an edit to a text in which `|` marks the selection, and returns the result in the same notation.
fn check(before: &str, edit: impl Fn(&str, Range<usize>) -> Edit) -> String {
    let start = before.find('|').unwrap();
    let rest = before.replacen('|', "", 1);
    let (text, end) = match rest.find('|') {
        Some(end) => (rest.replacen('|', "", 1), end),
        None => (rest, start),
    };
    let edit = edit(&text, start..end);
    let mut after = edit.apply(&text);
    if edit.select.end != edit.select.start {
        after.insert(edit.select.end, '|');
    }
    after.insert(edit.select.start, '|');
    after
}

#[test]
fn delimiters_are_added_and_removed() {
    let bold = |text: &str, at| wrap(text, at, "**");
    let italic = |text: &str, at| wrap(text, at, "*");
    assert_eq!(check("một |chữ đậm| đây", bold), "một **|chữ đậm|** đây");
    assert_eq!(check("một **|chữ đậm|** đây", bold), "một |chữ đậm| đây");
    assert_eq!(check("một |**chữ đậm**| đây", bold), "một |chữ đậm| đây");
    assert_eq!(check("một | đây", bold), "một **|** đây");
    assert_eq!(check("x| dấu cách |y", bold), "x **|dấu cách|** y");
    // Italic within bold is a separate delimiter.
    assert_eq!(check("**|đậm|**", italic), "***|đậm|***");
    assert_eq!(check("***|đậm|***", italic), "**|đậm|**");
    assert_eq!(check("***|đậm|***", bold), "*|đậm|*");
}

#[test]
fn the_cursor_stays_in_its_word_and_leaves_delimiters() {
    let bold = |text: &str, at| wrap(text, at, "**");
    let italic = |text: &str, at| wrap(text, at, "*");
    assert_eq!(check("một ch|ữ đây", bold), "một **ch|ữ** đây");
    assert_eq!(check("một **ch|ữ** đây", bold), "một ch|ữ đây");
    assert_eq!(check("**|**", bold), "|");
    // The same shortcut begins and ends bold text while typing, and leaves the last word as it is.
    assert_eq!(check("**tăng gấp rưỡi|** nhé", bold), "**tăng gấp rưỡi**| nhé");
    assert_eq!(check("*nghiêng|*", italic), "*nghiêng*|");
    // The delimiter after the cursor opens here; it does not close.
    assert_eq!(check("một|**hai**", bold), "**một|****hai**");
    // The first of two asterisks is not a delimiter by itself.
    assert_eq!(check("**đậm|**", italic), "***đậm|***");
}

#[test]
fn line_prefixes_are_added_and_removed() {
    let list = |text: &str, at| mark_lines(text, at, LineMark::List);
    let numbered = |text: &str, at| mark_lines(text, at, LineMark::Numbered);
    let heading = |text: &str, at| mark_lines(text, at, LineMark::Heading);
    let quote = |text: &str, at| mark_lines(text, at, LineMark::Quote);
    assert_eq!(check("a\nb|c\nd", heading), "a\n## bc|\nd");
    assert_eq!(check("# ti|êu đề", heading), "tiêu đề|");
    assert_eq!(check("|một\n\nhai|", list), "|- một\n\n- hai|");
    assert_eq!(check("|- một\n- hai|", list), "|một\nhai|");
    assert_eq!(check("|- một\n- hai|", numbered), "|1. một\n2. hai|");
    assert_eq!(check("|", quote), "> |");
    assert_eq!(check("|x\n> y|", quote), "|> x\n> y|");
}

#[test]
fn links_wrap_words_and_addresses() {
    assert_eq!(check("xem |bài này| nhé", link), "xem [bài này](|https://|) nhé");
    assert_eq!(check("xem bà|i nhé", link), "xem [bài](|https://|) nhé");
    assert_eq!(check("|https://a.vn/x|", link), "[|](https://a.vn/x)");
    assert_eq!(check("|", link), "[|]()");
    let paste = |text: &str, at| paste_address(text, at, " https://a.vn ").unwrap();
    assert_eq!(check("xem |bài này| nhé", paste), "xem [bài này](https://a.vn)| nhé");
    assert_eq!(paste_address("bài", 0..0, "https://a.vn"), None);
    assert_eq!(paste_address("bài", 0..4, "một hai"), None);
}

#[test]
fn images_become_paragraphs() {
    let described = |text: &str, at| picture(text, at, "/media/1/a.webp", "một [cầu]");
    assert_eq!(check("trước|", described), "trước\n\n![một  cầu ](/media/1/a.webp)\n\n|");
    let bare = |text: &str, at| picture(text, at, "/media/1/a (1).webp", "");
    assert_eq!(check("trước\n\n|\n\nsau", bare), "trước\n\n![|](</media/1/a (1).webp>)\n\nsau");
    let two = "![](/media/2/b.webp)\n\n![|](</media/1/a (1).webp>)\n\n";
    assert_eq!(check("![|](/media/2/b.webp)\n\n", bare), two, "images do not nest");
    let empty = |text: &str, at| picture(text, at, "", "");
    assert_eq!(check("|", empty), "![](|)\n\n");
}

#[test]
fn code_has_fences_over_lines() {
    assert_eq!(check("gọi |f()| đi", code), "gọi `|f()|` đi");
    assert_eq!(check("a\n|b\nc|\nd", code), "a\n```\n|b\nc|\n```\nd");
    assert_eq!(check("|```\nb\n```|", code), "|b|");
}

#[test]
fn enter_continues_a_list() {
    let enter = |text: &str, at| continue_list(text, at).unwrap();
    assert_eq!(check("- một|", enter), "- một\n- |");
    assert_eq!(check("9. chín|\nx", enter), "9. chín\n10. |\nx");
    assert_eq!(check("- một\n- |", enter), "- một\n\n|");
    assert_eq!(continue_list("- một", 3..3), None);
    assert_eq!(continue_list("một", 4..4), None);
}

#[test]
fn offsets_convert_to_utf16_and_back() {
    let text = "Đức 🙂 x";
    for (place, _) in text.char_indices() {
        assert_eq!(from_browser(text, to_browser(text, place)), place);
    }
    assert_eq!(to_browser(text, text.len()), 8);
    assert_eq!(from_browser(text, 99), text.len());
    // Within a surrogate pair.
    assert_eq!(from_browser(text, 5), "Đức ".len());
}

#[test]
fn paragraphs_of_a_word_processor_stay_apart() {
    let html = "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><p class=MsoNormal>Nước rút.<o:p></o:p></p>\
                <P CLASS=MsoNormal>Đò chạy lại.</P></html>";
    let edit = paste_paragraphs(3..5, "Nước rút.\r\nĐò chạy lại.\r\n", html).unwrap();
    assert_eq!(edit.apply("a\n\nb!"), "a\n\nNước rút.\n\nĐò chạy lại.");
    let end = 3 + edit.text.len();
    assert_eq!(edit.select, end..end);
    for (text, html) in [("một\nhai", ""), ("một\nhai", "<pre>một\nhai</pre>"), ("một", "<p>một</p>")] {
        assert_eq!(paste_paragraphs(0..0, text, html), None, "{text} {html}");
    }
}

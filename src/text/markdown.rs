//! Converts Markdown to HTML. The result is unsafe and must be sanitized.

use std::sync::LazyLock;

use comrak::{Arena, Options};

mod tame;

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    // Emphasis next to Chinese, Japanese and Korean text, which has no spaces.
    options.extension.cjk_friendly_emphasis = true;
    // Typographic quotation marks, dashes and ellipses.
    options.parse.smart = true;
    options.render.tasklist_classes = true;
    // Raw HTML is kept: the sanitizer checks Markdown and HTML alike.
    options.render.r#unsafe = true;
    options
});

/// Converts a post's Markdown to HTML: CommonMark with tables, strikethrough, task lists, footnotes and autolinks.
/// Returns `None` if `should_stop` returns true, which is called regularly.
pub fn to_html_until(source: &str, should_stop: &dyn Fn() -> bool) -> Option<String> {
    let source = tame::tame(source);
    let arena = Arena::new();
    let root = comrak::try_parse_document(&arena, &source, &OPTIONS, should_stop).ok()?;
    let mut html = String::with_capacity(source.len() * 5 / 4);
    // Writing to a string does not fail.
    let _ = comrak::format_html(root, &OPTIONS, &mut html);
    Some(html)
}

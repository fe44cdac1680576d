//! Markdown to HTML, not yet safe: what comes out goes through the sanitizer.

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
    // Emphasis beside Chinese, Japanese and Korean text, which has no spaces around it.
    options.extension.cjk_friendly_emphasis = true;
    options.render.tasklist_classes = true;
    // Raw HTML stays: the sanitizer, which sees Markdown and HTML alike, is the one judge of it.
    options.render.r#unsafe = true;
    options
});

/// The HTML of a post written in Markdown: CommonMark with tables, strikethrough, task lists, footnotes and
/// autolinks. `None` once `should_stop` says so, which is asked all the while.
pub fn to_html_until(source: &str, should_stop: &dyn Fn() -> bool) -> Option<String> {
    let source = tame::tame(source);
    let arena = Arena::new();
    let root = comrak::try_parse_document(&arena, &source, &OPTIONS, should_stop).ok()?;
    let mut html = String::with_capacity(source.len() * 5 / 4);
    // Writing to a string does not fail.
    let _ = comrak::format_html(root, &OPTIONS, &mut html);
    Some(html)
}

//! Markdown to HTML, not yet safe: what comes out goes through the sanitizer.

use std::sync::LazyLock;

use comrak::Options;

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
/// autolinks.
pub fn to_html(source: &str) -> String {
    comrak::markdown_to_html(source, &OPTIONS)
}

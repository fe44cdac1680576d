use std::ops::Range;

use super::{Edit, lines_at, trim, word_at};

/// Adds delimiters such as `**` around the selection, or removes them if they are there. Without a selection, it
/// applies to the word at the cursor and keeps the cursor's position, so that typing on replaces nothing. Directly
/// before a closing delimiter, the cursor moves past it, so that the same shortcut begins and ends bold text while
/// typing.
pub fn wrap(text: &str, selected: Range<usize>, mark: &str) -> Edit {
    if selected.is_empty() && closes(text, selected.start, mark) {
        let end = selected.start + mark.len();
        return Edit { range: selected.start..end, text: mark.to_owned(), select: end..end };
    }
    let (inner, held) = if selected.is_empty() {
        (word_at(text, selected.start), selected)
    } else {
        let inner = trim(text, selected);
        (inner.clone(), inner)
    };
    let (before, after) = (&text[..inner.start], &text[inner.end..]);
    if before.ends_with(mark) && after.starts_with(mark) && is_whole(before, after, mark) {
        let range = inner.start - mark.len()..inner.end + mark.len();
        let select = held.start - mark.len()..held.end - mark.len();
        return Edit { range, text: text[inner].to_owned(), select };
    }
    let content = &text[inner.clone()];
    let double = 2 * mark.len();
    if content.len() > double && content.starts_with(mark) && content.ends_with(mark) {
        let bare = content[mark.len()..content.len() - mark.len()].to_owned();
        return Edit { select: inner.start..inner.start + bare.len(), range: inner, text: bare };
    }
    let select = held.start + mark.len()..held.end + mark.len();
    Edit { text: format!("{mark}{content}{mark}"), range: inner, select }
}

/// Returns whether the delimiter at a position closes one that was opened before it in the same line.
fn closes(text: &str, at: usize, mark: &str) -> bool {
    let before = &text[lines_at(text, &(at..at)).start..at];
    let follows_text = before.chars().next_back().is_some_and(|last| !last.is_whitespace() && !mark.contains(last));
    follows_text && text[at..].starts_with(mark) && before.matches(mark).count() % 2 == 1
}

/// Returns whether the delimiter is complete: the `*` of `**` is not.
fn is_whole(before: &str, after: &str, mark: &str) -> bool {
    let Some(letter) = mark.chars().next() else { return false };
    let length = |count: usize| count == mark.len() || count == mark.len() + if mark.len() == 1 { 2 } else { 1 };
    let behind = before.chars().rev().take_while(|&c| c == letter).count();
    let ahead = after.chars().take_while(|&c| c == letter).count();
    length(behind) && length(ahead)
}

/// Makes the selection a link and selects its URL. If the selection is a URL, it becomes the link's target and the
/// cursor is placed in the text.
pub fn link(text: &str, selected: Range<usize>) -> Edit {
    let inner = if selected.is_empty() { word_at(text, selected.start) } else { trim(text, selected) };
    let content = text[inner.clone()].to_owned();
    if is_address(&content) {
        let at = inner.start + 1;
        return Edit { text: format!("[]({content})"), range: inner, select: at..at };
    }
    let at = inner.start + content.len() + 3;
    let select = at..at + if content.is_empty() { 0 } else { "https://".len() };
    let text = if content.is_empty() { "[]()".to_owned() } else { format!("[{content}](https://)") };
    let select = if content.is_empty() { inner.start + 1..inner.start + 1 } else { select };
    Edit { range: inner, text, select }
}

/// Makes the selected text a link if a URL is pasted over it.
pub fn paste_address(text: &str, selected: Range<usize>, pasted: &str) -> Option<Edit> {
    let pasted = pasted.trim();
    let content = &text[selected.clone()];
    if content.is_empty() || content.contains('\n') || !is_address(pasted) || is_address(content.trim()) {
        return None;
    }
    let text = format!("[{content}]({pasted})");
    let end = selected.start + text.len();
    Some(Edit { range: selected, text, select: end..end })
}

/// Separates pasted paragraphs by blank lines, since Markdown joins lines. Word processors put them on the clipboard as
/// lines, and beside them as HTML, which shows that each line is a paragraph.
pub fn paste_paragraphs(selected: Range<usize>, pasted: &str, html: &str) -> Option<Edit> {
    let lines: Vec<&str> = pasted.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let html = html.to_ascii_lowercase();
    let paragraphs = html.matches("<p ").count() + html.matches("<p>").count();
    if lines.len() < 2 || paragraphs < lines.len() {
        return None;
    }
    let text = lines.join("\n\n");
    let end = selected.start + text.len();
    Some(Edit { range: selected, text, select: end..end })
}

/// Inserts an image as a paragraph of its own, and selects the alternative text if it is missing. Within another image,
/// it is inserted after that.
pub fn picture(text: &str, selected: Range<usize>, address: &str, alt: &str) -> Edit {
    let selected = after_picture(text, &selected).unwrap_or(selected);
    let alt = alt.replace(['[', ']', '\n'], " ");
    let address = if address.contains([' ', '(', ')']) { format!("<{address}>") } else { address.to_owned() };
    let before = &text[..selected.start];
    let lead = match before {
        "" => "",
        before if before.ends_with("\n\n") => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let after = &text[selected.end..];
    let tail = match after {
        after if after.starts_with("\n\n") => "",
        after if after.starts_with('\n') => "\n",
        _ => "\n\n",
    };
    let start = selected.start + lead.len() + 2;
    let select = match (alt.is_empty(), address.is_empty()) {
        (true, false) => start..start,
        (_, true) => start + alt.len() + 2..start + alt.len() + 2,
        _ => {
            let end = start + alt.len() + 2 + address.len() + 1 + tail.len();
            end..end
        }
    };
    Edit { range: selected, text: format!("{lead}![{alt}]({address}){tail}"), select }
}

/// Returns the place after the image whose alternative text is selected.
fn after_picture(text: &str, selected: &Range<usize>) -> Option<Range<usize>> {
    let start = text[..selected.start].rfind("![")?;
    let end = start + text[start..].find("](")?;
    let is_within = end >= selected.end && !text[start..end].contains('\n');
    let close = end + text[end..].find(')')? + 1;
    is_within.then_some(close..close)
}

/// Formats the selection as code: in backticks within a line, in a fenced block over several lines.
pub fn code(text: &str, selected: Range<usize>) -> Edit {
    if !text[selected.clone()].contains('\n') {
        return wrap(text, selected, "`");
    }
    let range = lines_at(text, &selected);
    let content = &text[range.clone()];
    if let Some(bare) = content.strip_prefix("```\n").and_then(|content| content.strip_suffix("\n```")) {
        let select = range.start..range.start + bare.len();
        return Edit { text: bare.to_owned(), range, select };
    }
    let start = range.start + 4;
    let select = start..start + content.len();
    Edit { text: format!("```\n{content}\n```"), range, select }
}

fn is_address(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    known && !text.contains(char::is_whitespace)
}

//! Boxes around paragraphs: `:::tip[Title]` (Docusaurus, Starlight, VuePress, Pandoc) and `!!! note "Title"` (Python
//! Markdown). Their titles and content stay. Tables of contents are made anew here.

use std::borrow::Cow;

use super::Dialect;

/// Beginnings of boxes whose content is indented.
const INDENTED: [&str; 3] = ["!!! ", "??? ", "???+ "];

/// Returns whether a text begins with a line that is replaced by a table of contents.
pub fn is_table_of_contents(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end().to_ascii_lowercase();
    ["[toc]", "[[toc]]", "[[_toc_]]", "[[!toc]]"].contains(&line.as_str())
}

impl Dialect<'_> {
    /// Leaves out the rest of the line.
    pub(super) fn drop_line(&mut self) -> bool {
        let length = self.rest().lines().next().unwrap_or_default().len();
        self.replace(length, "")
    }

    /// Writes the title of a box, or nothing for its end.
    pub(super) fn container(&mut self) -> bool {
        let line = self.near().lines().next().unwrap_or_default();
        let inner = line.trim_start_matches(':').trim();
        let end =
            inner.find(|sign: char| !(sign.is_ascii_alphanumeric() || "_-".contains(sign))).unwrap_or(inner.len());
        let is_box = inner.is_empty()
            || inner.starts_with('{')
            || end > 0 && inner[end..].starts_with(|sign: char| sign.is_whitespace() || "[{".contains(sign))
            || end == inner.len();
        if !is_box {
            return false;
        }
        let title = inner[end..].trim();
        let title = title.strip_prefix('[').and_then(|title| title.split_once(']')).map_or(title, |(title, _)| title);
        let title = title.split('{').next().unwrap_or_default().trim();
        let title = if title.is_empty() { String::new() } else { format!("\n**{title}**\n") };
        self.replace(line.len(), &title)
    }
}

/// Writes boxes with indented content as their titles, and their content without indentation. Code is left alone.
pub fn without_indentation(source: &str) -> Cow<'_, str> {
    if !INDENTED.iter().any(|mark| source.contains(mark)) {
        return source.into();
    }
    let mut out = String::with_capacity(source.len());
    let (mut is_code, mut is_inside) = (false, false);
    for line in source.split_inclusive('\n') {
        let text = line.trim_start();
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        is_inside &= is_indented || text.is_empty();
        is_code ^= !is_inside && (text.starts_with("```") || text.starts_with("~~~"));
        if !is_code && !is_indented && INDENTED.iter().any(|mark| line.starts_with(mark)) {
            let title = line.split('"').nth(1).unwrap_or_default();
            out.push_str(&if title.is_empty() { "\n".to_owned() } else { format!("\n**{title}**\n\n") });
            is_inside = true;
        } else if is_inside && is_indented {
            out.push_str(line.strip_prefix('\t').unwrap_or(line.get(4..).unwrap_or_default()));
        } else {
            out.push_str(line);
        }
    }
    out.into()
}

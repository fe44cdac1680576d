//! Attributes and extensions of kramdown (`{: .note}`, `{:toc}`, `{::comment}`) and of Pandoc and Hugo (`## Title {#anchor .class}`).

use super::Dialect;

impl Dialect<'_> {
    /// Removes attributes, but keeps an anchor.
    pub(super) fn attributes(&mut self) -> bool {
        let rest = self.near();
        let Some(end) = rest.find(['}', '\n']).filter(|end| rest[*end..].starts_with('}')) else { return false };
        let inner = &rest[1..end];
        let before = self.line_before();
        let ends_line = rest[end + 1..].lines().next().unwrap_or_default().trim().is_empty();
        let is_alone = before.trim_start_matches([' ', '>']).is_empty() && ends_line;
        let is_heading = before.trim_start_matches([' ', '>']).starts_with('#');
        let is_behind = before.ends_with([')', ']', '*', '_', '`', '>']);
        let is_meant = match inner.as_bytes().first() {
            Some(b':') => {
                let is_attribute = inner[1..].trim_start().starts_with(['.', '#']) || inner.contains('=');
                let is_extension = inner[1..].starts_with([':', '/']);
                is_alone || is_behind || is_attribute || is_extension || ends_line && !before.is_empty()
            }
            Some(b'#' | b'.') => (is_heading && ends_line || is_alone || is_behind) && !inner[1..].contains(['{', '(']),
            _ => false,
        };
        if !is_meant {
            return false;
        }
        if inner == "::comment"
            && let Some(close) = self.find("{:/", end + 1)
            && let Some(length) = self.rest()[close..].find('}')
        {
            return self.replace(close + length + 1, "");
        }
        if inner.trim_start_matches(':').trim() == "toc" || inner.contains("toc") && inner.starts_with(":toc") {
            self.drop_list_item();
        }
        let anchor = inner.split_whitespace().find_map(|word| word.trim_start_matches(':').strip_prefix('#'));
        let is_name = |anchor: &str| anchor.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c));
        let anchor = anchor.filter(|anchor| !anchor.is_empty() && is_name(anchor));
        let anchor = anchor.map(|anchor| format!("<a id=\"{anchor}\"></a>")).unwrap_or_default();
        self.replace(end + 1, &anchor)
    }

    /// Removes the item that only holds the place of a table of contents.
    fn drop_list_item(&mut self) {
        // Only the line before, so that the work stays linear.
        let indent = self.line_before().len();
        let written = self.out.len() - indent;
        let Some(before) = self.out[..written].strip_suffix('\n') else { return };
        let begin = before.rfind('\n').map_or(0, |place| place + 1);
        let line = self.out[begin..written].trim_start();
        if line.starts_with("* ") || line.starts_with("- ") || line.starts_with("1. ") || line.starts_with("+ ") {
            self.out.truncate(begin);
        }
    }
}

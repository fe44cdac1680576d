//! Diffs between two versions of a text.

use std::time::{Duration, Instant};

use similar::{ChangeTag, DiffOp, InlineChange, InlineChangeOptions, TextDiff};

use crate::model::admin::difference::{Difference, DifferenceLine, DifferencePart};

/// Number of unchanged lines shown around a change.
const CONTEXT: usize = 3;

/// Maximum size of a block of changed lines, in bytes on both sides together, that is compared word by word.
const LONGEST: usize = 50_000;

/// Time limit of the comparison, after which the rest counts as changed: the diff stays correct, but is larger than
/// necessary. Proportional to the length of both texts, since comparison is quadratic in the worst case.
const PATIENCE: Duration = Duration::from_millis(20);
const PATIENCE_PER_BYTE: Duration = Duration::from_micros(4);
const LONGEST_PATIENCE: Duration = Duration::from_millis(400);

/// Compares two texts line by line, and word by word where a line was changed only in part.
///
/// White space at the ends of lines and of the text is ignored, since it is invisible.
pub fn difference(old: &str, new: &str) -> Difference {
    let length = u32::try_from(old.len() + new.len()).unwrap_or(u32::MAX);
    let patience = PATIENCE.saturating_add(PATIENCE_PER_BYTE.saturating_mul(length)).min(LONGEST_PATIENCE);
    let old: Vec<&str> = old.trim_end().lines().map(str::trim_end).collect();
    let new: Vec<&str> = new.trim_end().lines().map(str::trim_end).collect();
    let deadline = Instant::now() + patience;
    let compared = TextDiff::configure().deadline(deadline).diff_slices(&old, &new);
    let mut difference = Difference::default();
    let mut shown = 0;
    for group in compared.grouped_ops(CONTEXT) {
        let start = group.first().map_or(shown, |operation| operation.new_range().start);
        difference.skip(start - shown);
        for operation in &group {
            shown = operation.new_range().end;
            difference.take(&compared, operation, deadline);
        }
    }
    if !difference.lines.is_empty() {
        difference.skip(new.len() - shown);
    }
    difference
}

impl Difference {
    fn skip(&mut self, lines: usize) {
        if lines > 0 {
            self.lines.push(DifferenceLine::Skipped(lines));
        }
    }

    /// Adds the lines of one diff operation.
    fn take(&mut self, compared: &TextDiff<'_, '_, str>, operation: &DiffOp, deadline: Instant) {
        let old = operation.old_range().filter_map(|line| compared.old_slice(line));
        let new = operation.new_range().filter_map(|line| compared.new_slice(line));
        if old.chain(new).map(str::len).sum::<usize>() > LONGEST {
            compared.iter_changes(operation).for_each(|change| self.push(&change.into()));
            return;
        }
        let mut options = InlineChangeOptions::new();
        options.semantic_cleanup(true);
        let changes = compared.iter_inline_changes_with_options_deadline(operation, options, Some(deadline));
        changes.for_each(|change| self.push(&change));
    }

    fn push(&mut self, change: &InlineChange<str>) {
        let parts = || parts(change.values());
        self.lines.push(match change.tag() {
            ChangeTag::Equal => DifferenceLine::Same(change.values().iter().map(|(_, text)| *text).collect()),
            ChangeTag::Delete => {
                self.removed += 1;
                DifferenceLine::Removed(parts())
            }
            ChangeTag::Insert => {
                self.added += 1;
                DifferenceLine::Added(parts())
            }
        });
    }
}

/// Merges adjacent parts of the same kind, and changed words separated only by white space.
fn parts(values: &[(bool, &str)]) -> Vec<DifferencePart> {
    let mut parts = Vec::new();
    for (index, (is_changed, text)) in values.iter().enumerate() {
        let between = text.trim().is_empty()
            && matches!(parts.last(), Some(DifferencePart::Changed(_)))
            && values.get(index + 1).is_some_and(|(is_changed, _)| *is_changed);
        let is_changed = *is_changed || between;
        match (parts.last_mut(), is_changed) {
            (_, _) if text.is_empty() => {}
            (Some(DifferencePart::Changed(last)), true) | (Some(DifferencePart::Kept(last)), false) => {
                last.push_str(text);
            }
            (_, true) => parts.push(DifferencePart::Changed((*text).to_owned())),
            (_, false) => parts.push(DifferencePart::Kept((*text).to_owned())),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats a diff: `-` and `+` before lines, brackets around changed words.
    fn show(old: &str, new: &str) -> Vec<String> {
        let join = |parts: &[DifferencePart]| -> String {
            let write = |part: &DifferencePart| match part {
                DifferencePart::Kept(text) => text.clone(),
                DifferencePart::Changed(text) => format!("[{text}]"),
            };
            parts.iter().map(write).collect()
        };
        let line = |line: &DifferenceLine| match line {
            DifferenceLine::Same(text) => format!(" {text}"),
            DifferenceLine::Removed(parts) => format!("-{}", join(parts)),
            DifferenceLine::Added(parts) => format!("+{}", join(parts)),
            DifferenceLine::Skipped(lines) => format!("…{lines}"),
        };
        difference(old, new).lines.iter().map(line).collect()
    }

    #[test]
    fn changed_words_are_marked() {
        let old = "Cầu Vàm Cỏ Đông nối Bến Lức với Đức Hòa.\nXe chạy cả đêm.";
        let new = "Cầu Vàm Cỏ Tây nối Bến Lức với Tân Trụ.\nXe chạy cả đêm.";
        assert_eq!(
            show(old, new),
            [
                "-Cầu Vàm Cỏ [Đông] nối Bến Lức với [Đức Hòa].",
                "+Cầu Vàm Cỏ [Tây] nối Bến Lức với [Tân Trụ].",
                " Xe chạy cả đêm."
            ]
        );
    }

    #[test]
    fn one_mark_is_one_change() {
        assert_eq!(show("Ma và mà là hai từ khác nhau", "Mạ và mà là hai từ khác nhau").len(), 2);
        assert_eq!(show("đường", "đường"), [""; 0]);
    }

    #[test]
    fn lines_are_added_and_removed() {
        assert_eq!(show("một\nhai", "một\nxen vào\nhai"), [" một", "+xen vào", " hai"]);
        assert_eq!(show("một\nhai\nba", "một\nba"), [" một", "-hai", " ba"]);
        assert_eq!(show("", "mới"), ["+mới"]);
        assert_eq!(show("cũ", ""), ["-cũ"]);
        let counted = difference("một\nhai\nba", "một\nbốn\nnăm sáu\nba");
        assert_eq!((counted.added, counted.removed), (2, 1));
    }

    #[test]
    fn lines_that_share_nothing_are_changed_as_a_whole() {
        let shown = show("Chợ nổi họp từ sáng sớm", "Giá lúa tăng nhẹ hôm nay");
        assert_eq!(shown, ["-Chợ nổi họp từ sáng sớm", "+Giá lúa tăng nhẹ hôm nay"]);
    }

    #[test]
    fn invisible_white_space_is_ignored() {
        assert_eq!(show("một  \r\nhai\r\n\r\n", "một\nhai"), [""; 0]);
    }

    #[test]
    fn lines_far_from_changes_are_skipped() {
        let old: Vec<String> = (1..=30).map(|line| format!("dòng {line}")).collect();
        let mut new = old.clone();
        new[14] = "dòng mười lăm".to_owned();
        let shown = show(&old.join("\n"), &new.join("\n"));
        assert_eq!(shown.first().map(String::as_str), Some("…11"));
        assert_eq!(shown.last().map(String::as_str), Some("…12"));
        assert_eq!(shown.len(), 2 + 2 * CONTEXT + 2);
    }

    #[test]
    fn large_texts_keep_every_line() {
        let text = |word: &str| -> String { (0..20_000).map(|line| format!("{word} {line} {}\n", line * 7)).collect() };
        let (old, new) = (text("lúa"), text("gạo"));
        let found = difference(&old, &new);
        assert_eq!((found.removed, found.added), (20_000, 20_000));
    }
}

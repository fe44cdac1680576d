//! Rewrites Markdown that would take more than linear time to parse.

use std::borrow::Cow;

/// Maximum nesting depth of quotations. The parser visits all of them for each line.
const DEEPEST: usize = 50;

/// Number of missing cells that the parser may add to table rows, besides one for each [`BYTES_A_CELL`] of the source:
/// a wide header above many short rows makes it quadratic.
const FREE_CELLS: usize = 2_000;
const BYTES_A_CELL: usize = 20;

/// Limits the quotation markers before a line to [`DEEPEST`], and disables tables with too many missing cells.
pub fn tame(source: &str) -> Cow<'_, str> {
    let empty_tables = empty_tables(source);
    let is_shallow = source.lines().all(|line| prefix(line).matches('>').nth(DEEPEST).is_none());
    if empty_tables.is_empty() && is_shallow {
        return Cow::Borrowed(source);
    }
    let mut tamed = String::with_capacity(source.len());
    let mut empty_tables = empty_tables.into_iter().peekable();
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let line = flatten(line);
        match empty_tables.next_if_eq(&number).and_then(|_| line.find('-')) {
            // Escapes a hyphen: the line no longer starts a table, and is shown as typed.
            Some(at) => tamed.extend([&line[..at], "\\", &line[at..]]),
            None => tamed.push_str(&line),
        }
    }
    Cow::Owned(tamed)
}

/// Returns the container markers at the start of a line: those of quotations and list items.
fn prefix(line: &str) -> &str {
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '>' | ' ' | '\t' | '-' | '+' | '*' | '.' | ')');
    &line[..line.len() - line.trim_start_matches(is_mark).len()]
}

/// Removes the quotation markers that are too deep.
fn flatten(line: &str) -> Cow<'_, str> {
    let prefix = prefix(line);
    let Some((at, _)) = prefix.match_indices('>').nth(DEEPEST) else { return Cow::Borrowed(line) };
    let further = prefix[at..].replace("> ", "").replace('>', "");
    Cow::Owned([&line[..at], &further, &line[prefix.len()..]].concat())
}

/// Returns the numbers of the lines that would start tables with too many missing cells.
fn empty_tables(source: &str) -> Vec<usize> {
    let mut left = FREE_CELLS + source.len() / BYTES_A_CELL;
    let mut found = Vec::new();
    let mut run = Run::default();
    for (number, line) in source.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            match left.checked_sub(run.missing()) {
                Some(rest) => left = rest,
                None => found.append(&mut run.heads),
            }
            run = Run::default();
        } else {
            run.add(number, line);
        }
    }
    found
}

/// Consecutive lines without an empty one, from the first that may be a table's delimiter row.
#[derive(Default)]
struct Run {
    heads: Vec<usize>,
    /// Columns of the widest table.
    columns: usize,
    rows: usize,
    cells: usize,
}

impl Run {
    fn add(&mut self, number: usize, line: &str) {
        let bars = line.bytes().filter(|byte| *byte == b'|').count();
        let is_head = bars > 0 && line.contains('-') && line.bytes().all(|byte| b"|-: \t>".contains(&byte));
        if is_head {
            self.heads.push(number);
            self.columns = self.columns.max(bars + 1);
        }
        if !self.heads.is_empty() {
            self.rows += 1;
            self.cells += (bars + 1).min(self.columns);
        }
    }

    fn missing(&self) -> usize {
        (self.rows * self.columns).saturating_sub(self.cells + 2 * self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_markdown_is_unchanged() {
        for source in [
            "a\n\n> b\n> > c\n",
            "| a | b |\n|---|---|\n| c |\n",
            "```\n>>>>>>> x\n```\r\n",
            "--- | ---\n",
            ">>>>>>>>>> a",
        ] {
            assert!(matches!(tame(source), Cow::Borrowed(_)), "{source}");
        }
        let wide = format!("{}\n{}\n{}", "|a".repeat(200), "|-".repeat(200), ("|b".repeat(200) + "\n").repeat(50));
        assert_eq!(tame(&wide), wide);
    }

    #[test]
    fn deep_quotations_are_flattened() {
        assert_eq!(tame(&format!("a\n{}b\n", "> ".repeat(5_000))), format!("a\n{}b\n", "> ".repeat(DEEPEST)));
        assert_eq!(tame(&format!("- {}> b", ">".repeat(5_000))), format!("- {}b", ">".repeat(DEEPEST)));
    }

    #[test]
    fn tables_of_missing_cells_are_shown_as_typed() {
        let table = format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "b\n".repeat(500));
        assert_eq!(tame(&table).len(), table.len() + 1);
        assert!(!super::super::to_html_until(&table, &|| false).unwrap_or_default().contains("<table"));
    }
}

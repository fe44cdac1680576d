use std::ops::Range;

use super::{Edit, lines_at};

/// Line prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    Heading,
    Quote,
    List,
    Numbered,
}

impl LineMark {
    /// Returns the prefix of the line with this index.
    fn text(self, number: usize) -> String {
        match self {
            LineMark::Heading => "## ".to_owned(),
            LineMark::Quote => "> ".to_owned(),
            LineMark::List => "- ".to_owned(),
            LineMark::Numbered => format!("{}. ", number + 1),
        }
    }

    /// Returns the length of the prefix of a line; 0 if it has none of this kind.
    fn length(self, line: &str) -> usize {
        match self {
            LineMark::Heading => heading_length(line),
            LineMark::Quote => beginning(line, &["> ", ">"]),
            LineMark::List => beginning(line, &["- ", "* ", "+ "]),
            LineMark::Numbered => {
                let digits = line.bytes().take_while(u8::is_ascii_digit).count();
                if digits > 0 && line[digits..].starts_with(". ") { digits + 2 } else { 0 }
            }
        }
    }
}

fn heading_length(line: &str) -> usize {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') { hashes + 1 } else { 0 }
}

fn beginning(line: &str, marks: &[&str]) -> usize {
    marks.iter().find(|mark| line.starts_with(**mark)).map_or(0, |mark| mark.len())
}

/// Adds a prefix to the selected lines, or removes it if all have it. Prefixes of other kinds are replaced.
pub fn mark_lines(text: &str, selected: Range<usize>, mark: LineMark) -> Edit {
    let range = lines_at(text, &selected);
    let lines = text[range.clone()].split('\n').collect::<Vec<_>>();
    let is_alone = lines.len() == 1;
    let counts = |line: &&&str| is_alone || !line.trim().is_empty();
    let all_have = lines.iter().filter(counts).all(|line| mark.length(line) > 0);
    let mut number = 0;
    let changed = lines.iter().map(|line| {
        if !is_alone && line.trim().is_empty() {
            return (*line).to_owned();
        }
        if all_have {
            return line[mark.length(line)..].to_owned();
        }
        let others = [LineMark::Heading, LineMark::List, LineMark::Numbered, LineMark::Quote];
        let length = others.iter().map(|other| other.length(line)).max().unwrap_or(0);
        number += 1;
        format!("{}{}", mark.text(number - 1), &line[length..])
    });
    let text = changed.collect::<Vec<_>>().join("\n");
    let end = range.start + text.len();
    // In a single line, the cursor moves to its end; several lines stay selected.
    let select = if is_alone { end..end } else { range.start..end };
    Edit { range, text, select }
}

/// Handles Enter at the end of a list item: begins the next item, or ends the list if the item is empty.
pub fn continue_list(text: &str, selected: Range<usize>) -> Option<Edit> {
    let line = lines_at(text, &selected);
    if !selected.is_empty() || selected.end != line.end {
        return None;
    }
    let content = &text[line.clone()];
    let mark =
        [LineMark::List, LineMark::Numbered, LineMark::Quote].into_iter().find(|mark| mark.length(content) > 0)?;
    let length = mark.length(content);
    if content.len() == length {
        // A blank line is needed, because the following text would otherwise belong to the item above.
        let at = line.start + 1;
        return Some(Edit { select: at..at, range: line, text: "\n".to_owned() });
    }
    let next = match mark {
        LineMark::Numbered => {
            let number = content[..length - 2].parse::<u32>().ok()?;
            format!("\n{}. ", number.checked_add(1)?)
        }
        _ => format!("\n{}", &content[..length]),
    };
    let end = selected.end + next.len();
    Some(Edit { range: selected, text: next, select: end..end })
}

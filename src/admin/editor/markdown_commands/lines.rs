use std::ops::Range;

use super::{Edit, lines_at};

/// What lines can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMark {
    Heading,
    Quote,
    List,
    Numbered,
}

impl LineMark {
    /// The mark of the line with this number, counted from 0.
    fn text(self, number: usize) -> String {
        match self {
            LineMark::Heading => "## ".to_owned(),
            LineMark::Quote => "> ".to_owned(),
            LineMark::List => "- ".to_owned(),
            LineMark::Numbered => format!("{}. ", number + 1),
        }
    }

    /// How long the mark at the beginning of a line is; 0 when there is none of this kind.
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

/// Begins the selected lines with a mark, or takes it away when all have it. Marks of another kind give way.
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
    // A single line is typed on at its end; several stay selected.
    let select = if is_alone { end..end } else { range.start..end };
    Edit { range, text, select }
}

/// Enter at the end of an item begins the next one; in an empty item it ends the list.
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
        // A blank line, or what is typed next would still belong to the item above.
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

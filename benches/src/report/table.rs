use super::format::{bound, measured, number, range, unit, verdict};
use crate::figures::{Chapter, Value};
use crate::targets::Target;

/// Formats a table: the first column is aligned left, the others right.
fn lay_out(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let space = " ".repeat(width - cell.chars().count());
            line += &if line.is_empty() { format!("  {cell}{space}") } else { format!("  {space}{cell}") };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

pub fn chapter(chapter: &Chapter) -> String {
    let (mut loads, mut others) = (Vec::new(), Vec::new());
    for figure in &chapter.figures {
        match &figure.value {
            Value::Load { per_second, p50, p99, p99_9, work } => loads.push(vec![
                figure.what.clone(),
                number(per_second.median),
                range(per_second),
                number(*p50),
                number(*p99),
                number(*p99_9),
                number(work.median),
            ]),
            Value::One { unit: of, spread } => {
                others.push(vec![figure.what.clone(), number(spread.median) + unit(*of), range(spread)]);
            }
        }
    }
    if !loads.is_empty() {
        loads.insert(
            0,
            ["", "answers/s", "spread", "p50 ms", "p99 ms", "p99.9 ms", "server µs"].map(str::to_owned).to_vec(),
        );
    }
    let missing: String = chapter.missing.iter().map(|missing| format!("  ! {missing}\n")).collect();
    format!("{}\n{}{}{missing}", chapter.title, lay_out(&loads), lay_out(&others))
}

pub fn targets(targets: &[Target]) -> String {
    let rows: Vec<Vec<String>> = targets
        .iter()
        .map(|target| vec![target.what.to_owned(), bound(target), measured(target), verdict(target).to_owned()])
        .collect();
    format!("Targets\n{}", lay_out(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_letters_not_bytes() {
        let rows = [vec!["cỡ".to_owned(), "1".to_owned()], vec!["xyz".to_owned(), "22".to_owned()]];
        assert_eq!(lay_out(&rows), "  cỡ    1\n  xyz  22\n");
    }
}

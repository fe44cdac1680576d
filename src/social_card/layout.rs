//! Line layout of text in a box.

use super::font::{GlyphRun, run};

/// Lines of text, and the font size in pixels at which they fit.
#[derive(Debug)]
pub struct FittedText {
    pub lines: Vec<GlyphRun>,
    pub size: f32,
}

/// Line height as a multiple of the font size, with space for the marks of Ế above and Ậ below.
pub const LEADING: f32 = 1.24;

/// Fits a text into a box at the first of `sizes` at which it fits. At the last size, text that is still too long is
/// cut.
pub fn fit(text: &str, width: f32, height: f32, sizes: &[f32]) -> FittedText {
    let mut fitted = FittedText { lines: Vec::new(), size: sizes.last().copied().unwrap_or(1.0) };
    for (place, size) in sizes.iter().enumerate() {
        let (room, most) = (width / size, ((height / (size * LEADING)).floor() as usize).max(1));
        let words = split(text, room);
        let mut lines = wrap(&words, room);
        let is_last = place + 1 == sizes.len();
        if lines.len() > most && !is_last {
            continue;
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = cut(last, room);
            }
        } else {
            lines = balance(&words, room, lines.len());
        }
        fitted = FittedText { lines: lines.iter().map(|line| run(line)).collect(), size: *size };
        break;
    }
    fitted
}

/// Returns the words of a text with their widths. A word wider than a line is broken.
fn split(text: &str, room: f32) -> Vec<(String, f32)> {
    let mut words = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut rest = word;
        while run(rest).width > room {
            let fits = |end: &usize| run(&rest[..*end]).width <= room;
            let ends = rest.char_indices().map(|(at, _)| at).skip(1);
            // At least one letter, so that the loop ends.
            let first = rest.chars().next().map_or(rest.len(), char::len_utf8);
            let end = ends.take_while(fits).last().unwrap_or(first);
            words.push((rest[..end].to_owned(), run(&rest[..end]).width));
            rest = &rest[end..];
            if rest.is_empty() {
                break;
            }
        }
        if !rest.is_empty() {
            words.push((rest.to_owned(), run(rest).width));
        }
    }
    words
}

/// Wraps greedily: as many words on each line as fit.
fn wrap(words: &[(String, f32)], room: f32) -> Vec<String> {
    let space = run(" ").width;
    let mut lines: Vec<String> = Vec::new();
    let mut left = 0.0;
    for (word, width) in words {
        match lines.last_mut() {
            Some(line) if left >= space + width => {
                line.push(' ');
                line.push_str(word);
                left -= space + width;
            }
            _ => {
                lines.push(word.clone());
                left = room - width;
            }
        }
    }
    lines
}

/// Wraps into the same number of lines at the smallest width possible, so that the last line is not a single word.
fn balance(words: &[(String, f32)], room: f32, count: usize) -> Vec<String> {
    let (mut narrow, mut wide) = (0.0, room);
    for _ in 0..10 {
        let middle = (narrow + wide) / 2.0;
        let widest = words.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        match middle >= widest && wrap(words, middle).len() <= count {
            true => wide = middle,
            false => narrow = middle,
        }
    }
    wrap(words, wide)
}

/// Shortens a line to fit and ends it with an ellipsis.
fn cut(line: &str, room: f32) -> String {
    let mut kept = line.to_owned();
    loop {
        let shown = format!("{}…", kept.trim_end_matches([' ', ',', '.', ':', ';', '–', '-']));
        if kept.is_empty() || run(&shown).width <= room {
            return shown;
        }
        kept = match kept.rsplit_once(' ') {
            Some((rest, _)) => rest.to_owned(),
            None => {
                let mut letters = kept.chars();
                letters.next_back();
                letters.as_str().to_owned()
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [f32; 3] = [60.0, 50.0, 40.0];

    fn widest(fitted: &FittedText) -> f32 {
        fitted.lines.iter().map(|line| line.width * fitted.size).fold(0.0, f32::max)
    }

    #[test]
    fn long_titles_wrap_and_shrink() {
        let short = fit("Lúa chín", 1000.0, 250.0, &SIZES);
        assert_eq!((short.lines.len(), short.size), (1, 60.0));
        let long = fit(&"Công nghiệp hỗ trợ ở Long An ".repeat(5), 1000.0, 250.0, &SIZES);
        assert!(long.size < 60.0 && long.lines.len() > 1 && widest(&long) <= 1000.0);
        let endless = fit(&"đường ".repeat(500), 1000.0, 250.0, &SIZES);
        assert_eq!((endless.lines.len(), endless.size), (5, 40.0));
        assert!(widest(&endless) <= 1000.0);
    }

    #[test]
    fn overlong_words_are_broken() {
        let fitted = fit(&"nghiêng".repeat(60), 1000.0, 250.0, &SIZES);
        assert!(fitted.lines.len() > 1 && widest(&fitted) <= 1000.0, "{}", widest(&fitted));
        assert!(fit("", 1000.0, 250.0, &SIZES).lines.is_empty());
    }

    #[test]
    fn lines_are_balanced() {
        let fitted = fit("Nhà xưởng xây sẵn hay nhà xưởng xây theo yêu cầu", 1000.0, 250.0, &SIZES);
        let narrowest = fitted.lines.iter().map(|line| line.width * fitted.size).fold(f32::MAX, f32::min);
        assert!(fitted.lines.len() == 2 && narrowest > 0.7 * widest(&fitted));
    }
}

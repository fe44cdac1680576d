//! Inserting something between the paragraphs of a body.

/// Texts with fewer paragraphs stay whole.
const SHORTEST: usize = 4;
/// At least this many paragraphs follow.
const LEAST_AFTER: usize = 2;
/// Elements without an end tag (HTML Standard, void elements).
const VOID: [&str; 8] = ["area", "br", "col", "hr", "img", "input", "source", "track"];

/// Returns where in a body something may stand after `paragraph` paragraphs: a byte index. That is between two paragraphs of
/// the body itself, not of a quote or box in it, since whatever else follows belongs to what precedes it. If another
/// block follows that paragraph, it is the next such place. `None`: the text is too short.
///
/// `html` is stored HTML, which is well-formed.
pub fn find_break(html: &str, paragraph: usize) -> Option<usize> {
    let blocks = blocks(html);
    let total = blocks.iter().filter(|block| block.is_paragraph).count();
    if total < SHORTEST {
        return None;
    }
    let mut passed = 0;
    for pair in blocks.windows(2) {
        passed += usize::from(pair[0].is_paragraph);
        let is_break = pair[0].is_paragraph && pair[1].is_paragraph;
        if is_break && passed >= paragraph && passed + LEAST_AFTER <= total {
            return Some(pair[0].end);
        }
    }
    None
}

/// A block of the body itself.
struct Block {
    /// Whether it is a paragraph with text.
    is_paragraph: bool,
    /// Byte index after its end tag.
    end: usize,
}

fn blocks(html: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    let (mut is_paragraph, mut has_text) = (false, false);
    while let Some(start) = html[at..].find('<').map(|next| at + next) {
        has_text |= !html[at..start].trim().is_empty();
        let Some(end) = tag_end(&html[start..]).map(|length| start + length) else { break };
        let tag = &html[start + 1..end - 1];
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '\t', '\n', '/', '>']).next().unwrap_or_default();
        let is_void = VOID.contains(&name);
        if depth == 0 && !is_end {
            (is_paragraph, has_text) = (name == "p", false);
        }
        depth = match (is_end, is_void || name.starts_with('!')) {
            (_, true) => depth,
            (true, false) => depth.saturating_sub(1),
            (false, false) => depth + 1,
        };
        if depth == 0 && !name.starts_with('!') {
            blocks.push(Block { is_paragraph: is_paragraph && has_text, end });
        }
        at = end;
    }
    blocks
}

/// Returns the length of the tag at the beginning of the text. Attribute values may contain `>`.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text before the break.
    fn before(html: &str, paragraph: usize) -> Option<&str> {
        find_break(html, paragraph).map(|at| &html[..at])
    }

    #[test]
    fn breaks_are_between_paragraphs_of_the_body_itself() {
        let html = "<p>1</p>\n<p>2 <em>a</em><br></p>\n<p>3</p>\n<p>4</p><p>5</p>";
        assert_eq!(before(html, 2), Some("<p>1</p>\n<p>2 <em>a</em><br></p>"));
        assert_eq!(before(html, 3), Some("<p>1</p>\n<p>2 <em>a</em><br></p>\n<p>3</p>"));
        assert_eq!(before(html, 4), None, "two paragraphs follow");
        let boxes =
            "<blockquote><p>a</p><p>b</p></blockquote><ul><li><p>c</p></li></ul><p>1</p><p>2</p><p>3</p><p>4</p>";
        assert_eq!(before(boxes, 1), Some(&boxes[..boxes.find("<p>2").unwrap()]));
    }

    #[test]
    fn a_heading_or_a_list_stays_with_what_precedes_it() {
        let html = "<p>1</p><p>2:</p><ul><li>a</li></ul><p>3</p><h2>b</h2><p>4</p><p>5</p><p>6</p><p>7</p>";
        assert_eq!(before(html, 2), Some(&html[..html.find("<p>5").unwrap()]));
    }

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(find_break("<p>1</p><p>2</p><p>3</p>", 1), None);
        assert_eq!(find_break("", 1), None);
        assert_eq!(find_break("<p>1</p><p> </p><p><img src=\"a\"></p><p>2</p><p>3</p>", 1), None, "pictures only");
    }

    #[test]
    fn attributes_may_contain_anything() {
        let html = "<p><img alt=\"a > <p>b</p>\" src=\"c\">1</p><p title='\"'>2</p><p>3</p><p>4</p>";
        assert_eq!(before(html, 1), Some(&html[..html.find("<p title").unwrap()]));
        for broken in ["<p>1</p><p>2</p><p>3</p><p", "</p></p><p>", "<p>1<p>2<p>3<p>4<p>5"] {
            let _ = find_break(broken, 1);
        }
    }
}

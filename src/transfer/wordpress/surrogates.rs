//! Halves of surrogate pairs in references: `&#55357;&#56834;` for 😂. Neither XML nor HTML allows them, but programs that
//! count in UTF-16 write them.

use std::borrow::Cow;

use memchr::memmem;

/// Returns the surrogate that a reference such as `#55357` or `#xD83D` stands for.
pub fn of_reference(reference: &str) -> Option<u16> {
    let number = reference.strip_prefix('#')?;
    let unit = match number.strip_prefix(['x', 'X']) {
        Some(number) => u16::from_str_radix(number, 16),
        None => number.parse(),
    };
    unit.ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

/// Returns the character of a pair.
pub fn join(high: u16, low: u16) -> Option<char> {
    char::decode_utf16([high, low]).next()?.ok()
}

/// Replaces the pairs in a text, in which references are not resolved. Single halves stay; HTML shows them as U+FFFD.
pub fn mend(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut written = 0;
    for start in memmem::find_iter(text.as_bytes(), "&#") {
        if start < written {
            continue;
        }
        let Some((high, low_start)) = reference_at(text, start) else { continue };
        let Some((low, end)) = reference_at(text, low_start) else { continue };
        if let Some(character) = join(high, low) {
            mended.push_str(&text[written..start]);
            mended.push(character);
            written = end;
        }
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[written..]);
    Cow::Owned(mended)
}

/// Returns the surrogate in the reference at `start`, and where the reference ends.
fn reference_at(text: &str, start: usize) -> Option<(u16, usize)> {
    let inner = text.get(start..)?.strip_prefix('&')?;
    let length = inner.bytes().take(8).position(|byte| byte == b';')?;
    Some((of_reference(&inner[..length])?, start + 1 + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_their_character() {
        assert_eq!(mend("a &#55357;&#56834;! &#xD83D;&#xde02;"), "a 😂! 😂");
        for kept in ["&#55357;", "&#55357; &#56834;", "&#56834;&#55357;", "&#8220;&#", "&#x1F602;&#é"] {
            assert!(matches!(mend(kept), Cow::Borrowed(text) if text == kept), "{kept}");
        }
    }
}

//! Letters of other scripts that look like Latin ones (Unicode Technical Standard #39, "Confusable Detection").

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// Returns whether a letter belongs to the Latin script.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.script() == Script::Latin)
}

/// Returns the plain Latin letter, in lower case, that a letter looks like, or `None` if it looks like none or is one.
/// Letters with diacritics look like those without: `ё` like `e`.
pub fn find_latin(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_alphabetic() {
        return None;
    }
    if let Some(letter) = find_styled(c) {
        return Some(letter);
    }
    // A capital may look like a Latin letter when its lower case does not: Cyrillic В and в.
    if c.is_uppercase() {
        match find_prototype(c) {
            // Prototypes do not distinguish I and l; for a capital it is I.
            Some('l') => return Some('i'),
            Some(letter) => return Some(letter),
            None => {}
        }
    }
    let mut lower = c.to_lowercase();
    find_prototype(lower.next()?).filter(|_| lower.next().is_none())
}

/// Returns the ASCII letter that is the prototype of a letter in UTS #39, if any. Diacritics are ignored.
fn find_prototype(c: char) -> Option<char> {
    let text = c.encode_utf8(&mut [0; 4]).to_owned();
    let found: String = skeleton(&text).filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    // UTS #39 maps m to two letters.
    if found == "rn" {
        return Some('m');
    }
    let mut letters = found.chars();
    letters.next().filter(|c| c.is_ascii_alphabetic() && letters.next().is_none()).map(|c| c.to_ascii_lowercase())
}

/// Returns the letter for small capitals and letters in dark circles and squares, which UTS #39 does not cover.
fn find_styled(c: char) -> Option<char> {
    const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ\u{0}ʏᴢ";
    let alphabet = |number: usize| u8::try_from(number).ok().map(|number| char::from(b'a' + number));
    match u32::from(c) {
        code @ (0x1F150..=0x1F169 | 0x1F170..=0x1F189) => alphabet(((code - 0x1F150) % 0x20) as usize),
        _ => SMALL_CAPITALS.chars().position(|capital| capital == c).and_then(alphabet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_look_like_latin_ones() {
        for (text, latin) in [
            ("аеорсхуіѕ", "aeopcxyis"),
            ("АВЕНКМОРСТХІ", "abehkmopctxi"),
            ("ον", "ov"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
            ("ɑɡ", "ag"),
            ("ᴠᴀʏ", "vay"),
            ("\u{1F165}\u{1F150}\u{1F188}", "vay"),
        ] {
            let found: String = text.chars().map(|c| find_latin(c).unwrap_or('?')).collect();
            assert_eq!(found, latin, "{text}");
        }
    }

    #[test]
    fn other_letters_have_no_lookalike() {
        for c in "azAZ09ждฟक한字か!。".chars() {
            assert_eq!(find_latin(c), None, "{c}");
        }
        assert!(is_latin('đ') && is_latin('z') && !is_latin('а') && !is_latin('1'));
    }
}

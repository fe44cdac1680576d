//! Recovery codes, printed in case the second factor is lost. Each can be used once.

use super::{random, token};
use crate::model::error::Error;

/// Number of codes per user.
pub const COUNT: usize = 10;

/// Crockford's base 32 in lower case, whose characters are hard to confuse on paper.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a code. Each stands for five bits.
const LENGTH: usize = 16;

/// Characters between dashes.
const GROUP: usize = 4;

/// Generates new codes, such as `4t9c-2m0k-zq7f-h1xw`. Each has 80 random bits, too many to guess.
pub fn issue() -> Result<Vec<String>, Error> {
    (0..COUNT).map(|_| random::random_bytes::<{ LENGTH * 5 / 8 }>().map(write)).collect()
}

/// Returns the hash that is stored for a code. Case, spaces and dashes are ignored; O counts as 0, and I and L as 1.
/// `None` if it cannot be a code.
///
/// SHA-256 suffices: slow hashes protect passwords that people choose, and codes are random.
pub fn hash(typed: &str) -> Option<String> {
    let marks = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'));
    let code: String = marks.map(read).collect::<Option<_>>()?;
    (code.len() == LENGTH).then(|| token::hash(&code))
}

fn write(bytes: [u8; LENGTH * 5 / 8]) -> String {
    let bits = bytes.iter().fold(0u128, |bits, &byte| bits << 8 | u128::from(byte));
    let mut code = String::with_capacity(LENGTH + LENGTH / GROUP);
    for place in 0..LENGTH {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        let five = bits >> (5 * (LENGTH - 1 - place)) & 31;
        code.push(char::from(ALPHABET[five as usize]));
    }
    code
}

fn read(c: char) -> Option<char> {
    match c.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_encode_every_bit() {
        assert_eq!(write([0; 10]), "0000-0000-0000-0000");
        assert_eq!(write([255; 10]), "zzzz-zzzz-zzzz-zzzz");
        assert_eq!(write([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), "0000-0000-0000-0001");
        assert_eq!(write([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "g000-0000-0000-0000");
    }

    #[test]
    fn codes_are_distinct() {
        let codes = issue().unwrap();
        assert_eq!(codes.len(), COUNT);
        assert_eq!(codes.iter().map(|code| hash(code).unwrap()).collect::<HashSet<_>>().len(), COUNT);
    }

    #[test]
    fn codes_may_be_typed_in_several_ways() {
        let stored = hash("4t9c-2m0k-zq71-h1xw").unwrap();
        for typed in ["4T9C2M0KZQ71H1XW", " 4t9c 2m0k zq71 h1xw\n", "4t9c–2mok–zq7l–hIxw"] {
            assert_eq!(hash(typed).as_ref(), Some(&stored), "{typed}");
        }
        assert_ne!(hash("4t9c-2m0k-zq71-h1xx"), Some(stored));
        for typed in ["", "4t9c", "4t9c-2m0k-zq71-h1xw-0", "4t9c-2m0k-zq71-h1xu", "4t9c-2m0k-zq71-h1xđ"] {
            assert_eq!(hash(typed), None, "{typed}");
        }
    }
}

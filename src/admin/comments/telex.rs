//! Decoding of what a Vietnamese input method makes of keyboard shortcuts.
//!
//! Unikey and others swallow a key that changes a letter before it, and send a backspace for each letter that is replaced,
//! followed by the new letters. Also outside of text fields: `a`, then `s`, arrives as `a`, backspace, `á`.

use std::borrow::Cow;
use std::collections::VecDeque;

/// Maximum time between the events of one replacement, in milliseconds. Nobody types so fast.
const BURST: f64 = 60.0;

/// Number of letters that are remembered, more than any syllable has.
const LONGEST: usize = 12;

/// The letters that have marks: the plain letter, then with the marks of the keys in [`TONES`].
const LETTERS: [&str; 13] = [
    "aáàảãạ",
    "ăắằẳẵặ",
    "âấầẩẫậ",
    "eéèẻẽẹ",
    "êếềểễệ",
    "iíìỉĩị",
    "oóòỏõọ",
    "ôốồổỗộ",
    "ơớờởỡợ",
    "uúùủũụ",
    "ưứừửữự",
    "yýỳỷỹỵ",
    "dđ",
];

/// The keys of the tone marks.
const TONES: [char; 5] = ['s', 'f', 'r', 'x', 'j'];

/// Finds out which keys were pressed.
#[derive(Clone, Debug, Default)]
pub struct TelexDecoder {
    /// The letters as the input method has them.
    typed: Vec<char>,
    /// Letters that a replacement has taken back, and that it will send again.
    taken: VecDeque<char>,
    /// Time of the last event.
    at: f64,
}

impl TelexDecoder {
    /// Takes the name of a key (`KeyboardEvent.key`) and the event's time in milliseconds. Returns the name of the key
    /// that was pressed, or `None` if there was none, as for the backspaces of a replacement.
    pub fn press<'a>(&mut self, key: &'a str, at: f64) -> Option<Cow<'a, str>> {
        if at - self.at > BURST {
            self.taken.clear();
        }
        self.at = at;
        if key == "Backspace" {
            if let Some(letter) = self.typed.pop() {
                self.taken.push_front(letter);
            }
            return None;
        }
        let mut letters = key.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            // Other keys end the syllable.
            *self = TelexDecoder { at, ..TelexDecoder::default() };
            return Some(key.into());
        };
        if self.typed.len() == LONGEST {
            self.typed.remove(0);
        }
        self.typed.push(letter);
        match self.taken.pop_front() {
            None => Some(key.into()),
            Some(before) if before == letter => None,
            Some(before) => pressed(before, letter).map(|pressed| pressed.to_string().into()),
        }
    }
}

/// Returns the key that has turned one letter into another; `None` if it has removed a mark, or none has.
fn pressed(before: char, after: char) -> Option<char> {
    let place = |letter: char| {
        LETTERS
            .iter()
            .enumerate()
            .find_map(|(row, letters)| letters.chars().position(|known| known == letter).map(|tone| (row, tone)))
    };
    let (row, tone) = place(after)?;
    let (row_before, tone_before) = place(before)?;
    match after {
        'đ' => (before == 'd').then_some('d'),
        _ if tone != tone_before => tone.checked_sub(1).and_then(|tone| TONES.get(tone).copied()),
        _ if row == row_before => None,
        _ => match LETTERS.get(row)?.chars().next()? {
            'â' => Some('a'),
            'ê' => Some('e'),
            'ô' => Some('o'),
            'ă' | 'ơ' | 'ư' => Some('w'),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is decoded. `<` is a backspace, and a space a pause.
    fn decode(events: &str) -> String {
        let (mut decoder, mut at, mut keys) = (TelexDecoder::default(), 0.0, String::new());
        for event in events.chars() {
            at += if event == ' ' { 500.0 } else { 2.0 };
            let key = if event == '<' { "Backspace".to_owned() } else { event.to_string() };
            if event != ' ' {
                keys.extend(decoder.press(&key, at).into_iter().map(Cow::into_owned));
            }
        }
        keys
    }

    #[test]
    fn keys_that_change_a_letter_are_found() {
        for (events, keys) in [
            ("a s", "as"),
            ("a <á", "as"),
            ("a <á <ạ", "asj"),
            ("e <ẽ", "ex"),
            ("u <ú", "us"),
            ("a <â", "aa"),
            ("â <ấ", "âs"),
            ("d <đ", "dd"),
            ("d a <á", "das"),
            // The letter with the mark is not the last one.
            ("a k <<ák", "aks"),
            ("j k", "jk"),
        ] {
            assert_eq!(decode(events), keys, "{events}");
        }
    }

    #[test]
    fn a_mark_that_is_typed_twice_is_a_letter() {
        assert_eq!(decode("a <á <as"), "ass");
    }

    #[test]
    fn backspaces_of_people_do_nothing() {
        assert_eq!(decode("a < a"), "aa");
        assert_eq!(decode("<"), "");
        let mut decoder = TelexDecoder::default();
        assert_eq!(decoder.press("Enter", 1.0).as_deref(), Some("Enter"));
    }
}

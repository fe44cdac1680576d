//! Words in which digits stand for the letters they look like: `c4s1n0`.

/// Maximum number of digits in a row. More are a number, such as that of a telephone.
const DIGITS: usize = 2;
/// Minimum length of a word.
const LEAST: usize = 3;

/// Returns the texts that a reader may see: with `i` for `1`, and with `l`. Empty if there are no such words.
pub fn readings(text: &[char]) -> Vec<Vec<char>> {
    let words = || text.chunk_by(|one, other| one.is_alphanumeric() == other.is_alphanumeric());
    if !words().any(is_leetspeak) {
        return Vec::new();
    }
    let ones: &[char] = if text.contains(&'1') { &['i', 'l'] } else { &['i'] };
    let read = |one: char| {
        words().flat_map(move |word| {
            let is_meant = is_leetspeak(word);
            word.iter().map(move |sign| letter(*sign, one).filter(|_| is_meant).unwrap_or(*sign))
        })
    };
    ones.iter().map(|one| read(*one).collect()).collect()
}

/// Whether a word has more letters than digits, and only digits that look like letters, few in a row.
fn is_leetspeak(word: &[char]) -> bool {
    let digits = word.iter().filter(|sign| sign.is_ascii_digit());
    let are_letters = digits.clone().all(|digit| letter(*digit, 'i').is_some());
    let count = digits.count();
    let mut runs = word.chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit());
    let is_number = runs.any(|run| run[0].is_ascii_digit() && run.len() > DIGITS);
    // `c4s1n0` has as many of both.
    word.len() >= LEAST && count > 0 && count * 2 <= word.len() && are_letters && !is_number
}

/// Returns the letter that a digit looks like.
fn letter(digit: char, one: char) -> Option<char> {
    match digit {
        '0' => Some('o'),
        '1' => Some(one),
        '3' => Some('e'),
        '4' => Some('a'),
        '5' => Some('s'),
        '7' => Some('t'),
        '8' => Some('b'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        readings(&text).into_iter().map(|reading| reading.into_iter().collect()).collect()
    }

    #[test]
    fn digits_in_words_are_letters() {
        assert_eq!(read("vào c4s1n0 nhé"), ["vào casino nhé", "vào caslno nhé"]);
        assert_eq!(read("s3x"), ["sex"]);
    }

    #[test]
    fn numbers_stay() {
        for text in
            ["0901 234 567", "gọi 0901234567", "5G", "tel0901234", "1.800 đồng", "covid19", "quận 1", "2024", "m2"]
        {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}

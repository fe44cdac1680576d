use zxcvbn::{Score, zxcvbn};

use crate::text::fold;

/// Minimum length of a password, in characters. NIST SP 800-63B requires a minimum length and a list of common
/// passwords, and advises against composition rules, which make passwords alike and hard to remember.
pub const MIN_LENGTH: usize = 10;
/// Maximum length of a password, in characters. It bounds the cost of hashing.
pub const MAX_LENGTH: usize = 256;

/// Only this many characters are used for the estimate of the strength.
const ESTIMATED_LENGTH: usize = 64;

/// Why a password is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// Fewer characters than [`MIN_LENGTH`].
    TooShort,
    /// More characters than [`MAX_LENGTH`].
    TooLong,
    /// Among the first guesses of an attacker.
    Common,
    /// Consists of public data: the email address, the user's name or the site's title.
    Known,
}

/// Checks a new password. `known` is public data about its owner: the email address, the name, the site's title.
pub fn check(password: &str, known: &[&str]) -> Result<(), PasswordError> {
    match password.chars().count() {
        length if length < MIN_LENGTH => return Err(PasswordError::TooShort),
        length if length > MAX_LENGTH => return Err(PasswordError::TooLong),
        _ => {}
    }
    let plain = bare(password);
    let repeats = |part: &str| !part.is_empty() && plain.replace(part, "").is_empty();
    if known.iter().flat_map(|known| [bare(known), bare(known.split('@').next().unwrap_or_default())]).any(|known| {
        // A suffix of a few digits or punctuation does not make it stronger: `toasoan@bao.vn1`.
        let rest = plain.strip_prefix(&known).filter(|rest| !known.is_empty() && rest.len() < 5);
        rest.is_some_and(|rest| !rest.chars().any(char::is_alphabetic)) || repeats(&known)
    }) {
        return Err(PasswordError::Known);
    }
    match is_common(password) || is_common(&plain) {
        true => Err(PasswordError::Common),
        false => Ok(()),
    }
}

/// Returns whether an attacker needs less than a million guesses, as estimated by zxcvbn (Wheeler, USENIX Security
/// 2016) from common words, names, dates, keyboard patterns and repetitions.
fn is_common(password: &str) -> bool {
    // The cost of the estimate grows faster than the length. A long password resists guessing anyway.
    let start: String = password.chars().take(ESTIMATED_LENGTH).collect();
    zxcvbn(&start, VIETNAMESE).score() <= Score::One
}

/// Normalizes a text as attackers' word lists do: lower case, without diacritics, spaces and punctuation.
fn bare(text: &str) -> String {
    let bare: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    // A password of punctuation only is checked as it is.
    if bare.is_empty() { text.to_owned() } else { bare }
}

/// Complements the English word lists of zxcvbn: the most common Vietnamese words and phrases, without diacritics and
/// spaces, and words that name this program.
#[rustfmt::skip]
const VIETNAMESE: &[&str] = &[
    "wordpress", "ghost", "longan", "blog", "editor", "author", "correcthorsebatterystaple",
    "matkhau", "matkhaucuatoi", "matkhaula", "khongbiet", "khongco", "khongnho", "quenroi", "quenmatkhau",
    "anhyeuem", "emyeuanh", "anhyeuemnhieulam", "yeuem", "yeuanh", "toiyeuem", "toiyeuban", "toiyeuvietnam", "yeumaimai",
    "mainaiyeuem", "maimaiyeuem", "maimailamotnguoi", "motminh", "tinhyeu", "vietnam", "vietnamvodich", "hanoi",
    "saigon", "hochiminh", "thanhpho", "danang", "haiphong", "cantho", "longanque", "bacho", "quehuong", "giadinh",
    "hanhphuc", "maymanphat", "phattai", "locphat", "maiyeu", "conyeu", "bome", "bomeyeu", "mevabo", "conyeume", "yeume",
    "yeubome", "nguyen", "nguyenvana", "tranvana", "levan", "phamvan", "hoilamgi", "xinchao", "xinchaovietnam", "chaoban",
    "dungdoan", "deobiet", "deocho", "bimat", "tuyetmat", "quantri", "quantrivien", "toasoan", "baochi", "bientap",
    "bientapvien", "tacgia", "nguoidung", "dangnhap", "thaydoi", "macdinh", "mothaibabon", "mothaiba", "motngaymoi",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Result<(), PasswordError> {
        check(password, &["toasoan@baolongan.vn", "Trần Thị Bích", "Báo Long An"])
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(verdict("mưa rào gấp".get(.."mưa rào gấ".len()).unwrap()), Ok(()));
        assert_eq!(verdict("mưa rào g"), Err(PasswordError::TooShort));
        assert_eq!(verdict(&"ngõ nhỏ ".repeat(32)), Ok(()));
        assert_eq!(verdict(&"ngõ nhỏ ".repeat(33)), Err(PasswordError::TooLong));
    }

    #[test]
    fn there_are_no_composition_rules() {
        for password in ["con trâu đi cày", "ngõ vắng xôn xao", "hai ba con vịt", "tVq#8m!zPw", "8201947365"] {
            assert_eq!(verdict(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn common_passwords_are_refused() {
        for password in [
            "1234567890",
            "0123456789",
            "9876543210",
            "12345678901234567890",
            "aaaaaaaaaa",
            "abcabcabcabc",
            "qwertyuiop",
            "Password123",
            "P@ssword2026",
            "mật khẩu 123",
            "Matkhau@123",
            "anh yêu em",
            "anhyeuem1314",
            "iloveyou!!",
            "việt nam vô địch",
            "Admin@123456",
            "quantrivien",
            "abcdefghij",
            "1q2w3e4r5t",
            "passwordpassword",
            "Saigon2026@",
            "!!!!!!!!!!",
            "          ",
        ] {
            assert_eq!(verdict(password), Err(PasswordError::Common), "{password}");
        }
    }

    #[test]
    fn public_data_is_refused() {
        for password in [
            "toasoan@baolongan.vn",
            "TOASOAN@baolongan.vn1",
            "tranthibich",
            "Trần Thị Bích 1990",
            "Báo Long An!!",
            "baolongan baolongan",
        ] {
            assert_eq!(verdict(password), Err(PasswordError::Known), "{password}");
        }
        assert_eq!(verdict("Bích kể chuyện ma"), Ok(()));
        assert_eq!(check("sông Vàm Cỏ Đông", &["", " "]), Ok(()));
    }
}

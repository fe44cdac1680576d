use zxcvbn::{Score, zxcvbn};

use crate::text::fold;

/// Fewest and most characters. NIST SP 800-63B asks for length and a list of what is too common, and against rules of
/// composition, which make passwords alike and forgotten. The upper bound keeps hashing cheap.
pub const MIN_LENGTH: usize = 10;
pub const MAX_LENGTH: usize = 256;

/// So many characters are looked at for how easily they are guessed.
const ESTIMATED_LENGTH: usize = 64;

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// Fewer characters than [`MIN_LENGTH`].
    TooShort,
    /// More characters than [`MAX_LENGTH`].
    TooLong,
    /// Among the first that an attacker tries.
    Common,
    /// Made of what everybody can know: the email address, the person's name or the site's title.
    Known,
}

/// Checks a new password. `known` is what everybody can know of its owner: the email address, the name, the site's title.
pub fn check(password: &str, known: &[&str]) -> Result<(), PasswordError> {
    match password.chars().count() {
        length if length < MIN_LENGTH => return Err(PasswordError::TooShort),
        length if length > MAX_LENGTH => return Err(PasswordError::TooLong),
        _ => {}
    }
    let plain = bare(password);
    let repeats = |part: &str| !part.is_empty() && plain.replace(part, "").is_empty();
    if known.iter().flat_map(|known| [bare(known), bare(known.split('@').next().unwrap_or_default())]).any(|known| {
        // Followed by a few digits or a mark it is no better: `toasoan@bao.vn1`.
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

/// Whether an attacker finds it with a million guesses, by the estimate of zxcvbn (Wheeler, USENIX Security 2016): words
/// that are common, names, dates, rows of keys, repetitions.
fn is_common(password: &str) -> bool {
    // The estimate's cost grows faster than the length, and whoever comes this far has many guesses to make.
    let start: String = password.chars().take(ESTIMATED_LENGTH).collect();
    zxcvbn(&start, VIETNAMESE).score() <= Score::One
}

/// As an attacker's list has it: small letters without diacritics, no spaces, no marks.
fn bare(text: &str) -> String {
    let bare: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    // A password of marks alone is judged as it is.
    if bare.is_empty() { text.to_owned() } else { bare }
}

/// What the lists of zxcvbn, which are English, lack: the words and phrases that Vietnamese people use most, without
/// diacritics and spaces, and those that name this program.
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
    fn nothing_is_asked_but_length() {
        for password in ["con trâu đi cày", "ngõ vắng xôn xao", "hai ba con vịt", "tVq#8m!zPw", "8201947365"] {
            assert_eq!(verdict(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn the_first_that_are_tried_are_refused() {
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
    fn what_everybody_knows_is_refused() {
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

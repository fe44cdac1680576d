use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::folded_letters::{Letters, Lookalikes};
use super::phrase::is_spelled_alike;
use crate::text::invisible::is_ignorable;
use crate::text::lookalike::find_latin;

/// The names and email addresses of staff, and the title of the site. Anonymous commenters who use one of them may be
/// impersonating staff.
#[derive(Debug, Default)]
pub struct StaffNames {
    /// The names by their letters without marks.
    names: HashMap<String, Vec<Letters>>,
    emails: HashSet<String>,
}

impl StaffNames {
    /// Folds names and email addresses. Those without letters or digits are ignored.
    pub fn new(names: impl IntoIterator<Item = String>, emails: impl IntoIterator<Item = String>) -> StaffNames {
        let mut staff_names = StaffNames::default();
        for name in names {
            let letters = Letters::of_rule(&name);
            if !letters.plain.is_empty() {
                staff_names.names.entry(letters.plain.clone()).or_default().push(letters);
            }
        }
        staff_names.emails = emails.into_iter().map(|email| look(&email)).filter(|email| !email.is_empty()).collect();
        staff_names
    }

    /// Returns whether a name or email address is one of these, or looks like one, also an address given as name: written with letters of another
    /// script, without marks, or with other characters or spaces in between.
    pub fn is_imitated(&self, name: &str, email: &str) -> bool {
        let is_name = |found: &Letters| {
            let known = self.names.get(&found.plain).map(Vec::as_slice).unwrap_or_default();
            known.iter().any(|known| is_named_alike(found, known))
        };
        let is_read = |name: &str| Letters::readings(name, Lookalikes::All).iter().any(is_name);
        let is_email = [email, name].iter().any(|text| self.emails.contains(&look(text)));
        is_email || is_read(name) || read_signs(name).iter().any(|name| is_read(name))
    }
}

/// Returns whether two names with the same plain letters match. Marks distinguish names (Lan and Lân), but an
/// impersonator may leave out some or all of them.
fn is_named_alike(found: &Letters, known: &Letters) -> bool {
    let is_known_bare = known.letters.iter().all(|letter| !letter.is_marked);
    let is_shortened = || {
        let mut pairs = found.letters.iter().zip(&known.letters);
        pairs.all(|(found, known)| !found.is_marked || (found.base, found.tone) == (known.base, known.tone))
    };
    is_shortened() || (!is_known_bare && is_spelled_alike(&found.letters, &known.letters))
}

/// Returns the readings of a name with signs and pairs of letters that look like other letters (UTS #39), if it has any.
fn read_signs(name: &str) -> Vec<String> {
    let is_sign = |c: char| matches!(c, '0' | '1' | 'I' | '|');
    if !name.contains(is_sign) && !name.contains("rn") && !name.contains("vv") {
        return Vec::new();
    }
    let read = |one: &str| {
        name.replace('0', "o").replace(['1', '|'], one).replace('I', "l").replace("rn", "m").replace("vv", "w")
    };
    vec![read("l"), read("i")]
}

/// Folds an email address to how it looks.
fn look(email: &str) -> String {
    let seen = email.chars().filter(|c| !is_ignorable(*c)).nfkc().flat_map(char::to_lowercase);
    seen.map(|c| find_latin(c).unwrap_or(c)).filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_names_and_addresses_match() {
        let staff_names = StaffNames::new(
            ["Tòa soạn", "Lan", "Nguyễn Văn Tư", "Анна", "", "!"].map(str::to_owned),
            ["toasoan@cu.example".to_owned(), String::new()],
        );
        for name in [
            "Tòa soạn",
            "TOÀ SOẠN",
            "toa soan",
            "Tòa  Soạn ✓",
            "Tòa.soạn",
            "Tòasoạn",
            "Tò\u{200B}a so\u{AD}ạn",
            "T\u{43E}̀a s\u{43E}ạn",
            "Ｔòa soạn",
            "LАN",
            "ʟᴀɴ",
            "L a n",
            "nguyen van tu",
            "Анна",
            "Tòa s0ạn",
            "T0a soan",
            "Toa soạn",
            "T\u{3BF}a soạn",
            "toasoan@cu.example",
            "Ian",
            "1an",
            "|an",
            "nguyen van tu 🇻🇳",
        ] {
            assert!(staff_names.is_imitated(name, "a@b.vn"), "{name}");
        }
        for name in ["Lân", "Lan Anh", "Tòa", "Bạn đọc tòa soạn", "Nguyễn Văn Tú", "Anna", "", "?", "Toa Soản"]
        {
            assert!(!staff_names.is_imitated(name, "a@b.vn"), "{name}");
        }
        assert!(
            staff_names.is_imitated("Minh", "TOASOAN@cu.example")
                && staff_names.is_imitated("Minh", "toas\u{43E}an@cu.example")
        );
        assert!(!staff_names.is_imitated("Minh", "toasoan@cu.example.vn") && !staff_names.is_imitated("Minh", ""));
    }
}

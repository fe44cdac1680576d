//! Slugs: the part of a URL that identifies a post, term, author or heading.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::emoji::is_emoji;
use super::fold::fold;
use super::invisible::is_ignorable;
use super::letters::Letter;
use super::lookalike::is_latin;
use super::normalization::is_diacritic;

/// Maximum length of a slug, in characters.
pub const LONGEST: usize = 100;

/// Converts a text to lower-case letters, digits and single hyphens, at most [`LONGEST`] characters, cut at a hyphen.
///
/// Latin letters lose their diacritics. Other scripts keep their letters, so `東京` has a slug and `й` does not become
/// `и`. A text without letters and digits gives its emoji, or an empty slug, which the caller must handle.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(LONGEST));
    for c in spell(text).chars() {
        let part_of_word = c.is_alphanumeric() || (is_combining_mark(c) && !slug.ends_with('-') && !slug.is_empty());
        if part_of_word {
            slug.push(c);
        } else if !is_apostrophe(c) && !joins(c, &slug) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.is_empty() {
        return text.chars().filter(|c| is_emoji(*c)).take(LONGEST).collect();
    }
    cut(slug.trim_end_matches('-'), LONGEST).to_owned()
}

/// Returns the text in lower case and composed, with Latin letters folded.
fn spell(text: &str) -> String {
    if text.chars().all(|c| Letter::find(c).is_some()) {
        return fold(text);
    }
    let mut spelled = String::with_capacity(text.len());
    // Marks that do not compose with their letter, such as those of stress in Russian, are not part of it.
    for c in text.to_lowercase().nfc().filter(|c| !is_diacritic(*c)) {
        match c {
            // Compatibility forms by Unicode's rules, but the usual spelling in Thai and Lao.
            '\u{E33}' | '\u{EB3}' => spelled.push(c),
            // Compatibility forms may stand for letters of any script: `𝐀` for a Latin one.
            c if c.is_alphabetic() && !is_latin(c) => {
                for part in c.nfkc().flat_map(char::to_lowercase).filter(|c| !is_diacritic(*c)) {
                    if is_latin(part) { push_folded(&mut spelled, part) } else { spelled.push(part) }
                }
            }
            c => push_folded(&mut spelled, c),
        }
    }
    spelled.nfc().collect()
}

fn push_folded(text: &mut String, c: char) {
    text.push_str(&fold(c.encode_utf8(&mut [0; 4])));
}

/// Returns whether a character is invisible within a word, as soft hyphens are. In Arabic script, a non-joiner is where
/// a part of a word ends.
fn joins(c: char, before: &str) -> bool {
    let is_arabic = || before.chars().next_back().is_some_and(|c| c.script() == Script::Arabic);
    is_ignorable(c) && !(c == '\u{200C}' && is_arabic())
}

/// Iterates over the slug itself, `slug-2`, `slug-3`, …, none longer than [`LONGEST`].
pub fn candidates(slug: &str) -> impl Iterator<Item = String> {
    (1..).map(move |number| candidate(slug, number))
}

/// Returns the slug itself for number 1, else the slug with the number, no longer than [`LONGEST`].
pub fn candidate(slug: &str, number: u64) -> String {
    if number <= 1 {
        return slug.to_owned();
    }
    let suffix = format!("-{number}");
    format!("{}{suffix}", cut(slug, LONGEST - suffix.len()))
}

/// Returns the first of the [`candidates`] that is not taken.
pub fn unique(slug: &str, mut taken: impl FnMut(&str) -> bool) -> String {
    // Unreachable default: the iterator is infinite.
    candidates(slug).find(|candidate| !taken(candidate)).unwrap_or_default()
}

/// Apostrophes are removed: `don't` becomes `dont`.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Cuts a slug to at most `longest` characters, at a hyphen if possible.
fn cut(slug: &str, longest: usize) -> &str {
    let Some((end, next)) = slug.char_indices().nth(longest) else {
        return slug;
    };
    let head = &slug[..end];
    match head.rfind('-') {
        Some(hyphen) if next != '-' => &head[..hyphen],
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_titles() {
        assert_eq!(slugify("Công nghiệp hỗ trợ Đức Hòa"), "cong-nghiep-ho-tro-duc-hoa");
        assert_eq!(slugify("  Giá thép: 15.000 đ/kg?! "), "gia-thep-15-000-d-kg");
        assert_eq!(slugify("Don’t stop"), "dont-stop");
    }

    #[test]
    fn other_scripts() {
        assert_eq!(slugify("東京 タワー"), "東京-タワー");
        assert_eq!(slugify("हिन्दी समाचार"), "हिन्दी-समाचार");
        assert_eq!(slugify("Привет, Мир"), "привет-мир");
    }

    #[test]
    fn letters_of_other_languages_are_kept() {
        for (title, slug) in [
            ("Новый год в Україні: її їжа", "новый-год-в-україні-її-їжа"),
            ("Ёлка и подъезд", "ёлка-и-подъезд"),
            ("и\u{306} і\u{308}", "й-ї"),
            ("за́мок", "замок"),
            ("น้ำท่วมกรุงเทพ", "น้ำท่วมกรุงเทพ"),
            ("ນ້ຳ", "ນ້ຳ"),
            ("Αθήνα ΟΔΟΣ", "αθήνα-οδος"),
            ("می\u{200C}خواهم", "می-خواهم"),
            ("ക്\u{200D}ഷ", "ക്ഷ"),
            ("ﾃﾚﾋﾞとＴＶ", "テレビとtv"),
            ("がっこう か\u{3099}", "がっこう-が"),
            ("한국어", "한국어"),
            ("𝐀𝑏 𝚨 ⓐ", "ab-α-a"),
            ("Straße nach Łódź & Çanakkale İli", "strasse-nach-lodz-canakkale-ili"),
        ] {
            assert_eq!(slugify(title), slug, "{title}");
            assert_eq!(slugify(slug), slug, "unchanged");
        }
    }

    #[test]
    fn slugs_of_compatibility_forms_are_stable() {
        for c in ('\0'..='\u{1ffff}').filter(|c| c.is_alphanumeric() && !c.nfkc().eq([*c])) {
            let slug = slugify(&format!("{c} a{c}"));
            assert_eq!(slugify(&slug), slug, "{c}");
        }
    }

    #[test]
    fn invisible_characters_leave_no_trace() {
        assert_eq!(slugify("Cà\u{AD}phê sữa\u{200B}đá"), "caphe-suada");
        assert_eq!(slugify("\u{FEFF}Đức\u{2060} Hòa"), "duc-hoa");
        assert_eq!(slugify(&"Nghị quyết ă".nfd().collect::<String>()), "nghi-quyet-a");
    }

    #[test]
    fn emoji_are_better_than_nothing() {
        assert_eq!(slugify("🎉🎉!"), "🎉🎉");
        assert_eq!(slugify("Chúc mừng 🎉"), "chuc-mung");
        assert_eq!(slugify("!!!"), "");
    }

    #[test]
    fn texts_without_letters_have_no_slug() {
        assert_eq!(slugify(""), "");
        assert_eq!(slugify("?! — …"), "");
        assert_eq!(slugify("\u{301}"), "");
    }

    #[test]
    fn long_titles_end_with_a_whole_word() {
        let slug = slugify(&"khu công nghiệp ".repeat(20));
        assert!(slug.chars().count() <= LONGEST);
        assert!(slug.ends_with("nghiep") || slug.ends_with("cong") || slug.ends_with("khu"), "{slug}");
        assert_eq!(slugify(&"a".repeat(300)).len(), LONGEST);
    }

    #[test]
    fn a_taken_slug_gets_a_number() {
        assert_eq!(unique("tin", |_| false), "tin");
        assert_eq!(unique("tin", |slug| slug == "tin" || slug == "tin-2"), "tin-3");
        let long = "b".repeat(LONGEST);
        assert_eq!(unique(&long, |slug| slug == long).len(), LONGEST);
    }
}

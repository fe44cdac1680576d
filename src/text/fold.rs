//! Folding: one normalized form of a text for slugs, search and highlighting, so that they agree.

use super::letters::Letter;
use super::normalization::normalize;

/// Returns the text in lower case, without diacritics, and with đ as d: `Đức Hòa` becomes `duc hoa`.
///
/// Compatibility forms are unified (`ﬁ` → `fi`, full-width → plain). Only the diacritics of Latin, Greek and Cyrillic
/// are removed: in other scripts they distinguish letters (が and か, Hindi vowels), so those are composed again. Folding
/// a folded text changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Characters never compose across a space.
    for piece in text.split_inclusive(' ') {
        let before = folded.len();
        let is_usual = piece.chars().all(|c| Letter::find(c).map(|letter| folded.push(letter.folded)).is_some());
        if !is_usual {
            folded.truncate(before);
            folded.push_str(&normalize(piece));
        }
    }
    folded
}

/// Sorts by name as people expect: diacritics and case only decide between names that are equal without them.
pub fn sort_by_name<T>(things: &mut [T], name: impl Fn(&T) -> &str) {
    things.sort_by_cached_key(|thing| (fold(name(thing)), name(thing).to_owned()));
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn vietnamese_loses_its_diacritics() {
        assert_eq!(fold("Công nghiệp hỗ trợ Đức Hòa"), "cong nghiep ho tro duc hoa");
        assert_eq!(fold("ĐƯỜNG THỦY Vàm Cỏ Đông"), "duong thuy vam co dong");
        assert_eq!(fold("ăâđêôơư ĂÂĐÊÔƠƯ ỹ ỵ ậ ẫ"), "aadeoou aadeoou y y a a");
    }

    #[test]
    fn names_sort_by_folded_form() {
        let mut names = ["Xây dựng", "Đào tạo", "cơ khí", "Cảng", "Ăn uống", "an ninh", "Doanh nghiệp", "Dao"];
        sort_by_name(&mut names, |name| name);
        assert_eq!(names, ["an ninh", "Ăn uống", "Cảng", "cơ khí", "Dao", "Đào tạo", "Doanh nghiệp", "Xây dựng"]);
    }

    #[test]
    fn decomposed_text_folds_alike() {
        let composed = "Công nghiệp hỗ trợ Đức Hòa";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(fold(composed), fold(&decomposed));
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(fold("が か"), "が か");
        assert_eq!(fold("한국어"), "한국어");
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("Ёлка Ἀθῆναι"), "елка αθηναι");
    }

    #[test]
    fn letters_without_decomposition() {
        assert_eq!(fold("Ærø Łódź Straße İstanbul ﬁn Ａ１"), "aero lodz strasse istanbul fin a1");
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for text in ["Đức Hòa", "Straße ẞ", "ὈΔΥΣΣΕΎΣ", "İı", "Ⅷ ½ ㍿", "が\u{3099}\u{301}", "ΐ"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn the_letter_table_agrees_with_normalization() {
        let usual = ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').chain('\u{2000}'..='\u{206f}');
        for c in usual {
            for text in [c.to_string(), format!("a{c}\u{301}b"), format!("{c} \u{301}{c}"), format!("{c}{c}")] {
                assert_eq!(fold(&text), normalize(&text), "{text:?}");
            }
        }
    }
}

//! Slugs: the part of a URL that identifies a post, term, author or heading.

use unicode_normalization::char::is_combining_mark;

use super::fold::fold;

/// Maximum length of a slug, in characters.
pub const LONGEST: usize = 100;

/// Converts folded text to letters, digits and single hyphens, at most [`LONGEST`] characters, cut at a hyphen.
///
/// Letters of scripts that do not fold to ASCII are kept, so `東京` has a slug. A text without letters and digits gives
/// an empty slug; the caller must handle that.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(LONGEST));
    for c in fold(text).chars() {
        let part_of_word = c.is_alphanumeric() || (is_combining_mark(c) && !slug.ends_with('-') && !slug.is_empty());
        if part_of_word {
            slug.push(c);
        } else if !is_apostrophe(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    cut(slug.trim_end_matches('-'), LONGEST).to_owned()
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

//! What the names of files say.

/// Codes that a file's name may end with, before `.md`, or a topmost folder may have.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
    "ja", "km", "ko", "lo", "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th",
    "tr", "uk", "vi", "zh",
];

/// Splits a name into its folders and its stem, without language and ending.
pub fn stem_of(name: &str) -> (&str, &str) {
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((base, language)) if !base.is_empty() && is_language(language) => (folders, base),
        _ => (folders, stem),
    }
}

/// Returns what a file has in common with its translations, and its language, if its name or its topmost folder has it.
pub fn untranslated(name: &str) -> (String, String) {
    let (folders, stem) = stem_of(name);
    let file = name.rsplit('/').next().unwrap_or(name);
    let stated = file[stem.len()..].trim_start_matches('.').rsplit_once('.').map_or("", |(language, _)| language);
    if !stated.is_empty() {
        return (format!("{folders}/{stem}"), tag(stated));
    }
    // Of a whole project, the texts are in a folder of this name.
    let (content, below) = folders.strip_prefix("content/").map_or(("", folders), |below| ("content/", below));
    let (first, rest) = below.split_once('/').unwrap_or((below, ""));
    match is_language(first) {
        true => (format!("{content}{rest}/{stem}"), tag(first)),
        false => (format!("{folders}/{stem}"), String::new()),
    }
}

fn tag(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Returns whether a text is the code of a language, perhaps with a region.
pub fn is_language(text: &str) -> bool {
    let (language, region) = text.split_once(['-', '_']).unwrap_or((text, "xx"));
    LANGUAGES.contains(&language)
        && (2..=4).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether a file at the top is about the repository of the site rather than a page.
pub fn is_about_repository(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    ["readme", "license", "changelog", "contributing", "code_of_conduct", "security"].contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(stem_of("a/b/index.vi.md"), ("a/b", "index"));
        assert_eq!(stem_of("v1.2.md"), ("", "v1.2"));
        assert_eq!(stem_of("a.zh-hans.markdown"), ("", "a"));
        assert_eq!(untranslated("a/b.en.md"), ("a/b".into(), "en".into()));
        assert_eq!(untranslated("en/a/b.md"), ("a/b".into(), "en".into()));
        assert_eq!(untranslated("content/en/a/b.md"), ("content/a/b".into(), "en".into()));
        assert_eq!(untranslated("a/b.md"), ("a/b".into(), String::new()));
        assert!(is_about_repository("README.md") && !is_about_repository("posts/readme.md"));
    }
}

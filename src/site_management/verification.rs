//! The codes by which services verify who owns the site.

use crate::config::is_verification_code;
use crate::text::parse::parse;

/// The settings, and the name of the meta tag of each.
const TAGS: [(&str, &str); 4] = [
    ("site.google_verification", "google-site-verification"),
    ("site.bing_verification", "msvalidate.01"),
    ("site.facebook_verification", "facebook-domain-verification"),
    ("site.zalo_verification", "zalo-platform-site-verification"),
];

/// Returns whether a setting is such a code.
pub fn is_code_setting(name: &str) -> bool {
    TAGS.iter().any(|(setting, _)| *setting == name)
}

/// Returns the code that was typed for a setting, or that is in the tag that was pasted. `None`: it is neither, or the tag of
/// another service.
pub fn read_code(setting: &str, typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (_, name) = TAGS.iter().find(|(known, _)| *known == setting)?;
    let code = match typed.contains('<') {
        false => typed.to_owned(),
        true => {
            let document = parse(typed);
            let root = document.root();
            let mut tags = root.descendants_it().filter(|node| node.has_name("meta"));
            let tag = tags.find(|tag| {
                let named = tag.attr("name").or_else(|| tag.attr("property"));
                named.is_some_and(|named| named.trim().eq_ignore_ascii_case(name))
            });
            tag?.attr("content").map(|content| content.trim().to_owned()).filter(|code| !code.is_empty())?
        }
    };
    is_verification_code(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_from_pasted_tags() {
        let google = |typed| read_code("site.google_verification", typed);
        let code = Some("5j9vLR3tb7r1Vvxx_v9KPu7be-w".to_owned());
        for typed in [
            " 5j9vLR3tb7r1Vvxx_v9KPu7be-w ",
            "<meta name=\"google-site-verification\" content=\"5j9vLR3tb7r1Vvxx_v9KPu7be-w\" />",
            "<META content='5j9vLR3tb7r1Vvxx_v9KPu7be-w' name=Google-Site-Verification>",
        ] {
            assert_eq!(google(typed), code, "{typed}");
        }
        assert_eq!(google(""), Some(String::new()));
        for wrong in [
            "<meta name=\"msvalidate.01\" content=\"A1\">",
            "<meta name=\"google-site-verification\">",
            "<meta name=\"google-site-verification\" content=\"\">",
            "<script>1</script>",
            "a\"><script>",
            "hai chữ",
        ] {
            assert_eq!(google(wrong), None, "{wrong}");
        }
        let zalo = "<meta property=\"zalo-platform-site-verification\" content=\"MisLTuNyHci3\" />";
        assert_eq!(read_code("site.zalo_verification", zalo).as_deref(), Some("MisLTuNyHci3"));
    }
}

//! robots.txt (RFC 9309).

use crate::model::address::paths;

/// Keeps crawlers out of the admin, the API, private previews and the endless search results.
const RULES: &str = "User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /preview/\nDisallow: /search?\n";

/// Returns robots.txt with a link to the sitemap. `own` are the rules in the settings, which replace the default ones.
pub fn robots(origin: &str, own: &str) -> String {
    let rules = if own.trim().is_empty() { RULES.trim_end() } else { own.trim_end() };
    match rules.to_lowercase().contains("sitemap:") {
        true => format!("{rules}\n"),
        false => format!("{rules}\n\nSitemap: {origin}{}\n", paths::SITEMAP_INDEX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_replace_the_default() {
        let ours = robots("https://bao.example", "");
        assert!(ours.contains("Disallow: /search?\n") && ours.ends_with("Sitemap: https://bao.example/sitemap.xml\n"));
        let own = robots("https://bao.example", "User-agent: X\nDisallow: /\n");
        assert_eq!(own, "User-agent: X\nDisallow: /\n\nSitemap: https://bao.example/sitemap.xml\n");
        assert_eq!(robots("https://bao.example", "Sitemap: /s.xml"), "Sitemap: /s.xml\n");
    }
}

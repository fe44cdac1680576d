//! Where robots may go (RFC 9309).

/// What has no place in a search engine: what is for those who work here, what is endless, what is for one person.
const RULES: &str = "User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /preview/\nDisallow: /search?\n";

/// The file; `own` is what the settings say in place of our rules.
pub fn robots(origin: &str, own: &str) -> String {
    let rules = if own.trim().is_empty() { RULES.trim_end() } else { own.trim_end() };
    match rules.to_lowercase().contains("sitemap:") {
        true => format!("{rules}\n"),
        false => format!("{rules}\n\nSitemap: {origin}/sitemap.xml\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_take_the_place_of_ours() {
        let ours = robots("https://bao.example", "");
        assert!(ours.contains("Disallow: /search?\n") && ours.ends_with("Sitemap: https://bao.example/sitemap.xml\n"));
        let own = robots("https://bao.example", "User-agent: X\nDisallow: /\n");
        assert_eq!(own, "User-agent: X\nDisallow: /\n\nSitemap: https://bao.example/sitemap.xml\n");
        assert_eq!(robots("https://bao.example", "Sitemap: /s.xml"), "Sitemap: /s.xml\n");
    }
}

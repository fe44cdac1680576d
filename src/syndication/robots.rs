//! robots.txt (RFC 9309).

use super::ai_crawlers::AI_CRAWLERS;
use crate::config::AiCrawlerPolicy;
use crate::model::address::paths;

/// Keeps crawlers out of the admin, the API, private previews and the endless search results.
const RULES: &str = "User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /preview/\nDisallow: /search?\n";

/// Returns robots.txt with a link to the sitemap. `own` are the rules in the settings, which replace the default ones.
pub fn robots(origin: &str, own: &str, ai_crawlers: AiCrawlerPolicy) -> String {
    let rules = if own.trim().is_empty() { RULES.trim_end() } else { own.trim_end() };
    let rules = match ai_crawlers {
        AiCrawlerPolicy::Allow => rules.to_owned(),
        AiCrawlerPolicy::Refuse => format!("{rules}\n\n{}", refuse(&AI_CRAWLERS)),
    };
    match rules.to_lowercase().contains("sitemap:") {
        true => format!("{rules}\n"),
        false => format!("{rules}\n\nSitemap: {origin}{}\n", paths::SITEMAP_INDEX),
    }
}

/// Returns a group that keeps these crawlers off the whole site. It is a group of its own, since a crawler follows only the
/// group that names it (RFC 9309, section 2.2.1).
fn refuse(crawlers: &[&str]) -> String {
    let names: String = crawlers.iter().map(|name| format!("User-agent: {name}\n")).collect();
    format!("{names}Disallow: /")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_replace_the_default() {
        let ours = robots("https://bao.example", "", AiCrawlerPolicy::Allow);
        assert!(ours.contains("Disallow: /search?\n") && ours.ends_with("Sitemap: https://bao.example/sitemap.xml\n"));
        let own = robots("https://bao.example", "User-agent: X\nDisallow: /\n", AiCrawlerPolicy::Allow);
        assert_eq!(own, "User-agent: X\nDisallow: /\n\nSitemap: https://bao.example/sitemap.xml\n");
        assert_eq!(robots("https://bao.example", "Sitemap: /s.xml", AiCrawlerPolicy::Allow), "Sitemap: /s.xml\n");
    }

    #[test]
    fn crawlers_for_ai_get_a_group_of_their_own() {
        for own in ["", "User-agent: X\nDisallow: /\n"] {
            let (off, on) = (
                robots("https://a.example", own, AiCrawlerPolicy::Allow),
                robots("https://a.example", own, AiCrawlerPolicy::Refuse),
            );
            assert!(!off.contains("GPTBot"));
            let (before, sitemap) = off.split_once("\n\nSitemap").unwrap();
            assert!(on.starts_with(&format!("{before}\n\nUser-agent: ")), "{on}");
            assert!(on.ends_with(&format!("\nDisallow: /\n\nSitemap{sitemap}")), "{on}");
            assert!(on.contains("User-agent: GPTBot\n") && on.contains("User-agent: ClaudeBot\n"), "{on}");
        }
    }
}

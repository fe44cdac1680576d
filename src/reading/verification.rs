//! Meta tags by which services verify who owns the site.

use crate::config::SiteSettings;

/// Returns the name and content of each tag that is set.
pub fn meta_tags(site: &SiteSettings) -> Vec<(&'static str, String)> {
    let tags = [
        ("google-site-verification", &site.google_verification),
        ("msvalidate.01", &site.bing_verification),
        ("facebook-domain-verification", &site.facebook_verification),
        ("zalo-platform-site-verification", &site.zalo_verification),
    ];
    tags.into_iter().filter(|(_, code)| !code.is_empty()).map(|(name, code)| (name, code.clone())).collect()
}

use url::Url;

use super::post_image::{find_sources, present_image};
use crate::media::responsive_images::PictureSources;
use crate::model::author::Author;
use crate::model::site_link::SiteLink;
use crate::store::authors::AuthorRow;
use crate::store::sql::Connection;

/// What the database has of an author.
pub struct AuthorFields {
    pub slug: String,
    pub name: String,
    /// Sanitized HTML.
    pub biography: String,
    pub role: String,
    pub portrait: String,
    pub links: String,
}

/// Presents an author. `sources` are those of the portrait.
pub fn present_author(fields: AuthorFields, sources: &PictureSources) -> Author {
    let AuthorFields { slug, name, biography, role, portrait, links } = fields;
    let links = links.lines().filter_map(|address| {
        let title = site_name(&Url::parse(address).ok()?)?;
        Some(SiteLink { title, path: address.to_owned() })
    });
    Author {
        links: links.collect(),
        portrait: present_image(portrait, String::new(), String::new(), sources),
        slug,
        name,
        biography,
        role,
    }
}

/// Presents an author with their portrait.
pub async fn read_author(reading: &mut Connection, row: AuthorRow) -> sqlx::Result<Author> {
    let AuthorRow { slug, name, biography_html: biography, role, portrait, links, .. } = row;
    let sources = find_sources(reading, std::iter::once(portrait.as_str())).await?;
    Ok(present_author(AuthorFields { slug, name, biography, role, portrait, links }, &sources))
}

/// Names of sites that have profiles, by the end of their host.
const SITES: [(&str, &str); 12] = [
    ("facebook.com", "Facebook"),
    ("x.com", "X"),
    ("twitter.com", "X"),
    ("instagram.com", "Instagram"),
    ("youtube.com", "YouTube"),
    ("tiktok.com", "TikTok"),
    ("linkedin.com", "LinkedIn"),
    ("threads.net", "Threads"),
    ("zalo.me", "Zalo"),
    ("t.me", "Telegram"),
    ("github.com", "GitHub"),
    ("orcid.org", "ORCID"),
];

/// Returns the name of the site of an address, or its host.
fn site_name(address: &Url) -> Option<String> {
    let host = address.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_of = |site: &str| host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
    let known = SITES.iter().find(|(site, _)| is_of(site));
    Some(known.map_or(host, |(_, name)| name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_named_by_their_site() {
        for (address, name) in [
            ("https://www.facebook.com/lan", "Facebook"),
            ("https://vi-vn.facebook.com/lan", "Facebook"),
            ("https://x.com/lan", "X"),
            ("https://notx.com/lan", "notx.com"),
            ("https://lan.example/", "lan.example"),
        ] {
            assert_eq!(site_name(&Url::parse(address).unwrap()).unwrap(), name, "{address}");
        }
    }
}

//! Titles and descriptions for search engines, as plugins keep them: Yoast, Rank Math, All in One SEO, SEOPress, Genesis.

use super::meta;
use super::value::plain;
use crate::transfer::record::ImportedEntry;
use crate::transfer::wordpress::xml::XmlElement;

/// Maximum lengths in characters, as the editor has them.
const LONGEST_TITLE: usize = 200;
const LONGEST_DESCRIPTION: usize = 500;

/// Fields with titles.
pub const TITLES: &[&str] = &[
    "_yoast_wpseo_title",
    "rank_math_title",
    "_aioseo_title",
    "_aioseop_title",
    "_seopress_titles_title",
    "_genesis_title",
];
/// Fields with descriptions.
pub const DESCRIPTIONS: &[&str] = &[
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_seopress_titles_desc",
    "_genesis_description",
];

/// Fields with the address that search engines are to name.
pub const CANONICALS: &[&str] = &[
    "_yoast_wpseo_canonical",
    "rank_math_canonical_url",
    "_aioseo_canonical_url",
    "_aioseop_custom_link",
    "_seopress_robots_canonical",
    "_genesis_canonical_uri",
];

/// Fields that keep search engines off an entry.
pub const NOINDEX: &[&str] =
    &["_yoast_wpseo_meta-robots-noindex", "rank_math_robots", "_seopress_robots_index", "_genesis_noindex"];

/// Sets the texts of an entry, and whether search engines leave it out.
pub fn read(item: &XmlElement, entry: &mut ImportedEntry) {
    let title = first(item, TITLES, &entry.title, LONGEST_TITLE);
    entry.seo_title = title.filter(|title| *title != entry.title).unwrap_or_default();
    entry.noindex = NOINDEX.iter().filter_map(|field| meta(item, field)).any(is_noindex);
    let stated = CANONICALS.iter().filter_map(|field| meta(item, field)).map(plain);
    entry.canonical = stated.into_iter().find(|address| !address.is_empty()).unwrap_or_default();
    entry.seo_description = first(item, DESCRIPTIONS, &entry.title, LONGEST_DESCRIPTION).unwrap_or_default();
}

/// Yoast writes 1 or 2 (do index), SEOPress yes, Rank Math a serialized list.
fn is_noindex(value: &str) -> bool {
    matches!(value.trim(), "1" | "yes" | "on") || value.contains("\"noindex\"")
}

fn first(item: &XmlElement, fields: &[&str], title: &str, longest: usize) -> Option<String> {
    let stated = fields.iter().filter_map(|field| meta(item, field)).map(|text| fill(&plain(text), title));
    let text = stated.into_iter().find(|text| !text.is_empty())?;
    Some(text.chars().take(longest).collect())
}

/// Fills in the title for its variable, and removes other variables with the signs between them. Names of variables are
/// between percent signs, or follow a hash sign.
fn fill(text: &str, title: &str) -> String {
    let words = text.split(' ').filter_map(|word| {
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || b"_()".contains(&byte))
        };
        let percent = word.strip_prefix('%').and_then(|word| word.strip_suffix('%')).map(|name| name.trim_matches('%'));
        let variable =
            percent.or_else(|| word.strip_prefix('#').filter(|name| name.contains('_'))).filter(|name| is_name(name));
        match variable {
            Some("title" | "post_title") => Some(title),
            Some(_) => None,
            None => Some(word),
        }
    });
    let filled = words.collect::<Vec<_>>().join(" ");
    let is_joint = |c: char| c.is_whitespace() || "-–—|•·»/".contains(c);
    match text.contains('%') || text.contains('#') {
        true => filled.trim_matches(is_joint).to_owned(),
        false => filled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in_or_go() {
        assert_eq!(fill("%%title%% %%page%% %%sep%% %%sitename%%", "Cầu"), "Cầu");
        assert_eq!(fill("%title% %sep% Giá tốt 50%", "Cầu"), "Cầu Giá tốt 50%");
        assert_eq!(fill("#post_title | #site_title", "Cầu"), "Cầu");
        assert_eq!(fill("Bài #1 - mới", "Cầu"), "Bài #1 - mới");
    }
}

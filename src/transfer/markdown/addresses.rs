//! The addresses that a file had.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::front_matter::FrontMatter;
use super::generator::Generator;
use super::names::stem_of;
use crate::text::{old_path, slugify};
use crate::transfer::record::ImportedEntry;

/// Fields with addresses, of Hugo, Jekyll, Zola and others.
const FIELDS: &[&str] = &["url", "permalink", "aliases", "alias", "redirect_from", "redirects", "path", "old_url"];

/// The names of Jekyll's forms of addresses, and values that are none.
const STYLES: [&str; 6] = ["date", "pretty", "ordinal", "none", "true", "false"];

/// A page whose addresses are wanted.
pub struct AddressedPage<'a> {
    /// The name of the file.
    pub name: &'a str,
    /// The name without folders, date and ending.
    pub stem: &'a str,
    /// Whether the file's name has the date.
    pub is_dated: bool,
    pub zone: &'a TimeZone,
}

/// Adds the addresses that the front matter states, those that the settings of the generator describe, and the usual
/// ones. The terms of the entry are known already.
pub fn add(head: &FrontMatter, page: &AddressedPage, generator: &Generator, entry: &mut ImportedEntry) {
    let mut paths: Vec<String> = Vec::new();
    let push = |paths: &mut Vec<String>, address: &str| {
        let path = old_path::normalize(address.trim_end_matches("index.html"));
        if path != "/" && !paths.contains(&path) {
            paths.push(path);
        }
    };
    for stated in head.addresses(FIELDS) {
        for address in below(page.name, &filled_in(&stated, entry, page.stem)) {
            if let Some(address) = expand(&address, entry, page) {
                push(&mut paths, &address);
            }
        }
    }
    let folders = stem_of(page.name).0;
    for pattern in generator.patterns(folders, entry.kind) {
        if let Some(address) = expand(pattern, entry, page) {
            push(&mut paths, &address);
        }
    }
    let mut usual = usual(page.name, page.stem, page.is_dated);
    for pattern in generator.usual_patterns() {
        if let Some(address) = expand(pattern, entry, page) {
            push(&mut usual, &address);
        }
    }
    usual.retain(|path| !paths.contains(path));
    (entry.old_paths, entry.usual_paths) = (paths, usual);
}

/// Fills in the simple expressions of Eleventy: `/{{ title | slugify }}/`.
fn filled_in(address: &str, entry: &ImportedEntry, stem: &str) -> String {
    let mut address = address.to_owned();
    while let Some((before, rest)) = address.split_once("{{") {
        let Some((expression, after)) = rest.split_once("}}") else { break };
        let name = expression.split('|').next().unwrap_or_default().trim();
        let value = match name {
            "title" => slugify(&entry.title),
            "slug" | "page.fileSlug" | "page.filePathStem" => stem.to_owned(),
            _ => break,
        };
        address = format!("{before}{value}{after}");
    }
    address
}

/// Returns what an address means. One without a slash is below the folder of the page (Hugo), or below the site (Zola).
fn below(name: &str, address: &str) -> Vec<String> {
    let is_absolute = address.starts_with(['/', '?', ':']) || address.contains("://") || address.contains(['{', '\n']);
    let folders = stem_of(name).0;
    let folders = folders.strip_prefix("content/").unwrap_or(folders);
    if is_absolute || folders.is_empty() || folders.contains('_') || STYLES.contains(&address) {
        return vec![address.to_owned()];
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folders.split('/').chain(address.split('/')) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let there = format!("/{}", parts.join("/"));
    if address.starts_with('.') { vec![there] } else { vec![address.to_owned(), there] }
}

/// Fills in the parts of a pattern such as Jekyll's `/:year/:title/`. Returns `None` for a pattern with other parts, and
/// for what is no address: the names of Jekyll's styles, and template code.
fn expand(address: &str, entry: &ImportedEntry, page: &AddressedPage) -> Option<String> {
    if address.contains(['{', '\n']) || STYLES.contains(&address) {
        return None;
    }
    let is_url = address.starts_with("http://") || address.starts_with("https://");
    if is_url || !address.contains("/:") && !address.starts_with(':') {
        return Some(if is_url || address.starts_with(['/', '?']) {
            address.to_owned()
        } else {
            format!("/{address}")
        });
    }
    let day = Timestamp::from_millisecond(entry.published_ms?).ok()?.to_zoned_datetime(page.zone.clone());
    let mut filled = String::new();
    let mut rest = address;
    while let Some((before, after)) = rest.split_once(':') {
        filled.push_str(before);
        let end = after.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(after.len());
        match &after[..end] {
            "year" => filled.push_str(&format!("{:04}", day.year())),
            "short_year" => filled.push_str(&format!("{:02}", day.year() % 100)),
            "month" => filled.push_str(&format!("{:02}", day.month())),
            "day" => filled.push_str(&format!("{:02}", day.day())),
            "i_month" => filled.push_str(&day.month().to_string()),
            "i_day" => filled.push_str(&day.day().to_string()),
            "hour" => filled.push_str(&format!("{:02}", day.hour())),
            "minute" => filled.push_str(&format!("{:02}", day.minute())),
            "second" => filled.push_str(&format!("{:02}", day.second())),
            "title"
            | "slug"
            | "name"
            | "filename"
            | "slugorfilename"
            | "contentbasename"
            | "slugorcontentbasename"
            | "basename" => filled.push_str(if entry.slug.is_empty() { page.stem } else { &entry.slug }),
            "categories" => filled.push_str(&entry.categories.join("/")),
            "category" => filled.push_str(entry.categories.first().map_or("", String::as_str)),
            "section" | "sections" => {
                let folders = stem_of(page.name).0;
                let folders = folders.strip_prefix("content/").unwrap_or(folders);
                let first = folders.split('/').next().unwrap_or_default();
                filled.push_str(if &after[..end] == "section" { first } else { folders });
            }
            _ => return None,
        }
        rest = &after[end..];
    }
    filled.push_str(rest);
    // A part without a value is left out.
    let parts: Vec<&str> = filled.split('/').filter(|part| !part.is_empty()).collect();
    Some(format!("/{}", parts.join("/")))
}

/// Lists the addresses that generators give to a file of this name by default.
fn usual(name: &str, stem: &str, is_dated: bool) -> Vec<String> {
    let (folders, file) = stem_of(name);
    let is_source = |folder: &&str| !folder.starts_with('_') && !["content", "source", "src", "pages"].contains(folder);
    let folders: Vec<&str> = folders.split('/').filter(|folder| !folder.is_empty()).filter(is_source).collect();
    let mut paths = Vec::new();
    if is_dated && let Some(date) = file.get(..10) {
        let dated = format!("/{}/{stem}", date.replace('-', "/"));
        paths.extend([dated.clone(), format!("{dated}.html")]);
    }
    // A page in a folder of its own has the address of the folder.
    let (last, above) = match folders.split_last() {
        Some((last, above)) if file == "index" => (*last, above),
        None if file == "index" => ("", &folders[..]),
        _ => (file, &folders[..]),
    };
    let below = |last: &str| format!("/{}", above.iter().copied().chain([last]).collect::<Vec<_>>().join("/"));
    paths.extend([below(last), below(stem)]);
    let mut usual: Vec<String> = Vec::new();
    for path in paths.iter().map(|path| old_path::normalize(path)) {
        if path != "/" && !usual.contains(&path) {
            usual.push(path);
        }
    }
    usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_a_folder_of_its_own_has_the_address_of_the_folder() {
        assert_eq!(usual("posts/cau-go/index.vi.md", "cau-go", false), ["/posts/cau-go"]);
        assert_eq!(usual("posts/cau-go.md", "cau-go", false), ["/posts/cau-go"]);
        assert_eq!(usual("posts/2024-01-31-cau/index.md", "cau", false), ["/posts/2024-01-31-cau", "/posts/cau"]);
        assert_eq!(usual("pages/index.md", "pages", false), ["/pages"]);
    }
}

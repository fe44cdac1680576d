//! The addresses that a file had.

use super::front_matter::FrontMatter;
use super::site::stem_of;
use crate::text::old_path;
use crate::transfer::record::ImportedEntry;

/// Fields with addresses, of Hugo, Jekyll, Zola and others.
const FIELDS: &[&str] = &["url", "permalink", "aliases", "alias", "redirect_from", "redirects", "path", "old_url"];

/// Lists the addresses that the front matter states.
pub fn stated(head: &FrontMatter, entry: &ImportedEntry, stem: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for stated in head.addresses(FIELDS) {
        let Some(address) = expand(&stated, entry, stem) else { continue };
        let path = old_path::normalize(address.trim_end_matches("index.html"));
        if path != "/" && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// Fills in the parts of a pattern such as Jekyll's `/:year/:title/`. Returns `None` for a pattern with other parts, and
/// for what is no address: the names of Jekyll's styles, and template code.
fn expand(address: &str, entry: &ImportedEntry, stem: &str) -> Option<String> {
    if address.contains(['{', '\n']) || ["date", "pretty", "ordinal", "none", "true", "false"].contains(&address) {
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
    let date = jiff::Timestamp::from_millisecond(entry.published_ms?).ok()?;
    let day = date.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let (year, month, day) = (day.year(), day.month(), day.day());
    let parts = address.split('/').map(|part| {
        let (part, end) = part.split_once('.').map_or((part, String::new()), |(part, end)| (part, format!(".{end}")));
        let filled = match part {
            ":year" => format!("{year:04}"),
            ":month" => format!("{month:02}"),
            ":day" => format!("{day:02}"),
            ":i_month" => month.to_string(),
            ":i_day" => day.to_string(),
            ":title" | ":slug" | ":name" | ":filename" | ":slugorfilename" => stem.to_owned(),
            part if part.starts_with(':') => return None,
            part => part.to_owned(),
        };
        Some(filled + &end)
    });
    Some(format!("/{}", parts.collect::<Option<Vec<_>>>()?.join("/").trim_start_matches('/')))
}

/// Lists the addresses that generators give to a file of this name by default.
pub fn usual(name: &str, stem: &str, is_dated: bool) -> Vec<String> {
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

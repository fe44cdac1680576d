//! What the settings of a site generator say: the form of addresses, and how lists are written.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

use super::front_matter::{Separator, read_toml, read_yaml};
use crate::transfer::record::ImportedEntryKind;

/// Maximum size of settings in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The settings of a generator, as far as they are known.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Generator {
    /// Forms of addresses, such as `/:year/:title/`, with the folder for which they are; empty: for all.
    patterns: Vec<(String, String)>,
    /// Forms of the addresses of pages.
    page_patterns: Vec<String>,
    usual_patterns: Vec<String>,
    is_jekyll: bool,
    /// Whether files whose names begin with `_` are no pages (Astro).
    hides_underscored: bool,
}

impl Generator {
    /// Reads the settings of the site that begins in `root`, whose texts have these names.
    pub fn read(root: &Path, names: &[String]) -> Generator {
        let mut found = Generator::default();
        let has_posts = names.iter().any(|name| name.split('/').any(|part| part == "_posts"));
        let is_hexo = has_posts && (root.join("source/_posts").is_dir() || root.join("scaffolds").is_dir());
        let jekyll = settings(&root.join("_config.yml")).or_else(|| settings(&root.join("_config.yaml")));
        found.is_jekyll = has_posts && !is_hexo && jekyll.is_some();
        let astro = ["astro.config.mjs", "astro.config.ts", "astro.config.js", "src/content"];
        found.hides_underscored = astro.iter().any(|name| root.join(name).exists());
        if let Some(pattern) = jekyll.as_ref().and_then(|fields| fields.get("permalink")?.as_str()) {
            let pattern = match pattern {
                "date" => "/:categories/:year/:month/:day/:title.html",
                "pretty" => "/:categories/:year/:month/:day/:title/",
                "none" => "/:categories/:title.html",
                pattern => pattern,
            };
            found.patterns.push((String::new(), rooted(pattern)));
        }
        if has_posts {
            let usual = ["/:categories/:year/:month/:day/:title.html", "/:year/:month/:day/:title/"];
            found.usual_patterns = usual.map(str::to_owned).to_vec();
        }
        for name in ["hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml"] {
            let fields = settings(&root.join(name)).or_else(|| settings(&root.join("config/_default").join(name)));
            let permalinks = fields.as_ref().and_then(|fields| fields.get("permalinks")?.as_object());
            permalinks.into_iter().for_each(|permalinks| found.add_sections(permalinks));
        }
        if let Some(text) = read(&root.join("pelicanconf.py")) {
            let stated =
                |name| text.lines().find_map(|line| python_text(line, name)).map(|text| rooted(&colons(&text)));
            found.patterns.extend(stated("ARTICLE_URL").map(|pattern| (String::new(), pattern)));
            found.page_patterns.extend(stated("PAGE_URL"));
        }
        found
    }

    /// Adds the forms of Hugo, by section; since version 0.131, those of pages have a table of their own.
    fn add_sections(&mut self, permalinks: &Map<String, Value>) {
        for (section, pattern) in permalinks {
            match pattern {
                Value::String(pattern) => self.patterns.push((section.clone(), rooted(pattern))),
                Value::Object(inner) if section == "page" => self.add_sections(inner),
                _ => {}
            }
        }
    }

    /// Returns how lists are written as one text.
    pub fn separator(&self) -> Separator {
        if self.is_jekyll { Separator::Space } else { Separator::Comma }
    }

    /// Returns whether a file of this name is no page.
    pub fn hides(&self, name: &str) -> bool {
        self.hides_underscored && name.split('/').any(|part| part.starts_with('_') && !part.starts_with("_index."))
    }

    /// Iterates over the forms that the settings state for files in these folders.
    pub fn patterns<'a>(&'a self, folders: &'a str, kind: ImportedEntryKind) -> impl Iterator<Item = &'a str> {
        let section = folders.strip_prefix("content/").unwrap_or(folders);
        let section = section.split('/').next().unwrap_or_default();
        let is_page = kind == ImportedEntryKind::Page;
        let of_posts = self.patterns.iter().filter(move |(of, _)| if of.is_empty() { !is_page } else { of == section });
        let of_pages = self.page_patterns.iter().filter(move |_| is_page);
        of_posts.map(|(_, pattern)| pattern.as_str()).chain(of_pages.map(String::as_str))
    }

    /// Iterates over the forms that are usual where the settings state none.
    pub fn usual_patterns(&self) -> impl Iterator<Item = &str> {
        self.usual_patterns.iter().map(String::as_str)
    }
}

fn read(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Reads settings in YAML or TOML.
fn settings(path: &Path) -> Option<Map<String, Value>> {
    let text = read(path)?;
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    Some(if is_toml { read_toml(&text).0 } else { read_yaml(&text).0 })
}

fn rooted(pattern: &str) -> String {
    format!("/{}", pattern.trim_start_matches('/'))
}

/// Returns the text that a line of Python assigns to a name.
fn python_text(line: &str, name: &str) -> Option<String> {
    let value = line.trim().strip_prefix(name)?.trim_start().strip_prefix('=')?.trim();
    let quote = value.chars().next().filter(|sign| ['"', '\''].contains(sign))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

/// Writes a form of Pelican in the way of Jekyll: `{date:%Y}/{slug}.html`.
fn colons(pattern: &str) -> String {
    let mut pattern = pattern.to_owned();
    for (theirs, ours) in [
        ("{date:%Y}", ":year"),
        ("{date:%m}", ":month"),
        ("{date:%d}", ":day"),
        ("{slug}", ":slug"),
        ("{category}", ":category"),
    ] {
        pattern = pattern.replace(theirs, ours);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)], names: &[&str]) -> Generator {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::create_dir_all(root.path().join(name).parent().unwrap()).unwrap();
            std::fs::write(root.path().join(name), text).unwrap();
        }
        Generator::read(root.path(), &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn forms_of_addresses_are_read_from_settings() {
        let post = ImportedEntryKind::Post;
        let first = |found: &Generator, folders: &str| found.patterns(folders, post).next().map(str::to_owned);
        let jekyll = of(&[("_config.yml", "permalink: pretty\n")], &["_posts/2024-01-31-a.md"]);
        assert_eq!(first(&jekyll, "_posts").as_deref(), Some("/:categories/:year/:month/:day/:title/"));
        assert_eq!(jekyll.separator(), Separator::Space);
        let hexo = [("_config.yml", "permalink: :year/:title/\n"), ("source/_posts/a.md", "")];
        let hexo = of(&hexo, &["source/_posts/a.md"]);
        assert_eq!(
            (first(&hexo, "source/_posts").as_deref(), hexo.separator()),
            (Some("/:year/:title/"), Separator::Comma)
        );
        let hugo = of(&[("hugo.toml", "[permalinks]\nposts = '/:year/:slug/'\n")], &[]);
        assert_eq!(first(&hugo, "content/posts").as_deref(), Some("/:year/:slug/"));
        assert_eq!(first(&hugo, "content/docs"), None);
        let pelican = of(&[("pelicanconf.py", "ARTICLE_URL = '{date:%Y}/{slug}.html'\n")], &[]);
        assert_eq!(first(&pelican, "content").as_deref(), Some("/:year/:slug.html"));
        let astro = of(&[("astro.config.mjs", "")], &[]);
        assert!(astro.hides("src/content/blog/_nhap.md") && !astro.hides("src/content/blog/a.md"));
    }
}

//! What the files of a folder are to each other: translations, resources of a page, targets of links, and pictures.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::tz::TimeZone;

use super::folder::Listing;
use super::generator::Generator;
use super::names::{is_about_repository, is_language, stem_of, untranslated};
use super::{MarkdownFile, dates, folder};
use crate::model::language::Language;
use crate::transfer::received_folder::FOLDER;

/// Folders of generators that hold no pages.
const MACHINERY: &[&str] = &[
    "_data",
    "_includes",
    "_layouts",
    "_sass",
    "_site",
    "archetypes",
    "layouts",
    "node_modules",
    "scaffolds",
    "themes",
    "vendor",
];
/// Folders whose files generators copy to the root of the site.
const STATIC: &[&str] = &["static", "public", "assets", "source", "src", ""];
/// Levels above the folder in which the site may begin: Astro's texts are in `src/content/blog`.
const LEVELS: usize = 3;
/// Files and folders that show that a site begins in a folder.
const BEGINNINGS: &[&str] = &[
    "package.json",
    ".git",
    "hugo.toml",
    "hugo.yaml",
    "config.toml",
    "config.yaml",
    "_config.yml",
    "pelicanconf.py",
    "static",
    "public",
];

/// Returns the address on this site that a file gets, or `None` if it has none.
pub type AddressOf = fn(&MarkdownFile, &TimeZone, &MarkdownSite) -> Option<String>;

/// The files of a folder. The default is for single files.
#[derive(Default)]
pub struct MarkdownSite {
    folder: PathBuf,
    /// The folder in which the site begins. Pictures outside it are not taken.
    root: PathBuf,
    left_out: HashMap<String, (&'static str, &'static str)>,
    /// Names of texts by their stem and their name, in lower case.
    texts: HashMap<String, String>,
    /// Pictures by file name in lower case.
    pictures: HashMap<String, PathBuf>,
    /// The places of pictures in the library.
    places: HashMap<PathBuf, String>,
    addresses: Mutex<HashMap<String, Option<String>>>,
    address_of: Option<AddressOf>,
    /// Whether folders with `index.md` hold resources of that page.
    has_bundles: bool,
    /// Whether posts are in folders called `_posts`.
    has_posts: bool,
    generator: Generator,
}

impl MarkdownSite {
    /// Finds out what the files are. Of translations, that in `language` comes in.
    pub fn new(given: &Path, listing: &Listing, language: Language, address_of: AddressOf) -> MarkdownSite {
        let names: Vec<String> = listing.texts.iter().map(|file| folder::name(given, file)).collect();
        let folder = given.canonicalize().unwrap_or_else(|_| given.to_owned());
        let begins = |folder: &&Path| BEGINNINGS.iter().any(|name| folder.join(name).exists());
        // What was sent to the admin is in a folder of its own, and what is above it was not sent.
        let is_received =
            |folder: &&Path| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER));
        let received = folder.ancestors().find(is_received);
        let is_within = |folder: &&Path| received.is_none_or(|received| folder.starts_with(received));
        let root = folder.ancestors().take(LEVELS + 1).filter(is_within).find(begins).unwrap_or(&folder).to_owned();
        let beside = |name: &str| folder.join(name).exists() || root.join(name).exists();
        let has_bundles = folder.file_name().is_some_and(|name| name == "content")
            || names.iter().any(|name| stem_of(name).1 == "_index")
            || ["hugo.toml", "hugo.yaml", "hugo.json", "archetypes"].into_iter().any(beside);
        let has_posts = names.iter().any(|name| name.split('/').any(|part| part == "_posts"));
        let generator = Generator::read(&root, &names);
        let address_of = Some(address_of);
        let mut site = MarkdownSite { has_bundles, has_posts, address_of, generator, ..MarkdownSite::default() };
        site.leave_out_translations(&names, language);
        let bundles: HashSet<&str> = names
            .iter()
            .map(|name| stem_of(name))
            .filter(|(_, stem)| *stem == "index")
            .map(|(folders, _)| folders)
            .collect();
        (site.folder, site.root) = (folder, root);
        for name in &names {
            let (folders, stem) = stem_of(name);
            let mut above = Some(folders);
            let in_bundle = site.has_bundles
                && std::iter::from_fn(|| {
                    let folder = above?;
                    above = folder.rsplit_once('/').map(|(above, _)| above);
                    Some(folder)
                })
                .enumerate()
                .any(|(level, folder)| {
                    !folder.is_empty() && bundles.contains(folder) && (level > 0 || stem != "index")
                });
            if stem == "_index" {
                site.left_out.insert(name.clone(), ("list page (_index.md)", "lists are made anew here"));
            } else if folders.split('/').any(|folder| MACHINERY.contains(&folder)) {
                site.left_out.insert(name.clone(), ("file of the site generator", "it was no page"));
            } else if is_about_repository(name) && names.len() > 1 {
                site.left_out.insert(name.clone(), ("file about the repository", "it was no page"));
            } else if site.generator.hides(name) || stem == "404" {
                site.left_out.insert(name.clone(), ("page that was not rendered", "it had no address of its own"));
            } else if in_bundle {
                site.left_out.insert(name.clone(), ("resource of a page", "it had no page of its own"));
            }
            if !site.left_out.contains_key(name) {
                let file = name.rsplit('/').next().unwrap_or(name);
                // A page in a folder of its own is known by the folder.
                let folder = folders.rsplit('/').next().filter(|_| stem == "index").unwrap_or(stem);
                let undated = dates::split_name(folder, &TimeZone::UTC).map_or(folder, |(_, rest)| rest);
                for key in [name.as_str(), file, stem, folder, undated] {
                    site.texts.entry(key.to_lowercase()).or_insert_with(|| name.clone());
                }
            }
        }
        for picture in &listing.pictures {
            let name = picture.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            site.pictures.entry(name).or_insert_with(|| picture.clone());
        }
        site
    }

    fn leave_out_translations(&mut self, names: &[String], language: Language) {
        let mut groups: BTreeMap<String, BTreeMap<String, &String>> = BTreeMap::new();
        for name in names {
            let (key, stated) = untranslated(name);
            groups.entry(key).or_default().entry(stated).or_insert(name);
        }
        for mut translations in groups.into_values().filter(|group| group.len() > 1) {
            let wanted = [language.tag(), ""].into_iter().find(|tag| translations.contains_key(*tag));
            let first = translations.keys().next().cloned().unwrap_or_default();
            translations.remove(wanted.unwrap_or(&first));
            for name in translations.into_values() {
                let why =
                    ("page in another language", "a site has one language here, and this page comes in in that one");
                self.left_out.insert(name.clone(), why);
            }
        }
    }

    /// Returns whether there are pictures that texts could show.
    pub fn has_pictures(&self) -> bool {
        let above = self.folder.ancestors().skip(1).take(LEVELS);
        !self.pictures.is_empty()
            || above.flat_map(|folder| ["static", "public"].map(|name| folder.join(name))).any(|it| it.is_dir())
    }

    /// Sets the places of pictures in the library.
    pub fn set_places(&mut self, places: HashMap<PathBuf, String>) {
        self.places = places;
    }

    /// Returns what a file is and why, if it does not come in.
    pub fn left_out(&self, name: &str) -> Option<(&'static str, &'static str)> {
        let single = (stem_of(name).1 == "_index").then_some(("list page (_index.md)", "lists are made anew here"));
        self.left_out.get(name).copied().or(single)
    }

    /// Returns what the settings of the generator say.
    pub fn generator(&self) -> &Generator {
        &self.generator
    }

    /// Returns whether the files of a folder are pages rather than posts.
    pub fn holds_pages(&self, folders: &str, is_dated: bool) -> bool {
        let folders = folders.strip_prefix("content").map_or(folders, |below| below.trim_start_matches('/'));
        let is_root = folders.is_empty() || is_language(folders);
        let in_posts = folders.split('/').any(|folder| folder == "_posts" || folder == "_drafts");
        !is_dated && (self.has_posts && !in_posts || self.has_bundles && is_root)
    }

    /// Returns the address on this site of another file, to which the file `from` links: by its path, name or stem.
    pub fn address(&self, target: &str, from: &str, zone: &TimeZone) -> Option<String> {
        let target = target.trim().trim_start_matches("./").to_lowercase();
        let folders = from.rsplit_once('/').map_or("", |(folders, _)| folders).to_lowercase();
        let file = target.rsplit('/').next().unwrap_or(&target);
        let below = target.trim_start_matches("../").trim_start_matches('/');
        let keys = [format!("{folders}/{target}"), below.to_owned(), file.to_owned(), stem_of(file).1.to_owned()];
        let name = keys.iter().find_map(|key| self.texts.get(key.trim_start_matches('/')))?;
        let mut known = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = known.get(name) {
            return address.clone();
        }
        let source = folder::read(&self.folder, &self.folder.join(name)).ok();
        let address = source.and_then(|source| (self.address_of?)(&source, zone, self));
        known.insert(name.clone(), address.clone());
        address
    }

    /// Returns the file of a picture that the text `name` shows at this address.
    pub fn picture_file(&self, name: &str, address: &str) -> Option<PathBuf> {
        if self.folder.as_os_str().is_empty() || address.contains("://") || address.starts_with("//") {
            return None;
        }
        let (folders, stem) = stem_of(name);
        let address = address.trim();
        let here = self.folder.join(folders);
        let below = address.trim_start_matches('/');
        let mut places: Vec<PathBuf> = vec![];
        if !address.starts_with('/') {
            places.extend([here.join(address), here.join(stem).join(address)]);
        }
        let roots = [&self.folder, &self.root].into_iter();
        places.extend(roots.flat_map(|root| STATIC.iter().map(move |folder| root.join(folder).join(below))));
        let mut places = places.into_iter().map(|path| resolved(&path));
        let found = places.find(|path| path.starts_with(&self.root) && path.is_file());
        found.or_else(|| self.pictures.get(&below.rsplit('/').next()?.to_lowercase()).cloned())
    }

    /// Returns the place in the library of a picture that the text `name` shows at this address.
    pub fn picture_place(&self, name: &str, address: &str) -> Option<&str> {
        if self.places.is_empty() {
            return None;
        }
        self.places.get(&self.picture_file(name, address)?).map(String::as_str)
    }
}

/// Resolves `.` and `..` without the disk.
fn resolved(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if resolved.file_name().is_some() => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dated_files_are_found_without_their_date() {
        let texts = ["a/2024-01-30-bai-kia.md", "a/b.md"].map(|name| Path::new("/folder").join(name)).to_vec();
        let listing = Listing { texts, ..Listing::default() };
        let site = MarkdownSite::new(Path::new("/folder"), &listing, Language::Vi, |_, _, _| None);
        assert_eq!(site.texts.get("bai-kia").map(String::as_str), Some("a/2024-01-30-bai-kia.md"));
    }
}

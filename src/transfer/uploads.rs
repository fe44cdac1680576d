//! Imports the files of an old site's uploads folder into the media library. Only if it is asked for, what the folder lacks
//! is fetched from the old site.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::import_error::ImportError;
use super::import_warning::ImportWarning;
use super::progress::ImportProgress;
use super::record::{ImportRecord, ImportedEntry, ImportedEntryKind, SkippedItem};
use super::report::ImportReport;
use super::wordpress::MovedFiles;
use super::wordpress::upload_addresses::{self, bare, original};
use crate::model::media::{MediaKind, PictureError};
use crate::store::Store;

mod fetch;
mod folder;
mod take;
#[cfg(test)]
mod tests;

pub use fetch::FetchOptions;
use fetch::{Fetcher, WantedFile};
use folder::UploadsFolder;
use take::take;

/// The uploaded files that an import refers to.
pub struct UploadsImport {
    folder: UploadsFolder,
    hosts: HashSet<String>,
    /// The host of the site itself.
    own: String,
    /// Scheme and host by host without `www.`.
    origins: HashMap<String, String>,
    /// The files that texts show from hosts that are not known to be the site's.
    elsewhere: HashMap<String, HashSet<String>>,
    /// Files by path relative to the uploads folder.
    seen: BTreeMap<String, ReferencedFile>,
}

/// What is known of a file from the old site.
#[derive(Default)]
struct ReferencedFile {
    /// Whether the file is an attachment itself, and not a smaller version of one.
    is_attachment: bool,
    alt: String,
    at: Option<i64>,
    /// In lower case and without `www.`; empty for that of the site.
    host: String,
    paths: HashSet<String>,
}

impl UploadsImport {
    /// Opens an uploads folder.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let failed = |error: io::Error| ImportError::Open { path: path.to_owned(), error };
        Ok(Self {
            folder: UploadsFolder::open(path).map_err(failed)?,
            hosts: HashSet::new(),
            own: String::new(),
            origins: HashMap::new(),
            elsewhere: HashMap::new(),
            seen: BTreeMap::new(),
        })
    }

    /// Collects the files that a record refers to.
    pub fn see(&mut self, record: &ImportRecord) {
        match record {
            ImportRecord::Site(site) => {
                let host = site.base_url.split_once("//").map_or("", |(_, rest)| rest);
                self.own = bare(host.split('/').next().unwrap_or_default());
                self.hosts.insert(self.own.clone());
                self.see_origin(&site.base_url);
            }
            ImportRecord::Pattern { body, .. } => self.see_text(body),
            ImportRecord::Entry(entry) if entry.kind == ImportedEntryKind::Attachment => self.see_attachment(entry),
            ImportRecord::Entry(entry) => {
                self.see_text(&entry.body);
                self.see_text(entry.image.as_ref().map_or("", |image| &image.url));
            }
            _ => {}
        }
    }

    fn see_origin(&mut self, address: &str) {
        if let Some((scheme, rest)) = address.split_once("://") {
            let host = rest.split('/').next().unwrap_or_default();
            self.origins.entry(bare(host)).or_insert_with(|| format!("{scheme}://{host}"));
        }
    }

    /// Fetches what the folder lacks from the old site. What cannot be fetched is reported.
    pub async fn fetch(&self, options: &FetchOptions, report: &mut ImportReport, progress: &ImportProgress) {
        let Some(mut fetcher) = Fetcher::new(options, &self.hosts, &self.origins, &self.own) else { return };
        let total = self.seen.len() as u64;
        for ((file, seen), number) in self.seen.iter().zip(1..) {
            progress(number, total);
            let is_taken = folder::is_picture(file) || folder::is_other_file(file);
            if !is_taken || self.folder.find(file, seen.is_attachment).is_some() {
                continue;
            }
            let Some(path) = seen.paths.iter().min() else { continue };
            // Of a smaller picture, the original.
            let whole = if seen.is_attachment { None } else { original(file).zip(original(path)) };
            let both = whole.iter().map(|(file, path)| (file, path)).chain([(file, path)]);
            let mut failure = None;
            for (file, path) in both {
                match fetcher.fetch(&WantedFile { file, path, host: &seen.host }, &self.folder).await {
                    Ok(true) => {
                        failure = None;
                        break;
                    }
                    Ok(false) => {}
                    Err(error) => failure = Some(error),
                }
            }
            if let Some(error) = failure {
                report.warn(ImportWarning::unreadable(Path::new(path), error));
            }
        }
    }

    fn see_attachment(&mut self, entry: &ImportedEntry) {
        let address = entry.attachment_url.as_deref().unwrap_or_default();
        for upload in upload_addresses::find(address) {
            // Attachments belong to the site, whatever their host.
            self.hosts.insert(upload.host.clone());
            self.see_origin(address);
            let seen = self.seen.entry(upload.file).or_default();
            seen.is_attachment = true;
            seen.alt.clone_from(&entry.alt);
            seen.at = entry.published_ms;
            seen.host = upload.host;
            seen.paths.insert(upload.path);
        }
    }

    fn see_text(&mut self, text: &str) {
        for upload in upload_addresses::find(text) {
            if !upload.host.is_empty() && !self.hosts.contains(&upload.host) {
                self.elsewhere.entry(upload.host.clone()).or_default().insert(upload.file.clone());
            }
            let seen = self.seen.entry(upload.file).or_default();
            seen.paths.insert(upload.path);
            if seen.host.is_empty() {
                seen.host = upload.host;
            }
        }
    }

    /// Adds the earlier hosts of the site: those from which texts show only files that are attachments.
    fn add_earlier_hosts(&mut self) {
        for (host, files) in std::mem::take(&mut self.elsewhere) {
            let is_ours = |file: &String| self.is_attached(file) && self.folder.find(file, true).is_some();
            if files.iter().all(|file| is_ours(file) || original(file).is_some_and(|file| is_ours(&file))) {
                self.hosts.insert(host);
            }
        }
    }

    fn is_attached(&self, file: &str) -> bool {
        self.seen.get(file).is_some_and(|seen| seen.is_attachment)
    }

    /// Imports the files, each in its own transaction: in one transaction, the many minutes that this may take would
    /// block all writes of the running site. If the import fails, the next one finds the stored files again.
    pub async fn take_in(
        mut self,
        store: &Store,
        report: &mut ImportReport,
        progress: &ImportProgress,
    ) -> Result<MovedFiles, ImportError> {
        self.add_earlier_hosts();
        let mut moved = MovedFiles { hosts: self.hosts, ..MovedFiles::default() };
        let mut taken: HashMap<PathBuf, Option<String>> = HashMap::new();
        let total = self.seen.len() as u64;
        for ((file, seen), number) in self.seen.into_iter().zip(1..) {
            progress(number, total);
            let Some(path) = self.folder.find(&file, seen.is_attachment) else {
                let what = match () {
                    () if folder::is_picture(&file) => "uploaded picture",
                    () if folder::is_other_file(&file) => "uploaded file",
                    () => continue,
                };
                report.add(SkippedItem::new(what, "it is not in the folder; the old address stays").at(file));
                continue;
            };
            let place = match taken.get(&path) {
                Some(place) => place.clone(),
                None => {
                    let place = take(store, &path, &seen, report).await?;
                    taken.insert(path, place.clone());
                    place
                }
            };
            if let Some(place) = place {
                moved.redirects.extend(seen.paths.into_iter().map(|path| (path, place.clone())));
                moved.places.insert(file, place);
            }
        }
        Ok(moved)
    }

    /// Only counts the files that would be imported, and reports unsupported formats.
    pub fn count(self, report: &mut ImportReport) {
        let found: BTreeSet<PathBuf> =
            self.seen.iter().filter_map(|(file, seen)| self.folder.find(file, seen.is_attachment)).collect();
        for path in found {
            match folder::recognize(&path) {
                Ok((_, Ok(format))) => report.count_file(format.kind()),
                // A picture's faults are found when it is decoded.
                Ok((_, Err(PictureError::UnknownKind))) if folder::is_picture(&path.to_string_lossy()) => {
                    report.count_file(MediaKind::Picture);
                }
                Ok((_, Err(refusal))) => report.warn(ImportWarning::Refused(path, refusal)),
                Err(error) => report.warn(ImportWarning::unreadable(&path, error)),
            }
        }
    }
}

/// Imports files, and returns their new paths. Those that are rejected are reported.
pub async fn take_files(
    store: &Store,
    files: BTreeSet<PathBuf>,
    report: &mut ImportReport,
    progress: &ImportProgress,
) -> Result<HashMap<PathBuf, String>, ImportError> {
    let mut places = HashMap::new();
    let total = files.len() as u64;
    for (file, number) in files.into_iter().zip(1..) {
        progress(number, total);
        if let Some(place) = take(store, &file, &ReferencedFile::default(), report).await? {
            places.insert(file, place);
        }
    }
    Ok(places)
}

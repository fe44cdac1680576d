//! Imports the files of an old site's uploads folder into the media library. Nothing is fetched from the network.

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
use crate::media::{IncomingFile, Limits, UploadError, recognize_unsupported, store_upload};
use crate::model::address::paths;
use crate::model::media::PictureError;
use crate::store::Store;

mod folder;

use folder::UploadsFolder;

/// The uploaded files that an import refers to.
pub struct UploadsImport {
    folder: UploadsFolder,
    hosts: HashSet<String>,
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
    paths: HashSet<String>,
}

impl UploadsImport {
    /// Opens an uploads folder.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let failed = |error: io::Error| ImportError::Open { path: path.to_owned(), error };
        Ok(Self {
            folder: UploadsFolder::open(path).map_err(failed)?,
            hosts: HashSet::new(),
            elsewhere: HashMap::new(),
            seen: BTreeMap::new(),
        })
    }

    /// Collects the files that a record refers to.
    pub fn see(&mut self, record: &ImportRecord) {
        match record {
            ImportRecord::Site(site) => {
                let host = site.base_url.split_once("//").map_or("", |(_, rest)| rest);
                self.hosts.insert(bare(host.split('/').next().unwrap_or_default()));
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

    fn see_attachment(&mut self, entry: &ImportedEntry) {
        let address = entry.attachment_url.as_deref().unwrap_or_default();
        for upload in upload_addresses::find(address) {
            // Attachments belong to the site, whatever their host.
            self.hosts.insert(upload.host.clone());
            let seen = self.seen.entry(upload.file).or_default();
            seen.is_attachment = true;
            seen.alt.clone_from(&entry.alt);
            seen.at = entry.published_ms;
            seen.paths.insert(upload.path);
        }
    }

    fn see_text(&mut self, text: &str) {
        for upload in upload_addresses::find(text) {
            if !upload.host.is_empty() && !self.hosts.contains(&upload.host) {
                self.elsewhere.entry(upload.host).or_default().insert(upload.file.clone());
            }
            self.seen.entry(upload.file).or_default().paths.insert(upload.path);
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
                if folder::is_picture(&file) {
                    let reason = "it is not in the folder; the old address stays";
                    report.add(SkippedItem::new("uploaded picture", reason).at(file));
                }
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
            match folder::read_start(&path).map(|start| recognize_unsupported(&start)) {
                Ok(Some(format)) => report.warn(ImportWarning::Refused(path, PictureError::Unsupported(format))),
                Ok(None) => report.count_picture(),
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

/// Imports a file. A rejected one is reported, and its URL stays as it is.
async fn take(
    store: &Store,
    path: &Path,
    seen: &ReferencedFile,
    report: &mut ImportReport,
) -> Result<Option<String>, ImportError> {
    let limits = Limits::default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = match folder::read(path, &limits) {
        Ok(bytes) => bytes,
        Err(error) => {
            report.warn(ImportWarning::unreadable(path, error));
            return Ok(None);
        }
    };
    let sent = IncomingFile { bytes, name, alt: seen.alt.clone(), user: None, at: seen.at };
    match store_upload(store, limits, sent).await {
        Ok(row) => {
            report.count_picture();
            Ok(Some(paths::media(row.id, &row.name)))
        }
        Err(UploadError::Refused(refusal)) => {
            report.warn(ImportWarning::Refused(path.to_owned(), refusal));
            Ok(None)
        }
        Err(UploadError::Store(error)) => Err(error.into()),
        Err(UploadError::File(error)) => Err(ImportError::File(error)),
        Err(error @ UploadError::GivenUp(_)) => {
            report.warn(ImportWarning::unreadable(path, error));
            Ok(None)
        }
    }
}

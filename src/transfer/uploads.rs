//! Imports the files of an old site's uploads folder into the media library. Nothing is fetched from the network.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::import_error::ImportError;
use super::import_warning::ImportWarning;
use super::progress::ImportProgress;
use super::record::{ImportRecord, ImportedEntry, ImportedEntryKind};
use super::report::ImportReport;
use super::wordpress::MovedFiles;
use super::wordpress::upload_addresses::{self, bare};
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
    /// Files by path relative to the uploads folder.
    seen: BTreeMap<String, ReferencedFile>,
}

/// What is known of a file from the old site.
#[derive(Default)]
struct ReferencedFile {
    alt: String,
    at: Option<i64>,
    paths: HashSet<String>,
}

impl UploadsImport {
    /// Opens an uploads folder.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let failed = |error: io::Error| ImportError::Open { path: path.to_owned(), error };
        Ok(Self { folder: UploadsFolder::open(path).map_err(failed)?, hosts: HashSet::new(), seen: BTreeMap::new() })
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
            seen.alt.clone_from(&entry.alt);
            seen.at = entry.published_ms;
            seen.paths.insert(upload.path);
        }
    }

    fn see_text(&mut self, text: &str) {
        for upload in upload_addresses::find(text) {
            self.seen.entry(upload.file).or_default().paths.insert(upload.path);
        }
    }

    /// Imports the files, each in its own transaction: in one transaction, the many minutes that this may take would
    /// block all writes of the running site. If the import fails, the next one finds the stored files again.
    pub async fn take_in(
        self,
        store: &Store,
        report: &mut ImportReport,
        progress: &ImportProgress,
    ) -> Result<MovedFiles, ImportError> {
        let mut moved = MovedFiles { hosts: self.hosts, ..MovedFiles::default() };
        let mut taken: HashMap<PathBuf, Option<String>> = HashMap::new();
        let total = self.seen.len() as u64;
        for ((file, seen), number) in self.seen.into_iter().zip(1..) {
            progress(number, total);
            let Some(path) = self.folder.find(&file) else {
                if folder::is_picture(&file) {
                    report.leave_out("uploaded picture", "it is not in the folder; the old address stays");
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
        let found: BTreeSet<PathBuf> = self.seen.keys().filter_map(|file| self.folder.find(file)).collect();
        for path in found {
            match folder::read_start(&path).map(|start| recognize_unsupported(&start)) {
                Ok(Some(format)) => report.warn(ImportWarning::Refused(path, PictureError::Unsupported(format))),
                Ok(None) => report.count_picture(),
                Err(error) => report.warn(ImportWarning::unreadable(&path, error)),
            }
        }
    }
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

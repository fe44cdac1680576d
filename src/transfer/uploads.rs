//! Imports the files of an old site's uploads folder into the media library. Nothing is fetched from the network.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

use super::import_error::ImportError;
use super::import_warning::ImportWarning;
use super::progress::ImportProgress;
use super::record::{ImportRecord, ImportedEntry, ImportedEntryKind, SkippedItem};
use super::report::ImportReport;
use super::wordpress::MovedFiles;
use super::wordpress::upload_addresses::{self, bare, original};
use crate::media::{IncomingFile, IncomingLargeFile, Limits, UploadError, store_large_file, store_upload};
use crate::model::address::paths;
use crate::model::media::{MediaFormat, MediaKind, PictureError};
use crate::storage::FileDigest;
use crate::store::Store;
use crate::store::media::MediaRow;

mod folder;
#[cfg(test)]
mod tests;

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

/// Imports a file. A rejected one is reported, and its URL stays as it is.
async fn take(
    store: &Store,
    path: &Path,
    seen: &ReferencedFile,
    report: &mut ImportReport,
) -> Result<Option<String>, ImportError> {
    let stored = match folder::is_picture(&path.to_string_lossy()) {
        true => store_picture(store, path, seen).await,
        false => store_file(store, path, seen).await,
    };
    match stored {
        Ok((row, kind)) => {
            report.count_file(kind);
            Ok(Some(paths::media(row.id, &row.name)))
        }
        Err(TakeError::Unreadable(error)) => {
            report.warn(ImportWarning::unreadable(path, error));
            Ok(None)
        }
        Err(TakeError::Upload(UploadError::Refused(refusal))) => {
            report.warn(ImportWarning::Refused(path.to_owned(), refusal));
            Ok(None)
        }
        Err(TakeError::Upload(UploadError::Store(error))) => Err(error.into()),
        Err(TakeError::Upload(UploadError::File(error))) => Err(ImportError::File(error)),
        Err(TakeError::Upload(error @ UploadError::GivenUp(_))) => {
            report.warn(ImportWarning::unreadable(path, error));
            Ok(None)
        }
    }
}

/// Why a file was not imported.
enum TakeError {
    /// It cannot be read from the folder.
    Unreadable(io::Error),
    Upload(UploadError),
}

impl From<io::Error> for TakeError {
    fn from(error: io::Error) -> TakeError {
        TakeError::Unreadable(error)
    }
}

impl From<UploadError> for TakeError {
    fn from(error: UploadError) -> TakeError {
        TakeError::Upload(error)
    }
}

async fn store_picture(store: &Store, path: &Path, seen: &ReferencedFile) -> Result<(MediaRow, MediaKind), TakeError> {
    let limits = Limits::default();
    let bytes = folder::read(path, &limits)?;
    let sent = IncomingFile { bytes, name: name_of(path), alt: seen.alt.clone(), user: None, at: seen.at };
    Ok((store_upload(store, limits, sent).await?, MediaKind::Picture))
}

/// Stores a file that is no picture by its extension. It is never whole in memory, and may be larger than an upload.
async fn store_file(store: &Store, path: &Path, seen: &ReferencedFile) -> Result<(MediaRow, MediaKind), TakeError> {
    let (mut file, format) = folder::recognize(path)?;
    let format = match format.map_err(UploadError::Refused)? {
        MediaFormat::File(format) => format,
        MediaFormat::Picture(_) => return store_picture(store, path, seen).await,
    };
    file.rewind()?;
    let digest = FileDigest::read(&file)?;
    let sent = IncomingLargeFile { file, digest, format, name: name_of(path), user: None, at: seen.at };
    Ok((store_large_file(store, sent).await?, format.kind()))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

//! Unpacks archives. What they claim of themselves is not believed: entries and bytes are counted while they are written.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::i18n::admin::imports::ImportTexts;

/// Limits of an archive.
#[derive(Clone, Copy, Debug)]
pub struct UnpackLimits {
    pub entries: usize,
    /// Bytes of all entries.
    pub bytes: u64,
    /// How much larger than the archive its content may be.
    pub ratio: u64,
    /// Bytes that are always allowed, since texts compress well.
    pub free: u64,
}

impl Default for UnpackLimits {
    fn default() -> UnpackLimits {
        let mebibyte = 1024 * 1024;
        UnpackLimits { entries: 200_000, bytes: 32 * 1024 * mebibyte, ratio: 60, free: 64 * mebibyte }
    }
}

/// Why an archive was refused.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    #[error("the archive has too many files, or is far larger than it looks")]
    TooLarge,
    #[error("the archive is broken: {0}")]
    Broken(ZipError),
    #[error("the files could not be written: {0}")]
    Write(io::Error),
}

impl UnpackError {
    /// Returns what a person is told.
    pub fn text(&self, texts: &ImportTexts) -> String {
        tracing::warn!(error = %self, "an archive was not unpacked");
        let text = match self {
            UnpackError::TooLarge => texts.archive_too_large,
            UnpackError::Broken(_) => texts.archive_broken,
            UnpackError::Write(_) => texts.no_room,
        };
        text.to_owned()
    }
}

/// Unpacks all archives of a folder, each into a folder of its own, and deletes them. Archives in archives stay packed.
pub fn unpack_all(folder: &Path) -> Result<(), UnpackError> {
    let entries = fs::read_dir(folder).map_err(UnpackError::Write)?;
    let mut archives: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && is_archive(path).unwrap_or(false))
        .collect();
    archives.sort();
    for archive in archives {
        let name = archive.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let target = folder.join(format!("unpacked-{name}"));
        unpack(&archive, &target, UnpackLimits::default()).inspect_err(|_| {
            // A second try begins anew.
            let _ = fs::remove_dir_all(&target);
        })?;
        fs::remove_file(&archive).map_err(UnpackError::Write)?;
    }
    Ok(())
}

fn is_archive(path: &Path) -> io::Result<bool> {
    let mut start = [0; 4];
    File::open(path)?.read_exact(&mut start)?;
    Ok(start == *b"PK\x03\x04")
}

/// Unpacks an archive. Only ordinary files are written, and only below `target`.
pub fn unpack(archive: &Path, target: &Path, limits: UnpackLimits) -> Result<(), UnpackError> {
    let file = File::open(archive).map_err(UnpackError::Write)?;
    let packed = file.metadata().map_err(UnpackError::Write)?.len();
    let mut zip = ZipArchive::new(file).map_err(UnpackError::Broken)?;
    if zip.len() > limits.entries {
        return Err(UnpackError::TooLarge);
    }
    let mut left = limits.bytes.min(limits.free.max(packed.saturating_mul(limits.ratio)));
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(UnpackError::Broken)?;
        let Some(name) = entry.enclosed_name().filter(|name| entry.is_file() && !is_of_system(name)) else { continue };
        let path = target.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(UnpackError::Write)?;
        }
        let mut written = File::create(&path).map_err(UnpackError::Write)?;
        let length = io::copy(&mut entry.by_ref().take(left + 1), &mut written);
        let length = length.map_err(|error| match error.raw_os_error() {
            Some(_) => UnpackError::Write(error),
            None => UnpackError::Broken(ZipError::Io(error)),
        })?;
        left = left.checked_sub(length).ok_or(UnpackError::TooLarge)?;
    }
    Ok(())
}

/// Whether a file is one that macOS adds.
fn is_of_system(name: &Path) -> bool {
    name.starts_with("__MACOSX") || name.file_name().is_some_and(|name| name == ".DS_Store")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(folder: &Path, files: &[(&str, &[u8])]) -> PathBuf {
        let path = folder.join("a.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    const LIMITS: UnpackLimits = UnpackLimits { entries: 3, bytes: 1 << 20, ratio: 10, free: 1000 };

    #[test]
    fn files_stay_inside() {
        let place = tempfile::tempdir().unwrap();
        let packed = archive(place.path(), &[("a/b.txt", b"x"), ("../out.txt", b"y"), ("__MACOSX/a/b.txt", b"z")]);
        let target = place.path().join("target");
        unpack(&packed, &target, LIMITS).unwrap();
        assert_eq!(fs::read(target.join("a/b.txt")).unwrap(), b"x");
        assert!(!place.path().join("out.txt").exists() && !target.join("__MACOSX").exists());
        unpack_all(place.path()).unwrap();
        let name = packed.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!packed.exists() && place.path().join(format!("unpacked-{name}/a/b.txt")).exists());
    }

    #[test]
    fn bombs_are_refused() {
        let place = tempfile::tempdir().unwrap();
        let packed = archive(place.path(), &[("a", &[0; 100_000])]);
        let refused = unpack(&packed, &place.path().join("target"), LIMITS);
        assert!(matches!(refused, Err(UnpackError::TooLarge)), "far larger than it looks");
        let packed = archive(place.path(), &[("a", b""), ("b", b""), ("c", b""), ("d", b"")]);
        assert!(matches!(unpack(&packed, &place.path().join("target"), LIMITS), Err(UnpackError::TooLarge)));
        let whole = fs::read(&packed).unwrap();
        fs::write(&packed, &whole[..whole.len() - 20]).unwrap();
        assert!(matches!(unpack(&packed, &place.path().join("target"), LIMITS), Err(UnpackError::Broken(_))));
    }
}

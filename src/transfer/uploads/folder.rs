use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::media::{self, Limits};
use crate::model::media::{MediaFormat, PictureError};
use crate::transfer::wordpress::upload_addresses::original;

/// Where the uploads may be, relative to the given folder.
const PLACES: [&str; 5] = ["wp-content/uploads", "uploads", "content/images", "images", ""];
/// File extensions of pictures, including unsupported formats, which are reported.
const PICTURES: [&str; 16] = [
    "jpg", "jpeg", "png", "apng", "gif", "webp", "svg", "avif", "heic", "heif", "jxl", "jp2", "bmp", "ico", "tif",
    "tiff",
];
/// File extensions of other files, including unsupported formats, which are reported.
const FILES: [&str; 34] = [
    "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "wma", "mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv", "avi",
    "vtt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "rtf", "csv", "zip",
    "rar", "7z",
];

/// An uploads folder.
pub struct UploadsFolder {
    root: PathBuf,
}

impl UploadsFolder {
    /// Opens the uploads folder itself, or a folder that contains it, such as a WordPress installation.
    pub fn open(path: &Path) -> io::Result<UploadsFolder> {
        fs::read_dir(path)?;
        let root = PLACES.iter().map(|place| path.join(place)).find(|place| place.is_dir());
        Ok(UploadsFolder { root: root.unwrap_or_else(|| path.to_owned()) })
    }

    /// Returns the folder to which the paths of files are relative.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Finds a file; of a picture, its largest version. A name like `cau-300x200.jpg` is usually that of a smaller one,
    /// but an attachment may have such a name itself.
    pub fn find(&self, file: &str, is_attachment: bool) -> Option<PathBuf> {
        if !is_picture(file) {
            return is_other_file(file).then(|| self.locate(file)).flatten();
        }
        let original = original(file);
        // WordPress scales large pictures down, and keeps the original.
        let (base, end) = original.as_deref().unwrap_or(file).rsplit_once('.')?;
        let scaled = Some(format!("{base}-scaled.{end}"));
        let own = Some(file.to_owned());
        let candidates = match (is_attachment, original.is_some()) {
            (true, _) => [own, None, None],
            (false, true) => [original, scaled, own],
            // The original may be lost, or left behind for its size.
            (false, false) => [own, scaled, None],
        };
        candidates.into_iter().flatten().find_map(|file| self.locate(&file).or_else(|| self.locate(below_site(&file)?)))
    }

    fn locate(&self, file: &str) -> Option<PathBuf> {
        // Some systems store file names with diacritics composed, others decomposed.
        let spellings = [file.to_owned(), file.nfd().collect()];
        spellings.into_iter().map(PathBuf::from).find_map(|file| {
            let stays_inside = file.components().all(|part| matches!(part, Component::Normal(_)));
            let path = self.root.join(file);
            (stays_inside && path.is_file()).then_some(path)
        })
    }
}

/// Returns the path of a file below the folder of its site in a network: `sites/3/2019/a.jpg` is `2019/a.jpg` there.
fn below_site(file: &str) -> Option<&str> {
    let (number, rest) = file.strip_prefix("sites/")?.split_once('/')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

/// Returns whether a file is a picture, by its extension.
pub fn is_picture(file: &str) -> bool {
    has_extension(file, &PICTURES)
}

/// Returns whether a file is one of the others that a library has, by its extension.
pub fn is_other_file(file: &str) -> bool {
    has_extension(file, &FILES)
}

fn has_extension(file: &str, extensions: &[&str]) -> bool {
    let end = file.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| extensions.contains(&end.as_str()))
}

/// Reads a file, but at most one byte above the size limit.
pub fn read(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limits.bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file and recognizes its format.
pub fn recognize(path: &Path) -> io::Result<(File, Result<MediaFormat, PictureError>)> {
    let mut file = File::open(path)?;
    let format = media::recognize(&mut file, &path.to_string_lossy())?;
    Ok((file, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_of_a_picture_is_found_and_none_outside() {
        let place = tempfile::tempdir().unwrap();
        let uploads = place.path().join("wp-content/uploads/2019");
        fs::create_dir_all(&uploads).unwrap();
        fs::write(place.path().join("wp-content/outside.jpg"), "").unwrap();
        for name in [
            "a.jpg",
            "a-300x200.jpg",
            "b-scaled.jpg",
            "b-300x200.jpg",
            "c-300x200.jpg",
            "ca\u{302}\u{300}u.png",
            "d.pdf",
            "e.php",
        ] {
            fs::write(uploads.join(name), "").unwrap();
        }
        let folder = UploadsFolder::open(place.path()).unwrap();
        let find = |file: &str| Some(folder.find(&format!("2019/{file}"), false)?.file_name()?.to_str()?.to_owned());
        assert_eq!(find("a-300x200.jpg").as_deref(), Some("a.jpg"));
        assert_eq!(find("b-300x200.jpg").as_deref(), Some("b-scaled.jpg"));
        assert_eq!(find("b.jpg").as_deref(), Some("b-scaled.jpg"));
        assert_eq!(find("c-300x200.jpg").as_deref(), Some("c-300x200.jpg"));
        assert!(find("cầu.png").is_some(), "taken apart on disk");
        assert_eq!(find("d.pdf").as_deref(), Some("d.pdf"));
        assert!(find("e.php").is_none() && find("../../outside.jpg").is_none());
        assert!(folder.find("/etc/a.jpg", false).is_none());
        assert!(folder.find("2019/a-300x200.jpg", true).is_some_and(|path| path.ends_with("a-300x200.jpg")));
        assert!(folder.find("2019/d-300x200.jpg", true).is_none());
        assert!(folder.find("sites/3/2019/a.jpg", false).is_some());
        assert!(UploadsFolder::open(&place.path().join("none")).is_err());
    }
}

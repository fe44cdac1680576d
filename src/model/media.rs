//! Formats of files in the library, and upload errors.

mod file_format;
mod focal_point;

pub use file_format::{FileFormat, MediaKind};
pub use focal_point::FocalPoint;

use serde::{Deserialize, Serialize};

/// The format of a file in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum MediaFormat {
    Picture(PictureFormat),
    File(FileFormat),
}

impl MediaFormat {
    /// Returns the kind.
    pub fn kind(self) -> MediaKind {
        match self {
            MediaFormat::Picture(_) => MediaKind::Picture,
            MediaFormat::File(format) => format.kind(),
        }
    }

    /// Returns the format with this media type.
    pub fn from_content_type(name: &str) -> Option<MediaFormat> {
        let picture = PictureFormat::from_content_type(name).map(MediaFormat::Picture);
        picture.or_else(|| FileFormat::from_content_type(name).map(MediaFormat::File))
    }
}

/// Image formats that are stored and served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureFormat {
    Jpeg,
    Png,
    WebP,
    /// No longer accepted: there is no AVIF decoder that is memory-safe, maintained and free. Existing libraries and
    /// archives may contain some.
    Avif,
    Gif,
    Svg,
}

impl PictureFormat {
    /// All formats.
    pub const ALL: [PictureFormat; 6] = [
        PictureFormat::Jpeg,
        PictureFormat::Png,
        PictureFormat::WebP,
        PictureFormat::Avif,
        PictureFormat::Gif,
        PictureFormat::Svg,
    ];

    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Png => "png",
            PictureFormat::WebP => "webp",
            PictureFormat::Avif => "avif",
            PictureFormat::Gif => "gif",
            PictureFormat::Svg => "svg",
        }
    }

    /// Returns the media type (<https://www.iana.org/assignments/media-types/>, section image).
    pub fn content_type(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Png => "image/png",
            PictureFormat::WebP => "image/webp",
            PictureFormat::Avif => "image/avif",
            PictureFormat::Gif => "image/gif",
            PictureFormat::Svg => "image/svg+xml",
        }
    }

    /// Returns the format with this media type.
    pub fn from_content_type(name: &str) -> Option<PictureFormat> {
        PictureFormat::ALL.into_iter().find(|kind| kind.content_type() == name)
    }
}

/// Recognized formats that are not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnsupportedFormat {
    Avif,
    /// Photos of phones: HEIF with HEVC, often with the extension of a JPEG.
    Heic,
    JpegXl,
    Jpeg2000,
    /// Includes raw formats of cameras.
    Tiff,
    Bmp,
    Ico,
    Photoshop,
    Pdf,
    PostScript,
    /// Includes compressed SVG (SVGZ).
    Gzip,
    Zip,
    Video,
    /// HTML.
    WebPage,
}

/// Why an upload is rejected. The messages are in `i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureError {
    /// The file is empty.
    Empty,
    /// The file exceeds this number of bytes.
    TooLarge(u64),
    /// The image exceeds this number of pixels (width times height).
    TooManyPixels(u64),
    /// The frames of an animation together exceed this number of pixels.
    TooLong(u64),
    /// An animation exceeds this number of frames.
    TooManyFrames(u64),
    /// A recognized format that is not accepted.
    Unsupported(UnsupportedFormat),
    /// An unknown format, whatever the file name says. The file may be no picture, either.
    UnknownKind,
    /// A rare variant of a known format, such as a JPEG with arithmetic coding.
    RareForm,
    /// The file is damaged or truncated.
    Broken,
    /// Nothing is left of an SVG after removing unsafe content.
    UnsafeDrawing,
}

/// Returns the name of a file without the part of its digest: `bao-cao.pdf` for `bao-cao-1f2e3d4c.pdf`.
pub fn original_name(name: &str) -> String {
    let plain = name.rsplit_once('.').and_then(|(stem, extension)| {
        let (stem, mark) = stem.rsplit_once('-')?;
        let is_mark = mark.len() == 8 && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_mark.then(|| format!("{stem}.{extension}"))
    });
    plain.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn original_names_have_no_digest() {
        assert_eq!(original_name("bao-cao-0123abcd.pdf"), "bao-cao.pdf");
        assert_eq!(original_name("bao-cao.pdf"), "bao-cao.pdf");
    }
}

//! Pictures: their kinds, and why one is not taken in.

use serde::{Deserialize, Serialize};

/// The kinds of pictures that are kept and served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureFormat {
    Jpeg,
    Png,
    WebP,
    /// No longer taken in: there is no decoder of it that is memory-safe, maintained and free. Libraries and archives
    /// may have some.
    Avif,
    Gif,
    Svg,
}

impl PictureFormat {
    pub const ALL: [PictureFormat; 6] = [
        PictureFormat::Jpeg,
        PictureFormat::Png,
        PictureFormat::WebP,
        PictureFormat::Avif,
        PictureFormat::Gif,
        PictureFormat::Svg,
    ];

    /// The end of a file's name, without the dot.
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

    /// The media type (<https://www.iana.org/assignments/media-types/>, section image).
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

    /// The kind with that media type.
    pub fn from_content_type(name: &str) -> Option<PictureFormat> {
        PictureFormat::ALL.into_iter().find(|kind| kind.content_type() == name)
    }
}

/// Formats that people send and that are not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnsupportedFormat {
    Avif,
    /// What telephones take: HEIF with HEVC, often under the name of a JPEG.
    Heic,
    JpegXl,
    Jpeg2000,
    /// Also what cameras call raw.
    Tiff,
    Bmp,
    Ico,
    Photoshop,
    Pdf,
    PostScript,
    /// Among them drawings that are compressed (SVGZ).
    Gzip,
    Zip,
    Video,
    /// HTML.
    WebPage,
}

/// Why a file is not taken in; `i18n` has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureError {
    /// There is nothing in the file.
    Empty,
    /// Larger than this many bytes.
    TooLarge(u64),
    /// More than this many pixels, width times height.
    TooManyPixels(u64),
    /// A moving picture whose frames together have more than this many pixels.
    TooLong(u64),
    /// A moving picture of more than this many frames.
    TooManyFrames(u64),
    /// Of a format that is known, and not taken in.
    Unsupported(UnsupportedFormat),
    /// None of the kinds that are taken in, whatever its name says.
    UnknownKind,
    /// Of a known kind, but a rare form of it, such as a JPEG with arithmetic coding.
    RareForm,
    /// Damaged, or not all of it arrived.
    Broken,
    /// A drawing of which nothing is left once all that may do harm is taken out.
    UnsafeDrawing,
}

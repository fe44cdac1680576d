//! Pictures: their kinds, and why one is not taken in.

use serde::{Deserialize, Serialize};

/// The kinds of pictures that are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Jpeg,
    Png,
    WebP,
    Avif,
    Gif,
    Svg,
}

impl Kind {
    pub const ALL: [Kind; 6] = [Kind::Jpeg, Kind::Png, Kind::WebP, Kind::Avif, Kind::Gif, Kind::Svg];

    /// The end of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::WebP => "webp",
            Kind::Avif => "avif",
            Kind::Gif => "gif",
            Kind::Svg => "svg",
        }
    }

    /// The media type (<https://www.iana.org/assignments/media-types/>, section image).
    pub fn content_type(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::WebP => "image/webp",
            Kind::Avif => "image/avif",
            Kind::Gif => "image/gif",
            Kind::Svg => "image/svg+xml",
        }
    }

    /// The kind with that media type.
    pub fn from_content_type(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.content_type() == name)
    }
}

/// Why a file is not taken in; `i18n` has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is nothing in the file.
    Empty,
    /// Larger than this many bytes.
    TooLarge(u64),
    /// More than this many pixels, width times height.
    TooManyPixels(u64),
    /// A moving picture whose frames together have more than this many pixels.
    TooLong(u64),
    /// None of the kinds that are taken in, whatever its name says.
    UnknownKind,
    /// Of a known kind, but a rare form of it, such as an AVIF put together from tiles.
    RareForm,
    /// Damaged, or not all of it arrived.
    Broken,
    /// A drawing of which nothing is left once all that may do harm is taken out.
    UnsafeDrawing,
}

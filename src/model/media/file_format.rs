use serde::{Deserialize, Serialize};

/// Formats of files that are not pictures: they are stored and served as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    Mp3,
    M4a,
    /// Ogg with Vorbis, Opus or FLAC.
    Ogg,
    Mp4,
    WebM,
    /// Captions of a video.
    WebVtt,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Doc,
    Xls,
    Ppt,
    Zip,
}

/// What a file of the library is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MediaKind {
    Picture,
    Audio,
    Video,
    Captions,
    /// A file to download.
    Document,
}

impl MediaKind {
    /// All kinds.
    pub const ALL: [MediaKind; 5] =
        [MediaKind::Picture, MediaKind::Audio, MediaKind::Video, MediaKind::Captions, MediaKind::Document];
}

impl FileFormat {
    /// All formats.
    pub const ALL: [FileFormat; 17] = [
        FileFormat::Mp3,
        FileFormat::M4a,
        FileFormat::Ogg,
        FileFormat::Mp4,
        FileFormat::WebM,
        FileFormat::WebVtt,
        FileFormat::Pdf,
        FileFormat::Docx,
        FileFormat::Xlsx,
        FileFormat::Pptx,
        FileFormat::Odt,
        FileFormat::Ods,
        FileFormat::Odp,
        FileFormat::Doc,
        FileFormat::Xls,
        FileFormat::Ppt,
        FileFormat::Zip,
    ];

    /// Returns the kind.
    pub fn kind(self) -> MediaKind {
        match self {
            FileFormat::Mp3 | FileFormat::M4a | FileFormat::Ogg => MediaKind::Audio,
            FileFormat::Mp4 | FileFormat::WebM => MediaKind::Video,
            FileFormat::WebVtt => MediaKind::Captions,
            _ => MediaKind::Document,
        }
    }

    /// Returns the file extension, without the dot, and the media type, as registered with IANA.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            FileFormat::Mp3 => ("mp3", "audio/mpeg"),
            FileFormat::M4a => ("m4a", "audio/mp4"),
            FileFormat::Ogg => ("ogg", "audio/ogg"),
            FileFormat::Mp4 => ("mp4", "video/mp4"),
            FileFormat::WebM => ("webm", "video/webm"),
            FileFormat::WebVtt => ("vtt", "text/vtt; charset=utf-8"),
            FileFormat::Pdf => ("pdf", "application/pdf"),
            FileFormat::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            FileFormat::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            FileFormat::Pptx => ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            FileFormat::Odt => ("odt", "application/vnd.oasis.opendocument.text"),
            FileFormat::Ods => ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            FileFormat::Odp => ("odp", "application/vnd.oasis.opendocument.presentation"),
            FileFormat::Doc => ("doc", "application/msword"),
            FileFormat::Xls => ("xls", "application/vnd.ms-excel"),
            FileFormat::Ppt => ("ppt", "application/vnd.ms-powerpoint"),
            FileFormat::Zip => ("zip", "application/zip"),
        }
    }

    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        self.names().0
    }

    /// Returns the media type.
    pub fn content_type(self) -> &'static str {
        self.names().1
    }

    /// Returns the format with this media type.
    pub fn from_content_type(name: &str) -> Option<FileFormat> {
        FileFormat::ALL.into_iter().find(|format| format.content_type() == name)
    }

    /// Returns the format with this file extension.
    pub fn from_extension(extension: &str) -> Option<FileFormat> {
        FileFormat::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

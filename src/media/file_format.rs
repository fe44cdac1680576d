//! Recognizes files that are not pictures, by their content.

mod office;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::{detect_format, recognize_unsupported};
use crate::model::media::{FileFormat, MediaFormat, PictureError};

/// Bytes at the start of a file that tell its kind.
pub const HEAD: usize = 64 * 1024;

/// Recognizes the format of a whole file. `name` only decides between the video and the audio form of MP4.
///
/// # Errors
/// Why the file is refused, or the file cannot be read.
pub fn recognize(file: &mut File, name: &str) -> io::Result<Result<MediaFormat, PictureError>> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(HEAD as u64).read_to_end(&mut head)?;
    if let Some(format) = recognize_head(&head, name) {
        return Ok(Ok(match format {
            MediaFormat::File(FileFormat::Zip) => match office::of_zip(file)? {
                Some(format) => MediaFormat::File(format),
                None => return Ok(Err(PictureError::Broken)),
            },
            MediaFormat::File(FileFormat::Doc) => match office::of_compound_file(file)? {
                Some(format) => MediaFormat::File(format),
                None => return Ok(Err(PictureError::UnknownKind)),
            },
            format => format,
        }));
    }
    Ok(Err(recognize_unsupported(&head).map_or(PictureError::UnknownKind, PictureError::Unsupported)))
}

/// Recognizes a format by the start of the file. Office files are only told from others later: they are
/// [`FileFormat::Zip`] or [`FileFormat::Doc`] here.
pub fn recognize_head(head: &[u8], name: &str) -> Option<MediaFormat> {
    let is_audio_name = name.to_ascii_lowercase().ends_with(".m4a");
    let format = match head {
        [b'I', b'D', b'3', 2..=4, ..] => FileFormat::Mp3,
        [0xff, second, third, ..] if is_mp3_frame(*second, *third) => FileFormat::Mp3,
        [b'O', b'g', b'g', b'S', ..] => return is_ogg_audio(head).then_some(MediaFormat::File(FileFormat::Ogg)),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk()? {
            b"M4A " | b"M4B " => FileFormat::M4a,
            b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"dash" | b"M4V "
            | b"MSNV" => {
                if is_audio_name {
                    FileFormat::M4a
                } else {
                    FileFormat::Mp4
                }
            }
            // Others are pictures (AVIF, HEIC), or films that browsers do not play.
            _ => return None,
        },
        // EBML; its document type is near the start.
        [0x1a, 0x45, 0xdf, 0xa3, rest @ ..] => {
            let start = &rest[..rest.len().min(64)];
            return start.windows(4).any(|part| part == b"webm").then_some(MediaFormat::File(FileFormat::WebM));
        }
        [b'%', b'P', b'D', b'F', b'-', ..] => FileFormat::Pdf,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => FileFormat::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => FileFormat::Doc,
        _ if is_captions(head) => FileFormat::WebVtt,
        _ => return detect_format(head).map(MediaFormat::Picture),
    };
    Some(MediaFormat::File(format))
}

/// Whether these are the bytes after the first of a frame of MPEG layer III (ISO/IEC 11172-3, section 2.4.2.3).
fn is_mp3_frame(second: u8, third: u8) -> bool {
    let (version, layer) = (second >> 3 & 0b11, second >> 1 & 0b11);
    let (bit_rate, rate) = (third >> 4, third >> 2 & 0b11);
    second & 0xe0 == 0xe0 && version != 0b01 && layer == 0b01 && !matches!(bit_rate, 0 | 15) && rate != 0b11
}

/// Whether the first page of an Ogg file (RFC 3533) begins a stream of sound.
fn is_ogg_audio(head: &[u8]) -> bool {
    let segments = head.get(26).copied().map_or(0, usize::from);
    let packet = head.get(27 + segments..).unwrap_or_default();
    [&b"\x01vorbis"[..], b"OpusHead", b"\x7fFLAC", b"Speex   "].iter().any(|start| packet.starts_with(start))
}

/// Whether this begins a WebVTT file (<https://www.w3.org/TR/webvtt1/#file-structure>).
fn is_captions(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let rest = head.strip_prefix(b"WEBVTT");
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')))
}

#[cfg(test)]
mod tests;

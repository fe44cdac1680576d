//! Office files: ZIP archives with known names in them, and the older compound files.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::model::media::FileFormat;

/// Maximum length of a comment at the end of a ZIP archive, and of the record before it (APPNOTE 4.3.16).
const TAIL: u64 = 65_557;
/// How much of the list of files is read. Office files have few.
const LIST: u64 = 1024 * 1024;
/// How much of a compound file's directory is read. An entry has 128 bytes, and those looked for are near the start.
const DIRECTORY: u64 = 16 * 1024;

/// Returns which Office file a ZIP archive is, or that it is none. Looks at the list of names at its end, and at the
/// type that OpenDocument states in its first file. Returns `None` if the end is missing.
pub fn of_zip(file: &mut File) -> io::Result<Option<FileFormat>> {
    let length = file.metadata()?.len();
    let tail = read_at(file, length.saturating_sub(TAIL), TAIL)?;
    let Some(end) = tail.windows(4).rposition(|part| part == b"PK\x05\x06").map(|at| &tail[at..]) else {
        return Ok(None);
    };
    let start = read_at(file, 0, 256)?;
    if let Some(format) = stated_type(&start) {
        return Ok(Some(format));
    }
    let list = number(end, 16).map_or(Ok(Vec::new()), |start| read_at(file, start.into(), LIST))?;
    let mut has_types = false;
    let mut found = None;
    for name in names(&list) {
        has_types |= name == b"[Content_Types].xml";
        found = found.or(match name {
            b"word/document.xml" => Some(FileFormat::Docx),
            b"xl/workbook.xml" => Some(FileFormat::Xlsx),
            b"ppt/presentation.xml" => Some(FileFormat::Pptx),
            _ => None,
        });
    }
    Ok(Some(found.filter(|_| has_types).unwrap_or(FileFormat::Zip)))
}

/// Reads the type of an OpenDocument file: the content of `mimetype`, which comes first and is not compressed
/// (OpenDocument 1.3, part 2, section 3.3).
fn stated_type(start: &[u8]) -> Option<FileFormat> {
    let text = start.get(30..)?.strip_prefix(b"mimetype")?;
    let length = usize::try_from(number(start, 18)?).ok()?;
    let extra = usize::from(u16::from_le_bytes(*start.get(28..)?.first_chunk()?));
    let stated = std::str::from_utf8(text.get(extra..)?.get(..length)?).ok()?;
    [FileFormat::Odt, FileFormat::Ods, FileFormat::Odp].into_iter().find(|format| format.content_type() == stated)
}

/// Iterates over the names in the central directory of a ZIP archive (APPNOTE 4.3.12).
fn names(mut list: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let header = list.strip_prefix(b"PK\x01\x02")?;
        let length = |at: usize| Some(usize::from(u16::from_le_bytes(*header.get(at..)?.first_chunk()?)));
        let (name, extra, comment) = (length(24)?, length(26)?, length(28)?);
        let found = header.get(42..)?.get(..name)?;
        list = header.get(42 + name + extra + comment..).unwrap_or_default();
        Some(found)
    })
}

/// Returns which Office file a compound file is ([MS-CFB]), by the names in its directory. `None` if it is another.
pub fn of_compound_file(file: &mut File) -> io::Result<Option<FileFormat>> {
    let header = read_at(file, 0, 512)?;
    let Some(shift) = header.get(30..).and_then(<[u8]>::first_chunk::<2>) else { return Ok(None) };
    let shift = u16::from_le_bytes(*shift);
    let Some(sector) = number(&header, 48).filter(|_| matches!(shift, 9 | 12)) else { return Ok(None) };
    let directory = read_at(file, (u64::from(sector) + 1) << shift, DIRECTORY)?;
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        directory.chunks_exact(128).any(|entry| entry.starts_with(&name))
    };
    let formats = [
        ("WordDocument", FileFormat::Doc),
        ("Workbook", FileFormat::Xls),
        ("Book", FileFormat::Xls),
        ("PowerPoint Document", FileFormat::Ppt),
    ];
    Ok(formats.into_iter().find(|(name, _)| has(name)).map(|(_, format)| format))
}

/// Reads a number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Reads at most this many bytes from a place in a file.
fn read_at(file: &mut File, place: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(place))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

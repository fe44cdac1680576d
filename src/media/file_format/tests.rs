use std::io::Write;

use super::*;
use crate::model::media::{MediaKind, UnsupportedFormat};

/// Recognizes a file with this content.
fn recognized(content: &[u8], name: &str) -> Result<MediaFormat, PictureError> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(content).unwrap();
    recognize(&mut file, name).unwrap()
}

#[track_caller]
fn check(content: &[u8], name: &str, format: FileFormat) {
    assert_eq!(recognized(content, name), Ok(MediaFormat::File(format)), "{name}");
}

/// A ZIP archive with these empty files, without a comment.
pub fn zip(names: &[&str]) -> Vec<u8> {
    let (mut files, mut list) = (Vec::new(), Vec::new());
    for name in names {
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        list.extend_from_slice(b"PK\x01\x02");
        list.extend_from_slice(&[0; 24]);
        list.extend_from_slice(&length);
        list.extend_from_slice(&[0; 16]);
        list.extend_from_slice(name.as_bytes());
        files.extend_from_slice(b"PK\x03\x04");
        files.extend_from_slice(&[0; 22]);
        files.extend_from_slice(&length);
        files.extend_from_slice(&[0; 2]);
        files.extend_from_slice(name.as_bytes());
    }
    let start = u32::try_from(files.len()).unwrap().to_le_bytes();
    files.extend_from_slice(&list);
    files.extend_from_slice(b"PK\x05\x06");
    files.extend_from_slice(&[0; 12]);
    files.extend_from_slice(&start);
    files.extend_from_slice(&[0; 2]);
    files
}

#[test]
fn sound_film_and_captions_are_recognized() {
    check(b"ID3\x04\0\0\0\0\0\0", "a", FileFormat::Mp3);
    check(b"\xff\xfb\x90\x64rest", "a.txt", FileFormat::Mp3);
    check(b"\0\0\0\x20ftypM4A \0\0\0\0", "a", FileFormat::M4a);
    check(b"\0\0\0\x20ftypisom\0\0\0\0", "a.m4a", FileFormat::M4a);
    check(b"\0\0\0\x20ftypisom\0\0\0\0", "a.jpg", FileFormat::Mp4);
    let ogg = |packet: &[u8]| [b"OggS", &[0; 22][..], &[1, 30], packet].concat();
    check(&ogg(b"\x01vorbis"), "a", FileFormat::Ogg);
    check(&ogg(b"OpusHead"), "a", FileFormat::Ogg);
    assert_eq!(recognized(&ogg(b"\x80theora"), "a.ogg"), Err(PictureError::UnknownKind));
    check(b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm", "a", FileFormat::WebM);
    let matroska = recognized(b"\x1a\x45\xdf\xa3\x01\0\0\x42\x82\x88matroska", "a.webm");
    assert_eq!(matroska, Err(PictureError::Unsupported(UnsupportedFormat::Video)));
    check("\u{feff}WEBVTT\n\n00:00.000 --> 00:01.000\nChào".as_bytes(), "a", FileFormat::WebVtt);
    assert_eq!(recognized(b"WEBVTTX", "a.vtt"), Err(PictureError::UnknownKind));
}

#[test]
fn documents_are_recognized_by_what_is_in_them() {
    check(b"%PDF-1.7\n", "a.docx", FileFormat::Pdf);
    check(&zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]), "a", FileFormat::Docx);
    check(&zip(&["xl/workbook.xml", "[Content_Types].xml"]), "a.docx", FileFormat::Xlsx);
    check(&zip(&["[Content_Types].xml", "ppt/presentation.xml"]), "a", FileFormat::Pptx);
    check(&zip(&["word/document.xml"]), "a.docx", FileFormat::Zip);
    check(&zip(&["a.txt"]), "a.docx", FileFormat::Zip);
    let stated = b"application/vnd.oasis.opendocument.spreadsheet";
    let length = u32::try_from(stated.len()).unwrap().to_le_bytes();
    let file =
        [b"PK\x03\x04", &[0; 14][..], &length, &length, &[8, 0, 0, 0], b"mimetype", stated, b"PK\x05\x06"].concat();
    check(&file, "a.odt", FileFormat::Ods);
    let archive = zip(&["a.txt"]);
    assert_eq!(recognized(&archive[..archive.len() - 23], "a.zip"), Err(PictureError::Broken), "cut off");
}

#[test]
fn older_office_files_are_recognized_by_their_directory() {
    let file = |name: &str| {
        let mut file = vec![0; 1536];
        file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        (file[30], file[48]) = (9, 1);
        for (at, unit) in name.encode_utf16().enumerate() {
            file[1024 + 128 + 2 * at..][..2].copy_from_slice(&unit.to_le_bytes());
        }
        file
    };
    check(&file("WordDocument"), "a", FileFormat::Doc);
    check(&file("Workbook"), "a.doc", FileFormat::Xls);
    check(&file("PowerPoint Document"), "a", FileFormat::Ppt);
    assert_eq!(recognized(&file("Other"), "a.doc"), Err(PictureError::UnknownKind));
}

#[test]
fn pictures_and_others_are_told_apart() {
    let picture = recognized(b"\x89PNG\r\n\x1a\n", "a.mp3").unwrap();
    assert_eq!(picture.kind(), MediaKind::Picture);
    assert_eq!(recognized(b"words", "a.mp3"), Err(PictureError::UnknownKind));
    assert_eq!(recognized(b"<!DOCTYPE html><p>", "a.pdf"), Err(PictureError::Unsupported(UnsupportedFormat::WebPage)));
    let heic = recognized(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.mp4");
    assert_eq!(heic, Err(PictureError::Unsupported(UnsupportedFormat::Heic)));
}

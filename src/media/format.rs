use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::media::{PictureFormat, UnsupportedFormat};

/// Detects a supported format from the first bytes.
pub fn detect_format(bytes: &[u8]) -> Option<PictureFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(PictureFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(PictureFormat::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(PictureFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(PictureFormat::WebP),
        _ if has_brand(bytes, &[*b"avif", *b"avis"]) => Some(PictureFormat::Avif),
        _ => is_svg(bytes).then_some(PictureFormat::Svg),
    }
}

/// Detects a common format that is not supported, from the first bytes.
pub fn recognize_unsupported(bytes: &[u8]) -> Option<UnsupportedFormat> {
    use UnsupportedFormat as Format;
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if has_brand(bytes, &[*b"avif", *b"avis"]) => Some(Format::Avif),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if has_brand(bytes, &HEIF) => Some(Format::Heic),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] | [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(Format::Video),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => Some(Format::Video),
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Some(Format::JpegXl),
        [0xff, 0x4f, 0xff, 0x51, ..] | [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Some(Format::Jpeg2000),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Format::Tiff),
        [b'B', b'M', ..] => Some(Format::Bmp),
        [0, 0, 1, 0, ..] => Some(Format::Ico),
        [b'8', b'B', b'P', b'S', ..] => Some(Format::Photoshop),
        [b'%', b'P', b'D', b'F', ..] => Some(Format::Pdf),
        [b'%', b'!', b'P', b'S', ..] => Some(Format::PostScript),
        [0x1f, 0x8b, ..] => Some(Format::Gzip),
        [b'P', b'K', 3, 4, ..] => Some(Format::Zip),
        _ => is_web_page(bytes).then_some(Format::WebPage),
    }
}

/// Brands of HEIF with HEVC (ISO/IEC 23008-12, annex B), and the generic HEIF brands.
const HEIF: [[u8; 4]; 9] = [*b"heic", *b"heix", *b"heim", *b"heis", *b"hevc", *b"hevx", *b"hevm", *b"mif1", *b"msf1"];

/// Returns whether an ISO/IEC 14496-12 file has one of the `wanted` brands. The brand list holds the major brand, a
/// version number, then the compatible brands.
fn has_brand(bytes: &[u8], wanted: &[[u8; 4]]) -> bool {
    let [a, b, c, d, b'f', b't', b'y', b'p', ref brands @ ..] = *bytes else { return false };
    let length = (u32::from_be_bytes([a, b, c, d]) as usize).saturating_sub(8).min(brands.len());
    let is_wanted = |brand: &[u8]| wanted.iter().any(|wanted| wanted == brand);
    brands[..length].chunks_exact(4).enumerate().any(|(place, brand)| place != 1 && is_wanted(brand))
}

/// Returns whether the bytes are XML with `svg` as the root element.
fn is_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() != Some(&b'<') {
        return false;
    }
    let mut reader = Reader::from_reader(bytes);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => return tag.local_name().as_ref() == "svg",
            Ok(Event::Decl(_) | Event::Comment(_) | Event::DocType(_) | Event::PI(_)) => {}
            Ok(Event::Text(text)) if text.trim_ascii().is_empty() => {}
            _ => return false,
        }
    }
}

/// Returns whether the bytes are HTML. Servers often send an HTML error page for a missing picture, and it gets saved
/// under the picture's name.
fn is_web_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)))
}

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::media::Kind;

/// What a file is, by its first bytes.
pub fn recognize(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => is_avif(bytes, brands).then_some(Kind::Avif),
        _ => is_svg(bytes).then_some(Kind::Svg),
    }
}

/// Whether a file of ISO 14496-12 names AVIF among its brands: the main one, a version, then the compatible ones.
fn is_avif(bytes: &[u8], brands: &[u8]) -> bool {
    let [a, b, c, d, ..] = *bytes else { return false };
    let length = (u32::from_be_bytes([a, b, c, d]) as usize).saturating_sub(8).min(brands.len());
    let is = |brand: &[u8]| matches!(brand, b"avif" | b"avis");
    brands[..length].chunks_exact(4).enumerate().any(|(place, brand)| place != 1 && is(brand))
}

/// Whether this is XML whose outermost element is `svg`.
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

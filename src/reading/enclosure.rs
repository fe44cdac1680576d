//! Files attached to feed entries.

use std::collections::HashMap;

use super::request_url::absolute;
use crate::model::address::paths;
use crate::model::media::{FileFormat, PictureFormat};
use crate::store::posts::feed::{EnclosureRow, list_enclosures};
use crate::store::sql::Connection;

/// A file attached to a feed entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    pub url: String,
    pub content_type: String,
    /// Size in bytes; 0 if unknown, as RSS requires.
    pub length: i64,
}

/// Reads what the media library knows of the files at these URLs, by media id.
pub async fn find_enclosures<'a>(
    reading: &mut Connection,
    addresses: impl Iterator<Item = &'a str>,
) -> sqlx::Result<HashMap<i64, EnclosureRow>> {
    let numbers: Vec<i64> = addresses.filter_map(paths::parse_media).collect();
    let rows = list_enclosures(reading, &numbers).await?;
    Ok(rows.into_iter().map(|row| (row.media_id, row)).collect())
}

/// Returns the enclosure of a file. `None` if there is none or its media type is unknown.
pub fn present_enclosure(origin: &str, src: &str, known: &HashMap<i64, EnclosureRow>) -> Option<Enclosure> {
    let row = paths::parse_media(src).and_then(|number| known.get(&number));
    let (content_type, length) = match row {
        Some(row) => (row.content_type.clone(), row.length),
        None => (guess(src)?.to_owned(), 0),
    };
    Some(Enclosure { url: absolute(origin, src), content_type, length })
}

/// Guesses the media type from a URL's extension.
fn guess(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next()?;
    let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_lowercase();
    let extension = if extension == "jpeg" { "jpg" } else { &extension };
    let picture = PictureFormat::ALL.into_iter().find(|kind| kind.extension() == extension);
    let file = FileFormat::from_extension(extension).map(FileFormat::content_type);
    picture.map(PictureFormat::content_type).or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_guessed_from_urls() {
        assert_eq!(guess("https://x.example/a/Anh.JPEG?x=1.png"), Some("image/jpeg"));
        assert_eq!(guess("/images/cau.svg"), Some("image/svg+xml"));
        assert_eq!(guess("https://x.example/tap-1.mp3?x"), Some("audio/mpeg"));
        assert_eq!(guess("https://x.example/anh"), None);
        assert_eq!(present_enclosure("https://bao.example", "", &HashMap::new()), None);
    }
}

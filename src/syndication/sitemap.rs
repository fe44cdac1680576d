//! Sitemaps (<https://www.sitemaps.org/protocol.html>) with pictures
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps>).

use std::io;

use jiff::Timestamp;

use super::xml::XmlWriter;
use crate::model::Milliseconds;
use crate::model::address::Address;
use crate::model::address::paths;
use crate::reading::request_url::absolute;
use crate::store::sitemap::{RangeRow, SitemapKind, SitemapRow};

/// Number of row IDs that a sitemap covers, and so the maximum number of its URLs, as the protocol limits it.
pub const SIZE: i64 = 50_000;

const INDEX: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
const URLS: [(&str, &str); 2] = [INDEX[0], ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1")];

/// Returns the file name of a sitemap, such as `posts-1.xml`. `place` starts at 0.
pub fn file(part: SitemapKind, place: i64) -> String {
    format!("{}-{}.xml", name(part), place + 1)
}

/// Parses a file name that [`file()`] has returned.
pub fn parse_file(file: &str) -> Option<(SitemapKind, i64)> {
    let (found, number) = file.strip_suffix(".xml")?.rsplit_once('-')?;
    let part = SitemapKind::ALL.into_iter().find(|part| name(*part) == found)?;
    let number: i64 = number.parse().ok().filter(|number| (1..=i64::MAX / SIZE - 1).contains(number))?;
    Some((part, number - 1))
}

fn name(part: SitemapKind) -> &'static str {
    match part {
        SitemapKind::Posts => "posts",
        SitemapKind::Pages => "pages",
        SitemapKind::Categories => "categories",
        SitemapKind::Tags => "tags",
        SitemapKind::Authors => "authors",
    }
}

/// Returns the URL path of an entry.
fn place(part: SitemapKind, slug: &str) -> String {
    match part {
        SitemapKind::Posts => Address::Post(slug),
        SitemapKind::Pages => Address::Page(slug),
        SitemapKind::Categories => Address::Category(slug),
        SitemapKind::Tags => Address::Tag(slug),
        SitemapKind::Authors => Address::Author(slug),
    }
    .to_string()
}

/// Serializes the index of all sitemaps.
pub fn write_index(origin: &str, ranges: &[(SitemapKind, RangeRow)]) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::document()?;
    xml.open("sitemapindex", &INDEX)?;
    for (part, range) in ranges {
        xml.open("sitemap", &[])?;
        xml.text("loc", &[], &format!("{origin}{}{}", paths::SITEMAPS, file(*part, range.place)))?;
        changed(&mut xml, range.changed_at)?;
        xml.close("sitemap")?;
    }
    xml.close("sitemapindex")?;
    Ok(xml.finish())
}

/// Serializes the start of a sitemap.
pub fn write_beginning(origin: &str, part: SitemapKind, number: i64) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::document()?;
    xml.open("urlset", &URLS)?;
    // The home page is not a row. Row IDs start at 1, so the first sitemap has space for it.
    if (part, number) == (SitemapKind::Pages, 0) {
        xml.open("url", &[])?;
        xml.text("loc", &[], &format!("{origin}/"))?;
        xml.close("url")?;
    }
    Ok(xml.finish())
}

/// Serializes URLs of a sitemap, each with the pictures on its page.
pub fn write_urls(origin: &str, part: SitemapKind, rows: &[(SitemapRow, Vec<String>)]) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::fragment();
    for (row, pictures) in rows {
        xml.open("url", &[])?;
        xml.text("loc", &[], &absolute(origin, &place(part, &row.slug)))?;
        changed(&mut xml, row.changed_at)?;
        for picture in pictures {
            xml.open("image:image", &[])?;
            xml.text("image:loc", &[], &absolute(origin, picture))?;
            xml.close("image:image")?;
        }
        xml.close("url")?;
    }
    Ok(xml.finish())
}

/// Serializes the end of a sitemap.
pub fn write_end() -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::fragment();
    xml.close("urlset")?;
    Ok(xml.finish())
}

fn changed(xml: &mut XmlWriter, at: Option<Milliseconds>) -> io::Result<()> {
    match at.and_then(|at| Timestamp::from_millisecond(at).ok()) {
        Some(at) => xml.text("lastmod", &[], &at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_round_trip() {
        for part in SitemapKind::ALL {
            assert_eq!(parse_file(&file(part, 3)), Some((part, 3)));
        }
        for none in ["posts-0.xml", "posts.xml", "posts-1", "x-1.xml", "posts--1.xml", "posts-9223372036854775807.xml"]
        {
            assert_eq!(parse_file(none), None, "{none}");
        }
    }
}

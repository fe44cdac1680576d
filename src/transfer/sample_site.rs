//! The sample content of a new database, added through the regular import.

mod removal;

pub use removal::{has_sample, remove_sample};

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::first_pass::FirstPass;
use super::import_error::ImportError;
use super::import_writer::ImportWriter;
use super::markdown::{self, MarkdownFile};
use super::prepare::PreparedRecord;
use super::record::{
    ImportRecord, ImportedAuthor, ImportedComment, ImportedCommentStatus, ImportedTerm, ImportedTermKind,
};
use super::report::ImportReport;
use crate::store::{Store, settings};

macro_rules! embed {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../sample/", $name)))),*]
    };
}

/// Names relative to `sample/`, and the contents of the files.
static ENTRIES: &[(&str, &str)] = embed![
    "pages/gioi-thieu.md",
    "pages/lien-he.md",
    "posts/ben-trong-mot-kho-lanh.md",
    "posts/cang-long-an-va-duong-song.md",
    "posts/cong-nghiep-ho-tro-long-an.md",
    "posts/dien-mat-troi-mai-xuong.md",
    "posts/gach-khong-nung-va-cat-nhan-tao.md",
    "posts/ghi-chep-hoi-cho-linh-kien.md",
    "posts/lop-hoc-trong-xuong.md",
    "posts/nha-xuong-xay-san-hay-xay-theo-yeu-cau.md",
    "posts/nhung-cay-cau-qua-song-vam-co.md",
    "posts/so-hoa-xuong-nho.md",
    "posts/tho-khuon-mau.md",
    "posts/vanh-dai-3-qua-ben-luc.md",
    "posts/xay-nha-xuong-tren-nen-dat-yeu.md",
];
static AUTHORS: &str = include_str!("../../sample/authors.toml");
static CATEGORIES: &str = include_str!("../../sample/categories.toml");
static COMMENTS: &str = include_str!("../../sample/comments.toml");
static SITE: &str = include_str!("../../sample/site.toml");
static PROMOTION: &str = include_str!("../../sample/promotion.md");

#[derive(Deserialize)]
struct SampleSite {
    title: String,
    tagline: String,
}

#[derive(Deserialize)]
struct SampleAuthors {
    authors: Vec<SampleAuthor>,
}

#[derive(Deserialize)]
struct SampleAuthor {
    slug: String,
    name: String,
    biography: String,
}

#[derive(Deserialize)]
struct SampleCategories {
    categories: Vec<SampleCategory>,
}

#[derive(Deserialize)]
struct SampleCategory {
    slug: String,
    name: String,
    description: String,
}

#[derive(Deserialize)]
struct SampleComments {
    comments: Vec<SampleComment>,
}

#[derive(Deserialize)]
struct SampleComment {
    id: i64,
    post: String,
    parent: Option<i64>,
    author: Option<String>,
    name: String,
    email: String,
    date: String,
    body: String,
}

/// Imports the sample content.
pub async fn seed_sample(store: &Store) -> Result<(), ImportError> {
    let records = read()?;
    let mut transaction = store.write().await?;
    let first_pass = FirstPass::default();
    let mut writer = ImportWriter::begin(&mut transaction, &first_pass, ImportReport::default()).await?;
    writer.write(records.into_iter().map(|record| PreparedRecord::make(record, &first_pass.context)).collect()).await?;
    writer.finish().await?;
    let SampleSite { title, tagline } = parse(SITE)?;
    for (name, text) in
        [(settings::TITLE, title.as_str()), (settings::TAGLINE, &tagline), (settings::PROMOTION, PROMOTION)]
    {
        settings::set(&mut transaction, name, text).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Reads all records: authors and categories come first, with their details.
fn read() -> Result<Vec<ImportRecord>, ImportError> {
    let SampleAuthors { authors } = parse(AUTHORS)?;
    let SampleCategories { categories } = parse(CATEGORIES)?;
    let authors = authors.into_iter().map(|author| {
        let SampleAuthor { slug, name, biography } = author;
        ImportRecord::Author(ImportedAuthor { login: slug, name, biography, ..ImportedAuthor::default() })
    });
    let categories = categories.into_iter().map(|category| {
        let SampleCategory { slug, name, description } = category;
        let kind = ImportedTermKind::Category;
        ImportRecord::Term(ImportedTerm { kind, old_id: None, slug, name, description, parent: None })
    });
    let mut comments = comments()?;
    let mut records: Vec<ImportRecord> = authors.chain(categories).collect();
    for record in markdown::read(sources().map(Ok), TimeZone::UTC) {
        let mut record = record?;
        if let ImportRecord::Entry(entry) = &mut record {
            entry.comments = comments.remove(&entry.slug).unwrap_or_default();
        }
        records.push(record);
    }
    match comments.keys().next() {
        Some(post) => Err(ImportError::Sample(format!("there are comments on {post}, which is not there"))),
        None => Ok(records),
    }
}

/// Reads the comments by the slug of their post.
fn comments() -> Result<HashMap<String, Vec<ImportedComment>>, ImportError> {
    let SampleComments { comments } = parse(COMMENTS)?;
    let mut by_post: HashMap<String, Vec<ImportedComment>> = HashMap::new();
    for comment in comments {
        let date: Timestamp =
            comment.date.parse().map_err(|error| ImportError::Sample(format!("{}: {error}", comment.date)))?;
        by_post.entry(comment.post).or_default().push(ImportedComment {
            old_id: comment.id,
            parent_old_id: comment.parent,
            name: comment.name,
            email: comment.email,
            date_ms: Some(date.as_millisecond()),
            body: comment.body,
            status: ImportedCommentStatus::Published,
            author: comment.author,
            ..ImportedComment::default()
        });
    }
    Ok(by_post)
}

fn sources() -> impl Iterator<Item = MarkdownFile> {
    ENTRIES.iter().map(|(name, text)| MarkdownFile {
        path: PathBuf::from("sample").join(name),
        name: (*name).to_owned(),
        text: (*text).to_owned(),
        ..MarkdownFile::default()
    })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ImportError> {
    toml::from_str(text).map_err(|error| ImportError::Sample(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::markdown::list;

    #[test]
    fn the_sample_is_complete() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sample");
        assert_eq!(list(folder.as_ref()).unwrap().texts.len(), ENTRIES.len() + 1, "all, and promotion.md");
        let records = read().unwrap();
        let entries = records.iter().filter(|record| matches!(record, ImportRecord::Entry(_))).count();
        assert_eq!(entries, ENTRIES.len());
    }
}

//! Converts a row of `posts.csv` with its file to an entry.

use std::path::Path;

use jiff::tz::TimeZone;

use super::{LIST, content};
use crate::text::old_path::normalize;
use crate::text::plain_text::plain;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::markdown::dates;
use crate::transfer::record::{
    ImportRecord, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, Markup, SkippedItem,
};
use crate::transfer::text_file::{self, ReadText};

/// Maximum size of a post in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A row of the list.
pub struct ListedPost<'a> {
    pub folder: &'a Path,
    /// The names of the columns.
    pub head: &'a [String],
    pub row: &'a [String],
    /// The line in the list, from 1.
    pub line: u64,
    /// The number of the post, from 1.
    pub number: i64,
}

impl ListedPost<'_> {
    fn get(&self, name: &str) -> &str {
        let index = self.head.iter().position(|known| known == name);
        index.and_then(|index| self.row.get(index)).map_or("", |field| field.trim())
    }

    /// Returns the post with what is to be known about it. `url` is the address of the old site, or empty.
    pub fn read(&self, url: &str) -> Vec<ImportRecord> {
        let id = self.get("post_id");
        // A name with a slash would lead out of the folder.
        if id.is_empty() || id.contains(['/', '\\']) || id.starts_with("..") {
            return vec![self.noted("this line names no post; it is left out")];
        }
        let kind = match self.get("type") {
            "page" => ImportedEntryKind::Page,
            "thread" | "restack" | "note" => {
                return vec![ImportRecord::LeftOut(SkippedItem::new("thread or note", "it is no post"))];
            }
            _ => ImportedEntryKind::Post,
        };
        let (number, slug) = id.split_once('.').unwrap_or((id, ""));
        let mut records = Vec::new();
        let (status, problem) = self.status();
        records.extend(problem.map(|problem| self.noted(problem)));
        let date = |name| dates::parse(self.get(name), &TimeZone::UTC);
        let mut entry = ImportedEntry {
            guid: format!("substack:{number}"),
            kind,
            old_id: self.number,
            status,
            title: plain(self.get("title")),
            slug: slug.to_owned(),
            link: format!("{url}/p/{slug}"),
            published_ms: date("post_date"),
            markup: Markup::Html,
            excerpt: plain(self.get("subtitle")),
            comments_open: kind == ImportedEntryKind::Post,
            ..ImportedEntry::default()
        };
        if !slug.is_empty() {
            entry.old_paths.push(normalize(&format!("/p/{slug}")));
            entry.old_paths.push(normalize(&format!("/p/{slug}/comments")));
        }
        let file = self.folder.join("posts").join(self.file_name());
        match text_file::read_text(&file, LARGEST) {
            Ok(ReadText { text, mended_line }) => {
                records.extend(mended_line.map(|line| ImportRecord::Warning(ImportWarning::mended(&file, line))));
                entry.body = content::shape(&text, &mut entry.left_out);
            }
            Err(error) => records.push(ImportRecord::Warning(ImportWarning::unreadable(&file, error))),
        }
        let podcast = self.get("podcast_url");
        if podcast.starts_with("http") {
            let source = html_escape::encode_double_quoted_attribute(podcast);
            entry.body.push_str(&format!("<figure><audio controls src=\"{source}\"></audio></figure>"));
        }
        records.push(ImportRecord::Entry(Box::new(entry)));
        records
    }

    /// Returns the name of the file of the post.
    pub fn file_name(&self) -> String {
        format!("{}.html", self.get("post_id"))
    }

    /// Returns the status, and what is to be known about it. What not everybody could read is a draft.
    fn status(&self) -> (ImportedEntryStatus, Option<&'static str>) {
        let is_for_all = matches!(self.get("audience"), "" | "everyone");
        match self.get("is_published") {
            "true" | "1" if is_for_all => (ImportedEntryStatus::Published, None),
            "true" | "1" => (ImportedEntryStatus::Draft, Some("only members could read it; it is a draft here")),
            _ => (ImportedEntryStatus::Draft, None),
        }
    }

    fn noted(&self, problem: &'static str) -> ImportRecord {
        let (path, line) = (self.folder.join(LIST), Some(self.line));
        let (field, detail) = (String::new(), self.get("title").to_owned());
        ImportRecord::Warning(ImportWarning::InFile { path, line, field, problem, detail })
    }
}

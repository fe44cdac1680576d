use serde::{Deserialize, Serialize};

use crate::model::front_page::{PostChoice, Section, SectionKind, SectionLayout};
use crate::store::front_page::{self, SectionRow};
use crate::store::sql::Connection;

/// A section of the front page. The order is that of the archive. What is usual is not written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRecord {
    /// `lead`, `term`, `most_read` and so on, as in the database.
    pub kind: String,
    pub layout: String,
    pub choice: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The path of a category or tag.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The slugs of picked posts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<String>,
    pub count: u32,
    pub has_link: bool,
    pub may_repeat: bool,
    /// As written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl SectionRecord {
    fn of(section: Section) -> SectionRecord {
        SectionRecord {
            kind: section.kind.as_str().to_owned(),
            layout: section.layout.as_str().to_owned(),
            choice: section.choice.as_str().to_owned(),
            heading: section.heading,
            source: section.source,
            posts: section.posts,
            count: section.count,
            has_link: section.has_link,
            may_repeat: section.may_repeat,
            text: section.text,
        }
    }

    /// Converts the record to a row, with its text rendered as `html`. `None` if this version does not know its words.
    pub fn row(self, html: String) -> Option<SectionRow> {
        let section = Section {
            kind: SectionKind::parse(&self.kind)?,
            layout: SectionLayout::parse(&self.layout)?,
            choice: PostChoice::parse(&self.choice)?,
            heading: self.heading,
            source: self.source,
            posts: self.posts,
            count: self.count,
            has_link: self.has_link,
            may_repeat: self.may_repeat,
            text: self.text,
        };
        Some(SectionRow::of(section, html))
    }
}

/// Lists the sections of the front page.
pub async fn list_sections(connection: &mut Connection) -> sqlx::Result<Vec<SectionRecord>> {
    let rows = front_page::list(connection).await?;
    Ok(rows.iter().map(|row| SectionRecord::of(row.section())).collect())
}

//! The sections of the front page.

use sqlx::FromRow;

use crate::model::front_page::{PostChoice, Section, SectionKind, SectionLayout};
use crate::store::sql::{self, Connection};

/// A section row.
#[derive(Clone, Debug, FromRow)]
pub struct SectionRow {
    pub kind: SectionKind,
    pub layout: SectionLayout,
    pub choice: PostChoice,
    pub heading: String,
    pub source: String,
    /// Slugs, one a line.
    pub posts: String,
    pub post_count: i64,
    pub has_link: bool,
    pub may_repeat: bool,
    pub text: String,
    pub text_html: String,
}

impl SectionRow {
    /// Converts a section, with its text rendered, to a row.
    pub fn of(section: Section, text_html: String) -> SectionRow {
        SectionRow {
            kind: section.kind,
            layout: section.layout,
            choice: section.choice,
            heading: section.heading,
            source: section.source,
            posts: section.posts.join("\n"),
            post_count: section.count.into(),
            has_link: section.has_link,
            may_repeat: section.may_repeat,
            text: section.text,
            text_html,
        }
    }

    /// Converts the row to the section that editors arrange.
    pub fn section(&self) -> Section {
        Section {
            kind: self.kind,
            layout: self.layout,
            choice: self.choice,
            heading: self.heading.clone(),
            source: self.source.clone(),
            posts: self.posts.lines().map(str::to_owned).collect(),
            count: self.post_count.try_into().unwrap_or_default(),
            has_link: self.has_link,
            may_repeat: self.may_repeat,
            text: self.text.clone(),
        }
    }
}

/// Lists the sections in order. None: the site arranges them by itself.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<SectionRow>> {
    sql::query_as(
        "SELECT kind, layout, choice, heading, source, posts, post_count, has_link, may_repeat, text, text_html
         FROM front_sections ORDER BY position",
    )
    .fetch_all(connection)
    .await
}

/// Replaces all sections.
pub async fn replace(connection: &mut Connection, rows: &[SectionRow]) -> sqlx::Result<()> {
    sql::query("DELETE FROM front_sections").execute(&mut *connection).await?;
    for (position, row) in (0_i64..).zip(rows) {
        sql::query(
            "INSERT INTO front_sections (position, kind, layout, choice, heading, source, posts, post_count, has_link,
                                         may_repeat, text, text_html)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(position)
        .bind(row.kind.as_str())
        .bind(row.layout.as_str())
        .bind(row.choice.as_str())
        .bind(&row.heading)
        .bind(&row.source)
        .bind(&row.posts)
        .bind(row.post_count)
        .bind(row.has_link)
        .bind(row.may_repeat)
        .bind(&row.text)
        .bind(&row.text_html)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Changes the category or tag of all sections whose path has moved.
pub async fn retarget(connection: &mut Connection, from: &str, to: &str) -> sqlx::Result<()> {
    sql::query("UPDATE front_sections SET source = $2 WHERE source = $1")
        .bind(from)
        .bind(to)
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes the slug of a picked post.
pub async fn rename_post(connection: &mut Connection, from: &str, to: &str) -> sqlx::Result<()> {
    let all: Vec<(i64, String)> = sql::query_as("SELECT position, posts FROM front_sections WHERE posts <> ''")
        .fetch_all(&mut *connection)
        .await?;
    for (position, posts) in all {
        if !posts.lines().any(|slug| slug == from) {
            continue;
        }
        let renamed: Vec<&str> = posts.lines().map(|slug| if slug == from { to } else { slug }).collect();
        sql::query("UPDATE front_sections SET posts = $2 WHERE position = $1")
            .bind(position)
            .bind(renamed.join("\n"))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn sections_keep_their_order_and_follow_what_moves() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        assert!(list(&mut writing).await.unwrap().is_empty(), "a new site arranges them by itself");
        let mut term = Section::new(SectionKind::Term);
        term.source = "/category/a".to_owned();
        let mut lead = Section::new(SectionKind::Lead);
        (lead.choice, lead.posts) = (PostChoice::Picked, vec!["mot".to_owned(), "hai".to_owned()]);
        let rows = [term, lead].map(|section| SectionRow::of(section, String::new()));
        replace(&mut writing, &rows).await.unwrap();
        retarget(&mut writing, "/category/a", "/category/b").await.unwrap();
        rename_post(&mut writing, "hai", "ba").await.unwrap();
        let sections: Vec<Section> = list(&mut writing).await.unwrap().iter().map(SectionRow::section).collect();
        assert_eq!(sections[0].source, "/category/b");
        assert_eq!(sections[1].posts, ["mot", "ba"]);
        assert_eq!(sections[1].choice, PostChoice::Picked);
    }
}

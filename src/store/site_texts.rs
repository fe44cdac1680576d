//! Texts outside of posts, as written and as HTML: descriptions, biographies, texts on the front page and in slots.

use sqlx::AssertSqlSafe;

use crate::store::sql::{self, Connection};

/// Table, key, and the columns of the source and of the HTML.
const TEXTS: [(&str, &str, &str, &str); 4] = [
    ("terms", "id", "description", "description_html"),
    ("authors", "id", "biography", "biography_html"),
    ("front_sections", "position", "text", "text_html"),
    ("placements", "id", "source", "html"),
];

/// A text, and the HTML made of it.
#[derive(Clone, Debug)]
pub struct SiteText {
    kind: usize,
    key: i64,
    pub source: String,
    pub html: String,
}

/// Lists the texts that mention a picture of the library.
pub async fn list_mentioning(connection: &mut Connection, media: i64) -> sqlx::Result<Vec<SiteText>> {
    let mut texts = Vec::new();
    for (kind, (table, key, source, html)) in TEXTS.into_iter().enumerate() {
        let sql = format!(
            "SELECT {key}, {source}, {html} FROM {table}
             WHERE {source} LIKE '%/media/' || $1 || '/%' OR {html} LIKE '%/media/' || $1 || '/%' ORDER BY {key}"
        );
        let query = sql::query_as(AssertSqlSafe(sql)).bind(media.to_string());
        let rows: Vec<(i64, String, String)> = query.fetch_all(&mut *connection).await?;
        texts.extend(rows.into_iter().map(|(key, source, html)| SiteText { kind, key, source, html }));
    }
    Ok(texts)
}

/// Stores a text that was changed.
pub async fn set(connection: &mut Connection, text: &SiteText) -> sqlx::Result<()> {
    let Some((table, key, source, html)) = TEXTS.get(text.kind) else { return Ok(()) };
    let sql = format!("UPDATE {table} SET {source} = $2, {html} = $3 WHERE {key} = $1");
    let query = sql::query(AssertSqlSafe(sql)).bind(text.key).bind(&text.source).bind(&text.html);
    query.execute(connection).await?;
    Ok(())
}

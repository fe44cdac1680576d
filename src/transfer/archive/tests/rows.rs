use std::collections::BTreeMap;

use sqlx::Row;

use crate::store::Store;

/// All rows of the tables that readers see, as text.
pub async fn rows(store: &Store) -> BTreeMap<&'static str, Vec<String>> {
    let mut reading = store.read().await.unwrap();
    let mut found = BTreeMap::new();
    for (table, sql) in [
        ("authors", "SELECT * FROM authors ORDER BY id"),
        ("posts", "SELECT * FROM posts ORDER BY id"),
        ("terms", "SELECT * FROM terms ORDER BY id"),
        ("post_terms", "SELECT * FROM post_terms ORDER BY post_id, term_id"),
        ("comments", "SELECT * FROM comments ORDER BY id"),
        ("redirects", "SELECT * FROM redirects ORDER BY path"),
        ("menu_items", "SELECT title, target, place, level FROM menu_items ORDER BY position"),
        ("front_sections", "SELECT * FROM front_sections ORDER BY position"),
        ("media", "SELECT * FROM media ORDER BY id"),
        ("media_files", "SELECT media_id, name, content_type, width, hex(content) FROM media_files ORDER BY id"),
        ("post_media", "SELECT * FROM post_media ORDER BY post_id"),
        (
            "revisions",
            "SELECT r.id, post_id, version, kind, saved_at, COALESCE(u.name, saved_by), title, source, format, standfirst
             FROM revisions r LEFT JOIN users u ON u.id = user_id ORDER BY post_id, version",
        ),
        ("placements", "SELECT * FROM placements ORDER BY id"),
        ("snippets", "SELECT * FROM snippets ORDER BY id"),
        ("blocks", "SELECT * FROM blocks ORDER BY id"),
        ("spam_tokens", "SELECT * FROM spam_tokens ORDER BY token"),
        ("settings", "SELECT * FROM settings WHERE name <> 'secret' ORDER BY name"),
    ] {
        if let Some(postgres) = reading.postgres() {
            let sql = format!("SELECT found::TEXT FROM ({}) found", sql.replace("hex(content)", "md5(content)"));
            let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(postgres).await.unwrap();
            found.insert(table, rows);
            continue;
        }
        let rows = sqlx::query(sql).fetch_all(reading.sqlite().unwrap()).await.unwrap();
        let text = |row: &sqlx::sqlite::SqliteRow| {
            let columns = 0..row.len();
            let values = columns.map(|index| {
                let value = row.try_get_unchecked::<Option<String>, _>(index).unwrap();
                format!("{}={value:?}", sqlx::Column::name(row.column(index)))
            });
            values.collect::<Vec<_>>().join("\n")
        };
        found.insert(table, rows.iter().map(text).collect());
    }
    found
}

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::indexed_post;
use super::postgres::{self, Unindexed};
use super::tokens::of_comment;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, Engine, QueryBuilder};
use crate::text::plain_text::plain;

/// Number of slots (row IDs of the index) for the posts of one hour.
const SLOTS_PER_HOUR: i64 = 64;
const HOUR: Milliseconds = 60 * 60 * 1000;
/// Comments indexed per statement: each is a round trip to the connection's thread.
const BATCH: usize = 256;

/// Creates the triggers that record which rows have to be indexed. They are temporary: only for the write connection.
pub async fn watch(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let shown = "OLD.status = 'published' OR NEW.status = 'published'";
    let posts = "status, title, standfirst, image_caption, html, published_at";
    let triggers = [
        ("posts", "INSERT".to_owned(), "NEW.status = 'published'", "SELECT NEW.id"),
        ("posts", "DELETE".to_owned(), "OLD.status = 'published'", "SELECT OLD.id"),
        ("posts", format!("UPDATE OF {posts}"), shown, "SELECT NEW.id"),
        ("comments", "INSERT".to_owned(), "NEW.status = 'published'", "SELECT NEW.id"),
        ("comments", "DELETE".to_owned(), "OLD.status = 'published'", "SELECT OLD.id"),
        ("comments", "UPDATE OF status, html, post_id".to_owned(), shown, "SELECT NEW.id"),
    ];
    let mut sql = "CREATE TEMP TABLE IF NOT EXISTS unindexed_posts (id INTEGER PRIMARY KEY);\n\
                   CREATE TEMP TABLE IF NOT EXISTS unindexed_comments (id INTEGER PRIMARY KEY);\n"
        .to_owned();
    let note = |table: &str, ids: &str| {
        // Not `OR IGNORE`: the statement that fires a trigger decides how its conflicts are handled.
        let known = format!("SELECT 1 FROM unindexed_{table} u WHERE u.id = noted.id");
        format!("INSERT INTO unindexed_{table} SELECT id FROM ({ids} AS id) noted WHERE NOT EXISTS ({known});")
    };
    for (number, (table, event, when, id)) in triggers.into_iter().enumerate() {
        let note = note(table, id);
        sql += &format!(
            "CREATE TEMP TRIGGER IF NOT EXISTS search_{number} AFTER {event} ON main.{table} WHEN {when} BEGIN {note} END;\n"
        );
    }
    // Comments can be found as long as their post is published.
    let note = note("comments", "SELECT id FROM comments WHERE post_id = NEW.id AND status = 'published'")
        .replace(" AS id)", ")");
    sql += &format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS search_comments AFTER UPDATE OF status ON main.posts \
         WHEN (OLD.status = 'published') <> (NEW.status = 'published') BEGIN {note} END;\n"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}

/// Updates the index with the current transaction's changes. Returns the IDs of the posts.
pub async fn index(connection: &mut Connection) -> sqlx::Result<Vec<i64>> {
    if connection.engine() == Engine::Postgres {
        let posts = postgres::index_posts(connection, Unindexed::Own).await?;
        postgres::index_comments(connection, Unindexed::Own).await?;
        return Ok(posts);
    }
    // In the order of their slots, which FTS5 writes efficiently.
    let posts: Vec<i64> = sql::query_scalar(
        "SELECT u.id FROM temp.unindexed_posts u LEFT JOIN posts p ON p.id = u.id
         ORDER BY COALESCE(p.published_at, p.updated_at), u.id",
    )
    .fetch_all(&mut *connection)
    .await?;
    for post in &posts {
        index_post(connection, *post).await?;
    }
    if !posts.is_empty() {
        sql::query("DELETE FROM temp.unindexed_posts").execute(&mut *connection).await?;
    }
    while index_comments(connection).await? == BATCH {}
    Ok(posts)
}

async fn index_post(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    let row = indexed_post::read(connection, id).await?;
    let before: Option<(i64, Milliseconds)> =
        sql::query_as("SELECT place, published_at FROM search_places WHERE post_id = $1")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
    let stays = before.is_some_and(|(_, at)| row.as_ref().is_some_and(|row| row.at == at));
    if let Some((place, _)) = before.filter(|_| !stays) {
        sql::query("DELETE FROM search_posts WHERE rowid = $1").bind(place).execute(&mut *connection).await?;
        sql::query("DELETE FROM search_places WHERE place = $1").bind(place).execute(&mut *connection).await?;
    }
    let Some(row) = row else { return Ok(()) };
    let place = match before.filter(|_| stays) {
        Some((place, _)) => place,
        None => take_slot(connection, id, row.at).await?,
    };
    sql::query("INSERT OR REPLACE INTO search_posts (rowid, tokens) VALUES ($1, $2)")
        .bind(place)
        .bind(row.tokens())
        .execute(connection)
        .await?;
    Ok(())
}

/// Assigns a free slot to a post, among those of its hour. If they are full, the slots of the following hours are used.
/// The searched range doubles each time, so that even with thousands of posts at the same time a few queries suffice.
async fn take_slot(connection: &mut Connection, post: i64, at: Milliseconds) -> sqlx::Result<i64> {
    let first = at.div_euclid(HOUR) * SLOTS_PER_HOUR;
    let mut room = SLOTS_PER_HOUR;
    let place = loop {
        let last: Option<i64> = sql::query_scalar("SELECT MAX(place) FROM search_places WHERE place BETWEEN $1 AND $2")
            .bind(first)
            .bind(first + room - 1)
            .fetch_one(&mut *connection)
            .await?;
        match last {
            None => break first,
            Some(last) if last < first + room - 1 => break last + 1,
            Some(_) => room *= 2,
        }
    };
    sql::query("INSERT INTO search_places (place, post_id, published_at) VALUES ($1, $2, $3)")
        .bind(place)
        .bind(post)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(place)
}

/// Indexes a batch of comments and returns its size: [`BATCH`], or less if these were the last.
async fn index_comments(connection: &mut Connection) -> sqlx::Result<usize> {
    let comments: Vec<(i64, Option<String>)> = sql::query_as(
        "SELECT u.id, (SELECT c.html FROM comments c JOIN posts p ON p.id = c.post_id
                       WHERE c.id = u.id AND c.status = 'published' AND p.status = 'published')
         FROM temp.unindexed_comments u ORDER BY u.id LIMIT $1",
    )
    .bind(BATCH as i64)
    .fetch_all(&mut *connection)
    .await?;
    let Some((last, _)) = comments.last() else { return Ok(0) };
    let (shown, hidden): (Vec<_>, Vec<_>) = comments.iter().partition(|(_, html)| html.is_some());
    for (id, _) in hidden {
        sql::query("DELETE FROM search_comments WHERE rowid = $1").bind(id).execute(&mut *connection).await?;
    }
    if !shown.is_empty() {
        let mut statement = QueryBuilder::new("INSERT OR REPLACE INTO search_comments (rowid, tokens) ");
        statement.push_values(shown, |mut row, (id, html)| {
            row.push_bind(*id).push_bind(of_comment(&plain(html.as_deref().unwrap_or_default())));
        });
        // Statements with other numbers of rows would evict reusable ones from the cache.
        statement.build().persistent(false).execute(&mut *connection).await?;
    }
    sql::query("DELETE FROM temp.unindexed_comments WHERE id <= $1").bind(last).execute(connection).await?;
    Ok(comments.len())
}

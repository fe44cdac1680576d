//! Tracks what a write changes for readers, with triggers on the write connection, so that no function can forget to
//! report a change.

use std::fmt;
use std::sync::{Arc, OnceLock};

use sqlx::SqliteConnection;

use crate::store::sql::{self, Connection};

/// What may look different after a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreChange {
    /// Any page: a title in the sidebar, the order of a listing, a setting.
    Everything,
    /// The published comments of this post, or their number.
    Comments(i64),
}

/// What other processes have changed. The listener for changes has been told already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutsideChange {
    #[default]
    Nothing,
    /// Posts, comments or other content.
    Content,
    /// Settings as well.
    Settings,
}

/// Called for every write, after its commit and before the writer continues.
pub type ChangeCallback = Box<dyn Fn(&[StoreChange]) + Send + Sync>;

/// The registered listener. There is one: the page cache.
#[derive(Clone, Default)]
pub struct ChangeListener(Arc<OnceLock<ChangeCallback>>);

impl ChangeListener {
    /// Sets the listener. Later calls have no effect.
    pub fn listen(&self, listener: ChangeCallback) {
        let _ = self.0.set(listener);
    }

    /// Reports changes to the listener.
    pub fn tell(&self, changes: &[StoreChange]) {
        if let (Some(listener), false) = (self.0.get(), changes.is_empty()) {
            listener(changes);
        }
    }
}

impl fmt::Debug for ChangeListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Changes")
    }
}

/// Creates the triggers. They are temporary: visible to this connection only, and not stored in the file. Each row of
/// the table `changes` is a post whose comments changed, or 0 for everything.
pub async fn watch(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let shown = "OLD.status = 'published' OR NEW.status = 'published'";
    let columns = "kind, status, slug, title, html, excerpt, standfirst, minutes, author_id, image_src, image_alt, \
                   image_caption, comments, menu_order, parent_id, pinned_at, published_at, updated_at, seo_title, \
                   seo_description, noindex";
    let mut triggers = vec![
        ("posts", "INSERT".to_owned(), "NEW.status = 'published'", "0"),
        ("posts", "DELETE".to_owned(), "OLD.status = 'published'", "0"),
        ("posts", format!("UPDATE OF {columns}"), shown, "0"),
        ("posts", "UPDATE OF comment_count".to_owned(), "OLD.comment_count <> NEW.comment_count", "NEW.id"),
        ("comments", "INSERT".to_owned(), "NEW.status = 'published'", "NEW.post_id"),
        ("comments", "DELETE".to_owned(), "OLD.status = 'published'", "OLD.post_id"),
        // Feeds state the size of a post's picture, and sitemaps list all its pictures.
        ("media", "DELETE".to_owned(), "TRUE", "0"),
        ("comments", "UPDATE OF status, name, html, parent_id, post_id, author_id".to_owned(), shown, "NEW.post_id"),
    ];
    for table in ["authors", "terms", "post_terms", "settings", "menu_items", "placements", "snippets"] {
        for verb in ["INSERT", "DELETE", "UPDATE"] {
            triggers.push((table, verb.to_owned(), "TRUE", "0"));
        }
    }
    // Not `OR IGNORE`: the statement that fires a trigger decides how its conflicts are handled (SQLite, CREATE
    // TRIGGER).
    let mut sql = "CREATE TEMP TABLE IF NOT EXISTS changes (post INTEGER PRIMARY KEY);\n".to_owned();
    for (number, (table, event, when, post)) in triggers.into_iter().enumerate() {
        sql += &format!(
            "CREATE TEMP TRIGGER IF NOT EXISTS change_{number} AFTER {event} ON main.{table} WHEN {when} \
             BEGIN INSERT INTO changes SELECT {post} WHERE NOT EXISTS (SELECT 1 FROM changes WHERE post = {post}); END;\n"
        );
    }
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}

/// Returns the changes of the current transaction and resets them.
pub async fn collect(connection: &mut Connection) -> sqlx::Result<Vec<StoreChange>> {
    // From this many posts on, everything is reported as changed.
    const MANY: usize = 1000;
    // In one call: each is a round trip to the connection's thread.
    let posts: Vec<i64> =
        sql::query_scalar("SELECT post FROM temp.changes ORDER BY post LIMIT 1000; DELETE FROM temp.changes")
            .fetch_all(connection)
            .await?;
    if posts.first() == Some(&0) || posts.len() >= MANY {
        return Ok(vec![StoreChange::Everything]);
    }
    Ok(posts.into_iter().map(StoreChange::Comments).collect())
}

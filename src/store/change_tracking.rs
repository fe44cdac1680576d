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
    /// The content of this published post, such as its title.
    Post(i64),
    /// Whether this post is published, or when, or whether it is pinned: so its place in listings.
    Listed(i64),
    /// Which posts this category or tag has.
    Term(i64),
    /// The published comments of this post, their number, or the posts related to it.
    Comments(i64),
}

impl StoreChange {
    /// Returns the change that a row of the table `changes` means. What is not a post with other comments is below 0: an
    /// older version takes it as everything.
    pub(super) fn of_row(row: i64) -> StoreChange {
        let number = row.unsigned_abs() as i64;
        match number % 3 {
            _ if row > 0 => StoreChange::Comments(row),
            _ if row > -3 => StoreChange::Everything,
            0 => StoreChange::Post(number / 3),
            1 => StoreChange::Listed(number / 3),
            _ => StoreChange::Term(number / 3),
        }
    }

    /// Returns whether the content of the site has changed, rather than comments.
    pub fn is_content(self) -> bool {
        !matches!(self, StoreChange::Comments(_))
    }
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

/// The row for a changed post or page.
const CHANGED_POST: &str = "CASE WHEN OLD.kind <> 'post' OR NEW.kind <> 'post' THEN 0 \
    WHEN OLD.status <> NEW.status OR OLD.published_at IS NOT NEW.published_at OR OLD.pinned_at IS NOT NEW.pinned_at \
    THEN -3 * NEW.id - 1 ELSE -3 * NEW.id END";

/// Creates the triggers. They are temporary: visible to this connection only, and not stored in the file. What
/// the rows of the table `changes` mean is in [`StoreChange::of_row`].
pub async fn watch(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let shown = "OLD.status = 'published' OR NEW.status = 'published'";
    let columns = "kind, status, slug, title, html, excerpt, standfirst, minutes, author_id, image_src, image_alt, \
                   image_caption, comments, menu_order, parent_id, pinned_at, published_at, updated_at, seo_title, \
                   seo_description, noindex, canonical";
    let mut triggers = vec![
        (
            "posts",
            "INSERT".to_owned(),
            "NEW.status = 'published'",
            "CASE NEW.kind WHEN 'post' THEN -3 * NEW.id - 1 ELSE 0 END",
        ),
        (
            "posts",
            "DELETE".to_owned(),
            "OLD.status = 'published'",
            "CASE OLD.kind WHEN 'post' THEN -3 * OLD.id - 1 ELSE 0 END",
        ),
        ("posts", format!("UPDATE OF {columns}"), shown, CHANGED_POST),
        ("posts", "UPDATE OF comment_count".to_owned(), "OLD.comment_count <> NEW.comment_count", "NEW.id"),
        ("comments", "INSERT".to_owned(), "NEW.status = 'published'", "NEW.post_id"),
        ("comments", "DELETE".to_owned(), "OLD.status = 'published'", "OLD.post_id"),
        // Feeds state the size of a post's picture, and sitemaps list all its pictures.
        ("media", "DELETE".to_owned(), "TRUE", "0"),
        // Portraits and pictures of categories. Those in posts are stored with them.
        (
            "media",
            "UPDATE OF focus_x, focus_y".to_owned(),
            "OLD.focus_x IS NOT NEW.focus_x OR OLD.focus_y IS NOT NEW.focus_y",
            "0",
        ),
        ("related_posts", "INSERT".to_owned(), "TRUE", "NEW.post_id"),
        ("related_posts", "DELETE".to_owned(), "TRUE", "OLD.post_id"),
        ("comments", "UPDATE OF status, name, html, parent_id, post_id, author_id".to_owned(), shown, "NEW.post_id"),
    ];
    // The terms of posts that are not published are not shown. The number of a term's posts is only in lists of terms;
    // whether it has any decides where it is shown.
    let counted = "CASE WHEN (OLD.post_count > 0) = (NEW.post_count > 0) THEN -3 * NEW.id - 2 ELSE 0 END";
    let of_term = "slug, name, description, description_html, parent_id, position, color, image_src, has_front_page";
    triggers.extend([
        ("post_terms", "INSERT".to_owned(), "NEW.published_at IS NOT NULL", "-3 * NEW.term_id - 2"),
        ("post_terms", "DELETE".to_owned(), "OLD.published_at IS NOT NULL", "-3 * OLD.term_id - 2"),
        ("post_terms", "UPDATE".to_owned(), "OLD.published_at IS NOT NEW.published_at", "-3 * NEW.term_id - 2"),
        ("terms", "INSERT".to_owned(), "TRUE", "0"),
        ("terms", "DELETE".to_owned(), "TRUE", "0"),
        ("terms", format!("UPDATE OF {of_term}"), "TRUE", "0"),
        ("terms", "UPDATE OF post_count".to_owned(), "OLD.post_count <> NEW.post_count", counted),
    ]);
    for table in ["authors", "settings", "menu_items", "front_sections", "placements", "snippets"] {
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
    let changes: Vec<StoreChange> = posts.into_iter().map(StoreChange::of_row).collect();
    if changes.contains(&StoreChange::Everything) || changes.len() >= MANY {
        return Ok(vec![StoreChange::Everything]);
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_tell_apart_posts_listings_and_terms() {
        let rows = [5, 0, -1, -15, -16, -17, -3].map(StoreChange::of_row);
        let (everything, first) = (StoreChange::Everything, StoreChange::Post(1));
        let of_five = [StoreChange::Post(5), StoreChange::Listed(5), StoreChange::Term(5)];
        assert_eq!(rows[..3], [StoreChange::Comments(5), everything, everything]);
        assert_eq!((&rows[3..6], rows[6]), (&of_five[..], first));
    }
}

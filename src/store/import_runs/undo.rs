//! Removes what came in with an import.

use sqlx::FromRow;

use super::recording::{Brought, IdRange};
use crate::model::Milliseconds;
use crate::model::admin::post::PostKind;
use crate::store::sql::{self, Connection};
use crate::store::{media, posts, settings, terms};

/// A post or page of an import that was changed or commented on since.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ChangedEntry {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// What happens to what was changed or commented on since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Changed,
    Nothing,
}

/// Whether a post `p` of the import was saved, moved to the trash, or commented on since. `$1` and `$2` are its IDs, `$3`
/// the last comment of the import.
const CHANGED: &str =
    "p.id > $1 AND p.id <= $2 AND (p.version > 1 OR p.trashed_at IS NOT NULL OR p.trashed_from IS NOT NULL
    OR EXISTS (SELECT 1 FROM comments c WHERE c.post_id = p.id AND c.id > $3))";

/// Lists the first posts and pages that were changed or commented on since.
pub async fn list_changed(
    connection: &mut Connection,
    brought: &Brought,
    limit: i64,
) -> sqlx::Result<Vec<ChangedEntry>> {
    let sql = format!("SELECT p.id, p.kind, p.title FROM posts p WHERE {CHANGED} ORDER BY p.id LIMIT $4");
    sql::query_as(sqlx::AssertSqlSafe(sql))
        .bind(brought.posts.after)
        .bind(brought.posts.last)
        .bind(brought.comments.last)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Counts them.
pub async fn count_changed(connection: &mut Connection, brought: &Brought) -> sqlx::Result<i64> {
    let sql = format!("SELECT COUNT(*) FROM posts p WHERE {CHANGED}");
    sql::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(brought.posts.after)
        .bind(brought.posts.last)
        .bind(brought.comments.last)
        .fetch_one(connection)
        .await
}

/// Removes what came in with an import, but not what else needs: authors who have written more, categories with other
/// posts, pictures of other posts. Returns the number of removed posts and pages.
pub async fn undo(
    connection: &mut Connection,
    run: i64,
    brought: &Brought,
    kept: Kept,
    at: Milliseconds,
) -> sqlx::Result<u64> {
    let removed = remove_posts(connection, brought, kept).await?;
    remove_comments(connection, brought).await?;
    // A menu that was saved since has other IDs.
    sql::query("DELETE FROM menu_items WHERE NOT EXISTS (SELECT 1 FROM menu_items m WHERE m.id <= $1 OR m.id > $2)")
        .bind(brought.menu_items.after)
        .bind(brought.menu_items.last)
        .execute(&mut *connection)
        .await?;
    // The menu that came with them needs them no more.
    remove_terms(connection, brought.terms).await?;
    sql::query(
        "DELETE FROM authors WHERE id > $1 AND id <= $2
             AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.author_id = authors.id)
             AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.author_id = authors.id)
             AND NOT EXISTS (SELECT 1 FROM users u WHERE u.author_id = authors.id)",
    )
    .bind(brought.authors.after)
    .bind(brought.authors.last)
    .execute(&mut *connection)
    .await?;
    remove_media(connection, brought.media).await?;
    remove_redirects(connection, run, brought).await?;
    for (name, value) in &brought.settings {
        if settings::find(connection, name).await?.as_ref() == Some(value) {
            settings::remove(connection, name).await?;
        }
    }
    terms::recount(connection).await?;
    sql::query("UPDATE import_runs SET status = 'undone', finished_at = $2 WHERE id = $1")
        .bind(run)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(removed)
}

async fn remove_posts(connection: &mut Connection, brought: &Brought, kept: Kept) -> sqlx::Result<u64> {
    let keep = if kept == Kept::Changed { format!("AND NOT ({CHANGED})") } else { String::new() };
    // All three numbers occur in any case, so that the statement has the same parameters.
    let doomed = format!("SELECT p.id FROM posts p WHERE p.id > $1 AND p.id <= $2 AND $3 >= 0 {keep}");
    let bind = |sql: String| {
        let ids = (brought.posts.after, brought.posts.last, brought.comments.last);
        sql::query(sqlx::AssertSqlSafe(sql)).bind(ids.0).bind(ids.1).bind(ids.2)
    };
    // Pages below one that is removed stand by themselves.
    bind(format!("UPDATE posts SET parent_id = NULL WHERE parent_id IN ({doomed})")).execute(&mut *connection).await?;
    let removed = bind(format!("DELETE FROM posts WHERE id IN ({doomed})")).execute(connection).await?;
    Ok(removed.rows_affected())
}

/// Removes the comments that came to posts that were here before, layer by layer. Those that were answered since stay.
async fn remove_comments(connection: &mut Connection, brought: &Brought) -> sqlx::Result<()> {
    const OLD: &str = "id > $1 AND id <= $2 AND (post_id <= $3 OR post_id > $4)";
    let sql = format!("SELECT DISTINCT post_id FROM comments WHERE {OLD}");
    let (comments, own) = (brought.comments, brought.posts);
    let places: Vec<i64> = sql::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(comments.after)
        .bind(comments.last)
        .bind(own.after)
        .bind(own.last)
        .fetch_all(&mut *connection)
        .await?;
    loop {
        let sql = format!(
            "DELETE FROM comments WHERE {OLD}
                 AND NOT EXISTS (SELECT 1 FROM comments below WHERE below.parent_id = comments.id)"
        );
        let removed = sql::query(sqlx::AssertSqlSafe(sql))
            .bind(comments.after)
            .bind(comments.last)
            .bind(own.after)
            .bind(own.last)
            .execute(&mut *connection)
            .await?;
        if removed.rows_affected() == 0 {
            break;
        }
    }
    for post in places {
        posts::recount_comments(connection, post).await?;
    }
    Ok(())
}

/// Removes categories and tags without posts and without others below them, which no menu, front page and placement uses.
async fn remove_terms(connection: &mut Connection, terms: IdRange) -> sqlx::Result<()> {
    loop {
        let removed = sql::query(
            "DELETE FROM terms WHERE id > $1 AND id <= $2
                 AND NOT EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = terms.id)
                 AND NOT EXISTS (SELECT 1 FROM placements l WHERE l.category_id = terms.id)
                 AND NOT EXISTS (SELECT 1 FROM front_sections f WHERE f.source = '/' || terms.kind || '/' || terms.slug)
                 AND NOT EXISTS (SELECT 1 FROM menu_items m WHERE m.target = '/' || terms.kind || '/' || terms.slug)
                 AND NOT EXISTS (SELECT 1 FROM terms child WHERE child.parent_id = terms.id)",
        )
        .bind(terms.after)
        .bind(terms.last)
        .execute(&mut *connection)
        .await?;
        if removed.rows_affected() == 0 {
            return Ok(());
        }
    }
}

/// Removes the files that nothing shows and nobody has uploaded.
async fn remove_media(connection: &mut Connection, range: IdRange) -> sqlx::Result<()> {
    let unused: Vec<i64> = sql::query_scalar(
        "SELECT m.id FROM media m WHERE m.id > $1 AND m.id <= $2 AND m.user_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM post_media pm WHERE pm.media_id = m.id)
             AND NOT EXISTS (SELECT 1 FROM terms t WHERE t.description LIKE '%/media/' || m.id || '/%'
                             OR t.image_src LIKE '%/media/' || m.id || '/%')
             AND NOT EXISTS (SELECT 1 FROM authors a WHERE a.biography LIKE '%/media/' || m.id || '/%'
                             OR a.portrait LIKE '%/media/' || m.id || '/%')
             AND NOT EXISTS (SELECT 1 FROM front_sections f WHERE f.text LIKE '%/media/' || m.id || '/%')
             AND NOT EXISTS (SELECT 1 FROM placements l WHERE l.media_id = m.id
                             OR l.source LIKE '%/media/' || m.id || '/%')
             AND NOT EXISTS (SELECT 1 FROM settings s WHERE s.value LIKE '%/media/' || m.id || '/%')",
    )
    .bind(range.after)
    .bind(range.last)
    .fetch_all(&mut *connection)
    .await?;
    for id in unused {
        media::delete(connection, id).await?;
    }
    Ok(())
}

/// Removes the redirects that came with the import, but those to what stays of it.
async fn remove_redirects(connection: &mut Connection, run: i64, brought: &Brought) -> sqlx::Result<()> {
    sql::query(
        "DELETE FROM redirects WHERE path IN (SELECT path FROM import_redirects WHERE run_id = $1)
             AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.id > $2 AND p.id <= $3
                                 AND target = CASE p.kind WHEN 'post' THEN '/posts/' ELSE '/' END || p.slug)
             AND NOT EXISTS (SELECT 1 FROM terms t WHERE t.id > $4 AND t.id <= $5
                                 AND target = '/' || t.kind || '/' || t.slug)
             AND NOT EXISTS (SELECT 1 FROM authors a WHERE a.id > $6 AND a.id <= $7
                                 AND target = '/author/' || a.slug)
             AND NOT EXISTS (SELECT 1 FROM media m WHERE m.id > $8 AND m.id <= $9
                                 AND target = '/media/' || m.id || '/' || m.name)",
    )
    .bind(run)
    .bind(brought.posts.after)
    .bind(brought.posts.last)
    .bind(brought.terms.after)
    .bind(brought.terms.last)
    .bind(brought.authors.after)
    .bind(brought.authors.last)
    .bind(brought.media.after)
    .bind(brought.media.last)
    .execute(&mut *connection)
    .await?;
    sql::query("DELETE FROM import_redirects WHERE run_id = $1").bind(run).execute(connection).await?;
    Ok(())
}

use std::collections::{BTreeSet, HashMap};

use super::free_slug::find_free;
use super::{NewPost, PostKind, PostStatus};
use crate::clock::now;
use crate::store::sql::{self, Connection, QueryBuilder, each};

/// Maximum number of rows per statement.
const ROWS: usize = 64;

/// The ID and slug of an inserted post.
pub type InsertedPost = (i64, String);

/// Adds a post, and returns its ID and slug. A slug that is taken gets a number. Returns `None` if the GUID exists.
pub async fn add(connection: &mut Connection, post: &NewPost) -> sqlx::Result<Option<InsertedPost>> {
    Ok(add_all(connection, std::slice::from_ref(post)).await?.pop().flatten())
}

/// Adds posts in the way of [`add`].
pub async fn add_all(connection: &mut Connection, posts: &[NewPost]) -> sqlx::Result<Vec<Option<InsertedPost>>> {
    // Usually all are new, and nothing needs to be looked up.
    let mut added = insert(connection, posts).await?;
    let mut placed = Vec::with_capacity(posts.len());
    for post in posts {
        let taken = added.get(&(post.kind, post.slug.clone()));
        placed.push(match taken.filter(|(_, guid)| *guid == post.guid).map(|(id, _)| *id) {
            Some(id) => {
                added.remove(&(post.kind, post.slug.clone()));
                Some((id, post.slug.clone()))
            }
            // Its GUID exists already, or another post (in this batch or before) has its slug.
            None if is_known(connection, post).await? => None,
            None => {
                let post = NewPost { slug: find_free(connection, post.kind, &post.slug, None).await?, ..post.clone() };
                let added = insert(connection, std::slice::from_ref(&post)).await?;
                let (id, _) = added.into_values().next().ok_or(sqlx::Error::RowNotFound)?;
                Some((id, post.slug))
            }
        });
    }
    Ok(placed)
}

/// Adds a post that has an ID already. Returns false if another post has its ID, its slug or its GUID.
pub async fn add_with_id(connection: &mut Connection, post: &NewPost, id: i64) -> sqlx::Result<bool> {
    let added = insert_rows(connection, std::slice::from_ref(post), Some(id)).await?;
    Ok(!added.is_empty())
}

/// Returns whether a post with the same GUID exists.
pub async fn is_known(connection: &mut Connection, post: &NewPost) -> sqlx::Result<bool> {
    let Some(guid) = &post.guid else { return Ok(false) };
    let sql = each! {
        sqlite: "SELECT EXISTS (SELECT 1 FROM posts WHERE guid = $1)",
        postgres: "SELECT EXISTS (SELECT 1 FROM posts WHERE MD5(guid) = MD5($1) AND guid = $1)",
    };
    sql::query_scalar(sql).bind(guid).fetch_one(connection).await
}

/// Returns whether there is any post or page.
pub async fn has_any(connection: &mut Connection) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM posts)").fetch_one(connection).await
}

/// IDs and GUIDs of inserted posts by kind and slug.
type InsertedIds = HashMap<(PostKind, String), (i64, Option<String>)>;

/// Adds the posts whose GUID and slug are both new.
async fn insert(connection: &mut Connection, posts: &[NewPost]) -> sqlx::Result<InsertedIds> {
    let mut added = HashMap::with_capacity(posts.len());
    for posts in posts.chunks(ROWS) {
        for (id, kind, slug, guid) in insert_rows(connection, posts, None).await? {
            added.insert((kind, slug), (id, guid));
        }
    }
    Ok(added)
}

/// An ID and what identified the post before it had one.
type InsertedRow = (i64, PostKind, String, Option<String>);

/// Adds some posts, or one with this ID.
async fn insert_rows(
    connection: &mut Connection,
    posts: &[NewPost],
    id: Option<i64>,
) -> sqlx::Result<Vec<InsertedRow>> {
    let mut statement = QueryBuilder::new(if id.is_some() { "INSERT INTO posts (id, " } else { "INSERT INTO posts (" });
    statement.push(
        "kind, status, slug, title, title_folded, source, format, html, excerpt, standfirst,
                                minutes, author_id, image_src, image_alt, image_caption, comments, comment_count,
                                menu_order, pinned_at, published_at, created_at, updated_at, password, guid,
                                seo_title, seo_description) ",
    );
    let now = now();
    statement.push_values(posts, |mut row, post| {
        if let Some(id) = id {
            row.push_bind(id);
        }
        row.push_bind(post.kind.as_str()).push_bind(post.status.as_str()).push_bind(&post.slug);
        row.push_bind(&post.title)
            .push_bind(&post.title_folded)
            .push_bind(&post.source)
            .push_bind(post.format.as_str());
        row.push_bind(&post.html).push_bind(&post.excerpt).push_bind(&post.standfirst).push_bind(post.minutes);
        row.push_bind(post.author_id).push_bind(&post.image_src).push_bind(&post.image_alt);
        row.push_bind(&post.image_caption).push_bind(if post.comments_open { "open" } else { "closed" });
        row.push_bind(post.comment_count).push_bind(post.menu_order).push_bind(post.pinned_at);
        row.push_bind(post.published_at).push_bind(now).push_bind(post.updated_at);
        row.push_bind(&post.password).push_bind(&post.guid);
        row.push_bind(&post.seo_title).push_bind(&post.seo_description);
    });
    statement.push(" ON CONFLICT DO NOTHING RETURNING id, kind, slug, guid");
    // One post, or a full batch of an import. Other sizes are too rare to be cached.
    let is_usual = posts.len() == 1 || posts.len() == ROWS;
    statement.build_query_as().persistent(is_usual).fetch_all(connection).await
}

/// Adds terms to a post. The terms' counts are updated by `terms::recount`.
pub async fn set_terms(connection: &mut Connection, id: i64, post: &NewPost, terms: &[i64]) -> sqlx::Result<()> {
    set_all_terms(connection, &[(id, post, terms.to_vec())]).await
}

/// Adds terms to several posts. The terms' counts are updated by `terms::recount`.
pub async fn set_all_terms(connection: &mut Connection, posts: &[(i64, &NewPost, Vec<i64>)]) -> sqlx::Result<()> {
    let mut rows = Vec::new();
    for (id, post, terms) in posts {
        // Listings of terms show only posts, not pages.
        let at = match (post.kind, post.status) {
            (PostKind::Post, PostStatus::Published) => post.published_at,
            _ => None,
        };
        // Deduplicated: two names may belong to the same term.
        let terms: BTreeSet<i64> = terms.iter().copied().collect();
        rows.extend(terms.into_iter().map(|term| (*id, term, at)));
    }
    for rows in rows.chunks(4 * ROWS) {
        let mut statement = QueryBuilder::new("INSERT INTO post_terms (post_id, term_id, published_at) ");
        statement.push_values(rows, |mut row, (id, term, at)| {
            row.push_bind(*id).push_bind(*term).push_bind(*at);
        });
        statement.push(" ON CONFLICT (post_id, term_id) DO UPDATE SET published_at = excluded.published_at");
        statement.build().persistent(false).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Sets the parent of a page.
pub async fn nest(connection: &mut Connection, child: i64, parent: i64) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET parent_id = $2 WHERE id = $1 AND id <> $2")
        .bind(child)
        .bind(parent)
        .execute(connection)
        .await?;
    Ok(())
}

/// Recounts the published comments of a post. Mentions by other sites are none.
pub async fn recount_comments(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query(
        "UPDATE posts SET comment_count =
             (SELECT COUNT(*) FROM comments c WHERE c.post_id = $1 AND c.status = 'published' AND c.kind = 'comment')
         WHERE id = $1",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

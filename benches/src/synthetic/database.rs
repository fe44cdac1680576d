//! Writes a synthetic site directly into a database that Longan has created: the fastest way to create a large site,
//! and the baseline for imports.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, QueryBuilder, Sqlite, SqliteConnection};

use super::content::{AUTHORS, CATEGORIES, Content, Post, TAGS};
use super::words::{PEOPLE, fold, slug};
use crate::error::Result;

/// Rows per insert statement: SQLite accepts 32,766 parameters.
const ROWS: usize = 200;

/// Opens a connection for writing. `durability`: as Longan would set it.
pub async fn open(file: &Path, durability: SqliteSynchronous) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(file).journal_mode(SqliteJournalMode::Wal);
    Ok(options.synchronous(durability).foreign_keys(true).connect().await?)
}

/// Fills a database that no other process uses, without protection against crashes.
pub async fn fill(file: &Path, content: Content) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(file).journal_mode(SqliteJournalMode::Wal);
    let mut connection = options.synchronous(SqliteSynchronous::Off).foreign_keys(false).connect().await?;
    sqlx::raw_sql("PRAGMA cache_size = -200000; PRAGMA wal_autocheckpoint = 20000").execute(&mut connection).await?;
    let mut writing = connection.begin().await?;
    add_surroundings(&mut writing).await?;
    let mut number = 0;
    while number < content.posts {
        let end = (number + ROWS).min(content.posts);
        let posts: Vec<Post> = (number..end).map(|number| content.post(number)).collect();
        add_posts(&mut writing, &posts, content.comments_per_post).await?;
        let comments: Vec<_> =
            posts.iter().flat_map(|post| (0..content.comments_per_post).map(move |of| (post, of))).collect();
        for comments in comments.chunks(ROWS) {
            add_comments(&mut writing, content, comments).await?;
        }
        number = end;
    }
    count(&mut writing).await?;
    leave_to_search(&mut writing).await?;
    writing.commit().await?;
    connection.close().await?;
    Ok(())
}

/// Adds comments to one post, for a long discussion.
pub async fn discuss(file: &Path, content: Content, number: usize, comments: usize) -> Result<()> {
    let mut connection = open(file, SqliteSynchronous::Normal).await?;
    let mut writing = connection.begin().await?;
    let post = content.post(number);
    let all: Vec<_> = (content.comments_per_post..comments).map(|of| (&post, of)).collect();
    for comments in all.chunks(ROWS) {
        add_comments(&mut writing, content, comments).await?;
    }
    sqlx::query("UPDATE posts SET comment_count = (SELECT COUNT(*) FROM comments WHERE post_id = $1) WHERE id = $1")
        .bind(id(number))
        .execute(&mut *writing)
        .await?;
    writing.commit().await?;
    connection.close().await?;
    Ok(())
}

/// The id of a post.
fn id(number: usize) -> i64 {
    number as i64 + 1
}

/// Authors, categories and tags. Ids are numbers from 1; tags come after categories.
pub async fn add_surroundings(connection: &mut SqliteConnection) -> Result<()> {
    for (number, name) in PEOPLE.iter().enumerate().take(AUTHORS) {
        let insert = sqlx::query("INSERT INTO authors (id, slug, name) VALUES ($1, $2, $3)");
        insert.bind(id(number)).bind(slug(name)).bind(*name).execute(&mut *connection).await?;
    }
    let categories = CATEGORIES.iter().map(|name| ("category", (*name).to_owned()));
    let tags = (0..TAGS).map(|number| ("tag", format!("Chuyện {number}")));
    for (number, (kind, name)) in categories.chain(tags).enumerate() {
        let insert = sqlx::query("INSERT INTO terms (id, kind, slug, name) VALUES ($1, $2, $3, $4)");
        insert.bind(id(number)).bind(kind).bind(slug(&name)).bind(name).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The ids of a post's terms.
pub fn terms(post: &Post) -> [i64; 3] {
    [id(post.category), id(CATEGORIES.len() + post.tags[0]), id(CATEGORIES.len() + post.tags[1])]
}

async fn add_posts(connection: &mut SqliteConnection, posts: &[Post], comments: usize) -> Result<()> {
    let mut sql: QueryBuilder<Sqlite> = QueryBuilder::new(
        "INSERT INTO posts (id, kind, status, slug, title, title_folded, source, format, html, excerpt, minutes, author_id,
                            comments, comment_count, published_at, created_at, updated_at, guid) ",
    );
    sql.push_values(posts, |mut row, post| {
        row.push_bind(id(post.number)).push("'post', 'published'");
        row.push_bind(&post.slug).push_bind(&post.title).push_bind(fold(&post.title)).push_bind(&post.html);
        row.push("'html'").push_bind(&post.html).push_bind(&post.excerpt).push_bind(post.minutes);
        row.push_bind(id(post.author)).push("'open'").push_bind(comments as i64);
        row.push_bind(post.published_at).push_bind(post.published_at).push_bind(post.published_at);
        row.push_bind(format!("made:post:{:07}", post.number));
    });
    sql.build().execute(&mut *connection).await?;
    let mut sql: QueryBuilder<Sqlite> = QueryBuilder::new("INSERT INTO post_terms (post_id, term_id, published_at) ");
    let of_terms = posts.iter().flat_map(|post| terms(post).map(|term| (post, term)));
    sql.push_values(of_terms, |mut row, (post, term)| {
        row.push_bind(id(post.number)).push_bind(term).push_bind(post.published_at);
    });
    sql.build().execute(connection).await?;
    Ok(())
}

async fn add_comments(connection: &mut SqliteConnection, content: Content, comments: &[(&Post, usize)]) -> Result<()> {
    let mut sql: QueryBuilder<Sqlite> =
        QueryBuilder::new("INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid) ");
    sql.push_values(comments, |mut row, (post, number)| {
        let comment = content.comment(post, *number);
        let html = format!("<p>{}</p>", comment.body);
        row.push_bind(id(post.number)).push_bind(comment.name).push_bind(comment.email).push_bind(comment.body);
        row.push_bind(html).push("'published'").push_bind(comment.created_at);
        row.push_bind(format!("made:comment:{:07}:{number:05}", post.number));
    });
    sql.build().execute(connection).await?;
    Ok(())
}

/// Fills the stored counts that Longan maintains.
async fn count(connection: &mut SqliteConnection) -> Result<()> {
    let sql = "UPDATE terms SET post_count = (SELECT COUNT(*) FROM post_terms WHERE term_id = terms.id)";
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

/// Leaves the posts in the index backlog, as an import does. An older Longan finds unindexed posts by itself.
async fn leave_to_search(connection: &mut SqliteConnection) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'search_waiting_posts')";
    if sqlx::query_scalar(sql).fetch_one(&mut *connection).await? {
        let sql = "INSERT INTO search_waiting_posts SELECT id FROM posts;
                   INSERT INTO search_waiting_comments SELECT id FROM comments";
        sqlx::raw_sql(sql).execute(connection).await?;
    }
    Ok(())
}

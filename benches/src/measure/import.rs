use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteSynchronous;
use sqlx::{Connection, SqliteConnection};

use crate::bench::{Bench, Scope};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::connection::wait;
use crate::site::longan::{Settings, command, database as file, prepare};
use crate::site::{Longan, Process};
use crate::synthetic::words::fold;
use crate::synthetic::{Content, Post, archive, database};

pub const HOW: &str = "A WordPress export, each post with a category, two tags and two comments, into a new database. The bare \
                       loop inserts the same rows through sqlx, one statement for each, in one transaction, and parses, \
                       cleans and looks up nothing.";

pub const COMMENTS: usize = 2;

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let rest = rest(bench)?;
    chapter.add("import.rest", "memory at rest, empty site", Unit::Mebibytes, &[rest]);
    let sizes = [(1000, bench.rounds.min(5)), (100_000, 1)];
    let wanted = if bench.scope == Scope::Full { &sizes[..] } else { &sizes[..1] };
    for (posts, rounds) in wanted.iter().copied() {
        let content = Content { posts, comments_per_post: COMMENTS };
        let export = bench.scratch.path().join(format!("{posts}.xml"));
        let bytes = archive::write(&export, content)?;
        let (mut rates, mut bare, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..rounds {
            let folder = bench.folder(&format!("import-{posts}-{round}"))?;
            let (seconds, peak) = import(bench, &folder, &export, &[])?;
            check(posts, count(&folder)?)?;
            rates.push(posts as f64 / seconds);
            peaks.push(peak);
            let folder = bench.folder(&format!("bare-{posts}-{round}"))?;
            prepare(&bench.binary, &folder)?;
            bare.push(posts as f64 / wait(insert(&file(&folder), content))?.as_secs_f64());
        }
        let key = |name| format!("import.{name}.{posts}");
        chapter.add(&key("file"), &format!("{posts} posts: the export"), Unit::Kilobytes, &[bytes as f64 / 1e3]);
        chapter.add(&key("rate"), &format!("{posts} posts: posts imported"), Unit::PerSecond, &rates);
        chapter.add(&key("bare"), &format!("{posts} posts: posts of the bare loop"), Unit::PerSecond, &bare);
        chapter.add_ratio(&key("ratio"), &format!("{posts} posts: import / bare loop"), &rates, &bare);
        chapter.add(&key("peak"), &format!("{posts} posts: peak of memory"), Unit::Mebibytes, &peaks);
        let above: Vec<f64> = peaks.iter().map(|peak| peak - rest).collect();
        chapter.add(&key("above"), &format!("{posts} posts: peak above rest"), Unit::Mebibytes, &above);
    }
    Ok(())
}

/// Memory of a server without content, in MiB.
fn rest(bench: &Bench) -> Result<f64> {
    let folder = bench.folder("import-rest")?;
    prepare(&bench.binary, &folder)?;
    let site = Longan::start(&bench.binary, &folder, &[])?;
    std::thread::sleep(Duration::from_secs(1));
    let memory = site.process.memory()?;
    site.stop()?;
    Ok(memory)
}

/// Imports an export; returns the seconds it took and the peak memory in MiB.
pub fn import(bench: &Bench, folder: &Path, export: &Path, settings: Settings) -> Result<(f64, f64)> {
    let mut command = command(&bench.binary, folder, settings);
    command.args(["import", "wordpress"]).arg(export).stdout(Stdio::null()).stderr(Stdio::null());
    let begin = Instant::now();
    let (status, peak) = Process::start(&mut command)?.finish()?;
    let seconds = begin.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("the import ended with {status}").into());
    }
    Ok((seconds, peak))
}

/// Counts the imported posts.
pub const COUNT: &str = "SELECT COUNT(*) FROM posts WHERE kind = 'post' AND status = 'published'";

/// The number of posts in a site's folder.
pub fn count(folder: &Path) -> Result<usize> {
    wait(async {
        let mut connection = database::open(&file(folder), SqliteSynchronous::Normal).await?;
        let count: i64 = sqlx::query_scalar(COUNT).fetch_one(&mut connection).await?;
        Ok(usize::try_from(count)?)
    })
}

/// Fails if not all posts were imported.
pub fn check(posts: usize, stored: usize) -> Result<()> {
    match stored == posts {
        true => Ok(()),
        false => Err(format!("of {posts} posts, {stored} came in").into()),
    }
}

/// The duration of the bare inserts, without generating the content.
async fn insert(file: &Path, content: Content) -> Result<Duration> {
    let mut connection = database::open(file, SqliteSynchronous::Normal).await?;
    let mut taken = Duration::ZERO;
    let begin = Instant::now();
    let mut writing = connection.begin().await?;
    database::add_surroundings(&mut writing).await?;
    taken += begin.elapsed();
    for first in (0..content.posts).step_by(500) {
        let posts: Vec<Post> = (first..(first + 500).min(content.posts)).map(|number| content.post(number)).collect();
        let begin = Instant::now();
        for post in &posts {
            insert_post(&mut writing, content, post).await?;
        }
        taken += begin.elapsed();
    }
    let begin = Instant::now();
    writing.commit().await?;
    connection.close().await?;
    Ok(taken + begin.elapsed())
}

async fn insert_post(connection: &mut SqliteConnection, content: Content, post: &Post) -> Result<()> {
    let id = post.number as i64 + 1;
    sqlx::query(
        "INSERT INTO posts (id, kind, status, slug, title, title_folded, source, format, html, excerpt, minutes, author_id,
                            comments, comment_count, published_at, created_at, updated_at, guid)
         VALUES ($1, 'post', 'published', $2, $3, $4, $5, 'html', $5, $6, $7, $8, 'open', $9, $10, $10, $10, $11)",
    )
    .bind(id)
    .bind(&post.slug)
    .bind(&post.title)
    .bind(fold(&post.title))
    .bind(&post.html)
    .bind(&post.excerpt)
    .bind(post.minutes)
    .bind(post.author as i64 + 1)
    .bind(COMMENTS as i64)
    .bind(post.published_at)
    .bind(format!("made:post:{id:07}"))
    .execute(&mut *connection)
    .await?;
    for term in database::terms(post) {
        sqlx::query("INSERT INTO post_terms (post_id, term_id, published_at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(term)
            .bind(post.published_at)
            .execute(&mut *connection)
            .await?;
    }
    for number in 0..content.comments_per_post {
        let comment = content.comment(post, number);
        sqlx::query(
            "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid)
             VALUES ($1, $2, $3, $4, $5, 'published', $6, $7)",
        )
        .bind(id)
        .bind(comment.name)
        .bind(comment.email)
        .bind(&comment.body)
        .bind(format!("<p>{}</p>", comment.body))
        .bind(comment.created_at)
        .bind(format!("made:comment:{id:07}:{number}"))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

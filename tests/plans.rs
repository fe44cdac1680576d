//! Query plans: captures every statement that a page sends to the database and checks with `EXPLAIN` that none scans or
//! sorts a table that grows with the site. On PostgreSQL, plans depend on the number of rows, so the site is enlarged.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a failing test panics")]

#[path = "plans/dear.rs"]
mod dear;
#[path = "plans/explain.rs"]
mod explain;
#[allow(dead_code)]
#[path = "routes/site.rs"]
mod site;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use longan::i18n::date;
use longan::model::user::Role;
use longan::store::sql;
use longan::store::{posts, related_posts, search};
use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use dear::{find_dear, is_dear};
use explain::explain;
use site::{AUTHOR, Site};

/// Captures the statements that are sent to the database.
#[derive(Clone, Default)]
struct Caught(Arc<Mutex<BTreeSet<String>>>);

impl<S: Subscriber> Layer<S> for Caught {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut statement = Statement::default();
            event.record(&mut statement);
            self.0.lock().unwrap().insert(statement.0);
        }
    }
}

/// The text of a statement. sqlx also logs a summary; for short statements it logs only that.
#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        let is_text = field.name() == "db.statement" && !value.is_empty();
        if is_text || (field.name() == "summary" && self.0.is_empty()) {
            value.trim().clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// Adds posts and comments, so that reading all of them is dear, and has PostgreSQL count them.
async fn enlarge(site: &Site) {
    let mut writing = site.state.store.write().await.unwrap();
    for sql in [
        "INSERT INTO posts (kind, status, slug, title, title_folded, source, format, html, excerpt, minutes, author_id, comments,
                            published_at, created_at, updated_at)
         SELECT 'post', 'published', 'so-' || n, 'Số ' || n, 'so ' || n, '', 'html', '<p>x</p>', '', 1,
                (SELECT MIN(id) FROM authors), 'open', n, n, n FROM generate_series(1, 20000) n",
        "INSERT INTO post_terms (post_id, term_id, published_at)
         SELECT p.id, t.id, p.published_at FROM posts p JOIN terms t ON t.id % 7 = p.id % 7
         WHERE p.slug LIKE 'so-%' ON CONFLICT DO NOTHING",
        "INSERT INTO related_posts (post_id, position, related_id)
         SELECT p.id, n, p.id FROM posts p, generate_series(0, 3) n WHERE p.slug LIKE 'so-%'",
        "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid, folded)
         SELECT p.id, 'Lan', 'lan@example.org', '', '<p>x</p>', CASE WHEN p.id % 50 = 0 THEN 'waiting' ELSE 'published' END,
                p.published_at, 'so-' || p.id, 'x' FROM posts p WHERE p.slug LIKE 'so-%'",
        "INSERT INTO redirects (path, target) SELECT '/cu-' || n, '/moi-' || n FROM generate_series(1, 5000) n",
        "INSERT INTO spam_tokens (token, spam, ham) SELECT 'word:' || n, 1, 1 FROM generate_series(1, 5000) n",
    ] {
        sql::query(sql).execute(&mut writing).await.unwrap();
    }
    writing.commit_unindexed().await.unwrap();
    let mut reading = site.state.store.read().await.unwrap();
    reading.run("VACUUM ANALYZE").await.unwrap();
}

#[tokio::test]
async fn no_page_reads_more_than_it_shows() {
    let caught = Caught::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(caught.clone())).unwrap();
    let site = Site::with(|settings| settings.server.page_cache_megabytes = 0).await;
    if site.state.store.is_shared() {
        enlarge(&site).await;
    }
    let mut writing = site.state.store.write().await.unwrap();
    for sql in [
        "UPDATE posts SET pinned_at = 1 WHERE id = (SELECT MIN(id) FROM posts WHERE status = 'published')",
        "UPDATE terms SET parent_id = (SELECT MIN(id) FROM terms WHERE kind = 'category')
         WHERE kind = 'category' AND id > (SELECT MIN(id) FROM terms WHERE kind = 'category')",
        "UPDATE terms SET has_front_page = TRUE WHERE id = (SELECT MIN(id) FROM terms WHERE kind = 'category')",
    ] {
        sql::query(sql).execute(&mut writing).await.unwrap();
    }
    let find = "SELECT slug FROM terms WHERE kind = $1 ORDER BY post_count DESC, id LIMIT 1";
    let mut slugs: Vec<String> = Vec::new();
    for kind in ["category", "tag"] {
        slugs.push(sql::query_scalar(find).bind(kind).fetch_one(&mut writing).await.unwrap());
    }
    let branch = "SELECT slug FROM terms WHERE id = (SELECT MIN(id) FROM terms WHERE kind = 'category')";
    let branch: String = sql::query_scalar(branch).fetch_one(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let (editor, author) = (site.log_in(Role::Administrator).await, site.log_in(Role::Author).await);

    caught.0.lock().unwrap().clear();
    for (sections, queries) in [(some_sections(&slugs), 12), (many_sections(&slugs, &branch), 14)] {
        let count = read_front_page(&site, &editor, &caught, sections).await;
        assert!(count <= queries, "{count} queries for the front page");
    }
    for path in [
        "/",
        &format!("/category/{}", slugs[0]),
        &format!("/category/{branch}"),
        &format!("/tag/{}", slugs[1]),
        &format!("/author/{AUTHOR}"),
    ] {
        for place in ["", "?before=9999999999999-9", "?after=1-1"] {
            assert_eq!(site.get(&format!("{path}{place}")).await.status, StatusCode::OK, "{path}{place}");
        }
    }
    let newest = "SELECT id, published_at FROM posts WHERE kind = 'post' AND status = 'published' ORDER BY published_at DESC, id DESC LIMIT 1";
    let (id, at): (i64, i64) =
        sql::query_as(newest).fetch_one(&mut site.state.store.read().await.unwrap()).await.unwrap();
    let month = date::zoned(at, &site.state.settings().site.time_zone).strftime("/archive/%Y/%m").to_string();
    for path in ["/archive", &month[..13], &month] {
        assert_eq!(site.get(path).await.status, StatusCode::OK, "{path}");
    }
    let mut writing = site.state.store.write().await.unwrap();
    related_posts::leave(&mut writing, &[id]).await.unwrap();
    related_posts::compute_some(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    for path in ["/posts/cong-nghiep-ho-tro-long-an", "/gioi-thieu", "/api/view?url=/"] {
        assert_eq!(site.get(path).await.status, StatusCode::OK, "{path}");
    }
    site.get("/nothing").await;
    for cookie in [&editor, &author] {
        for path in [
            "dashboard",
            "desk",
            "comments?status=Waiting",
            "comments?status=Published",
            "comments/news?status=Waiting&after=0",
        ] {
            let answer = site.get_as(&format!("/api/admin/{path}"), cookie).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        }
        for status in [Value::Null, json!("Draft"), json!("Published")] {
            let filter = json!({ "filter": { "kind": "Post", "status": status, "text": "", "cursor": "" } });
            let (status, answer) = site.call("posts/list", cookie, filter).await;
            assert_eq!(status, StatusCode::OK, "{answer}");
        }
    }
    // As many as a front page may have.
    let ids: Vec<i64> = (1..=100).collect();
    let mut reading = site.state.store.read().await.unwrap();
    posts::find_cards(&mut reading, &ids).await.unwrap();
    search::read_comments(&mut reading, &ids).await.unwrap();
    let statements = caught.0.lock().unwrap().clone();
    assert!(statements.len() > 30, "they were caught: {statements:?}");

    let mut dear = Vec::new();
    if site.state.store.is_shared() {
        // Outside a transaction, which the first statement that cannot be prepared would end.
        dear.extend(find_dear(&mut reading, &statements, |_| false).await);
    } else {
        let mut planning = site.state.store.write().await.unwrap();
        // Without statistics, and with those of the small site that it was once.
        dear.extend(find_dear(&mut planning, &statements, |_| false).await);
        planning.run("ANALYZE").await.unwrap();
        // In the admin: of a small site, all posts are read to find those of an author.
        let is_small = |statement: &str| statement.contains("FROM posts p CROSS JOIN comments c");
        dear.extend(find_dear(&mut planning, &statements, is_small).await);
    }
    assert!(dear.is_empty(), "{}", dear.join("\n\n"));

    if site.state.store.is_shared() {
        caught.0.lock().unwrap().clear();
        let mut writing = site.state.store.write().await.unwrap();
        let sql = "UPDATE comments SET html = '<p>y</p>' WHERE id = (SELECT MIN(id) FROM comments)";
        sql::query(sql).execute(&mut writing).await.unwrap();
        writing.commit().await.unwrap();
        let statements = caught.0.lock().unwrap().clone();
        let own = |statement: &&String| statement.contains("FROM unindexed_") && statement.contains("FROM clock");
        let own: Vec<&String> = statements.iter().filter(own).collect();
        assert_eq!(own.len(), 2, "{statements:?}");
        for statement in own {
            let plan = explain(&mut reading, statement).await;
            assert!(plan.iter().any(|line| line.contains("_by_version")), "reads all that wait: {statement}\n{plan:?}");
        }
    }

    let scan = "SELECT title FROM posts p WHERE p.excerpt = $1 ORDER BY p.title";
    assert_eq!(
        explain(&mut reading, scan).await.iter().filter(|line| is_dear(scan, line)).count(),
        2,
        "and would be seen"
    );
}

/// Arranges the front page and reads it. Returns the number of its queries, without those of the chrome.
async fn read_front_page(site: &Site, editor: &str, caught: &Caught, sections: Value) -> usize {
    let known: Value = serde_json::from_str(&site.get_as("/api/admin/front-page", editor).await.body).unwrap();
    let arguments = json!({ "sections": sections, "known": known["sections"] });
    let (status, answer) = site.call("front-page/save", editor, arguments).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let before = caught.0.lock().unwrap().clone();
    caught.0.lock().unwrap().clear();
    // The chrome is read before and in memory then.
    site.get("/gioi-thieu").await;
    caught.0.lock().unwrap().clear();
    let page = site.get("/").await.body;
    assert!(page.contains("front-section"), "{page}");
    let mut own = caught.0.lock().unwrap();
    let count = own.len();
    own.extend(before);
    count
}

fn section(kind: &str, source: &str, choice: &str, posts: &[&str]) -> Value {
    json!({ "kind": kind, "layout": "Story", "choice": choice, "heading": "", "source": source, "posts": posts,
            "count": if kind == "Text" { 0 } else { 5 }, "has_link": true, "may_repeat": false, "text": "x" })
}

fn some_sections(slugs: &[String]) -> Value {
    json!([section("Lead", "", "Pinned", &[]), section("Term", &format!("/category/{}", slugs[0]), "Newest", &[])])
}

/// Every kind of section, and as many categories as there may be.
fn many_sections(slugs: &[String], branch: &str) -> Value {
    let mut sections = vec![
        section("Lead", "", "Picked", &["cong-nghiep-ho-tro-long-an"]),
        section("MostRead", "", "Newest", &[]),
        section("MostDiscussed", "", "Newest", &[]),
        section("Opinion", &format!("/tag/{}", slugs[1]), "Newest", &[]),
        section("Gallery", "", "Newest", &[]),
        section("Text", "", "Newest", &[]),
        section("Latest", "", "Newest", &[]),
    ];
    sections.extend((0..13).map(|_| section("Term", &format!("/category/{branch}"), "Newest", &[])));
    json!(sections)
}

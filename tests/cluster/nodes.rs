use std::thread;
use std::time::{Duration, Instant};

use super::postgres::{query, run};
use super::{Commenters, assert_complete, start};
use crate::faults::{OPEN, POST, form_of, is_taken};
use crate::routes::site::TestDatabase;
use crate::server::{Server, longan};

async fn database() -> Option<TestDatabase> {
    if TestDatabase::is_wanted() { Some(TestDatabase::create(None).await) } else { None }
}

/// The bodies of all comments.
fn bodies(url: &str) -> Vec<String> {
    query(url, "SELECT source FROM comments")
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_at_once_make_one_site() {
    let Some(database) = database().await else { return };
    let url = database.url.clone();
    let starting: Vec<_> = (0..3)
        .map(|_| {
            let url = url.clone();
            thread::spawn(move || {
                let folder = tempfile::tempdir().unwrap();
                let server = start(folder.path(), &url);
                (server, folder)
            })
        })
        .collect();
    let servers: Vec<_> = starting.into_iter().map(|server| server.join().unwrap()).collect();
    let sample = Instant::now();
    while servers.iter().any(|(server, _)| !server.get(POST).starts_with("HTTP/1.1 200")) {
        assert!(sample.elapsed() < Duration::from_secs(20), "the sample is not there");
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(query(&url, "SELECT COUNT(*)::TEXT FROM settings WHERE name = 'secret'"), ["1"]);
    let migrations = "SELECT (COUNT(*) FILTER (WHERE success) - COUNT(DISTINCT version))::TEXT FROM _sqlx_migrations";
    assert_eq!(query(&url, migrations), ["0"], "each migration runs once");
    assert_eq!(query(&url, "SELECT COUNT(*)::TEXT FROM posts WHERE slug LIKE 'cong-nghiep-ho-tro-long-an%'"), ["1"]);
    let links: Vec<String> = servers.iter().filter_map(|(server, _)| link(&server.log())).collect();
    assert_eq!(links.len(), 3);
    assert!(links.iter().all(|link| *link == links[0]), "{links:?}");
    // Each node takes a form that another has made.
    let form = form_of(&servers[0].0);
    for (number, (server, _)) in servers.iter().enumerate() {
        assert!(is_taken(&server.post(POST, &format!("{form}&body=may+{number}")).unwrap()));
    }
    let all_are_seen = |server: &Server| (0..3).all(|number| server.get(POST).contains(&format!("may {number}")));
    let sent = Instant::now();
    while !servers.iter().all(|(server, _)| all_are_seen(server)) {
        assert!(sent.elapsed() < Duration::from_secs(10), "a page stays old");
        thread::sleep(Duration::from_millis(20));
    }
}

/// The token of the setup link in a log.
fn link(log: &str) -> Option<String> {
    log.split_once("?token=").map(|(_, rest)| rest.split_whitespace().next().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_node_loses_nothing_and_the_others_go_on() {
    let Some(database) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut one = start(folder.path(), &database.url);
    let (two, three) = (start(folder.path(), &database.url), start(folder.path(), &database.url));
    let commenters = Commenters::start(16, &[&one, &two, &three]);
    commenters.wait_for(100);
    one.process.kill().unwrap();
    one.process.wait().unwrap();
    let before = commenters.acknowledged();
    commenters.wait_for(before + 100);
    let sent = commenters.stop();
    assert_complete(&sent, &bodies(&database.url));
    assert!(two.get("/readyz").contains("ready"));
    let log = two.log() + &three.log();
    assert!(!log.contains("panicked"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_holds_the_lock_is_waited_for_and_then_told() {
    let Some(database) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), &database.url);
    let form = form_of(&server);
    use sqlx::Connection;
    let mut holder = sqlx::PgConnection::connect(&database.url).await.unwrap();
    sqlx::raw_sql("BEGIN; UPDATE clock SET version = version + 1").execute(&mut holder).await.unwrap();
    // Reading goes on, and the words come back.
    let begun = Instant::now();
    let answer = server.post(POST, &format!("{form}&body=cho+doi")).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("cho doi"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(25));
    assert!(server.get(POST).starts_with("HTTP/1.1 200"));
    sqlx::raw_sql("ROLLBACK").execute(&mut holder).await.unwrap();
    let answer = server.post(POST, &format!("{form}&body=cho+doi")).unwrap();
    assert!(is_taken(&answer), "{answer}\n{}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_notification_delays_a_page_by_a_second_at_most() {
    let Some(database) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (start(folder.path(), &database.url), start(folder.path(), &database.url));
    let form = form_of(&one);
    for number in 0..5 {
        two.get(POST);
        // The connections that listen are cut.
        query(
            &database.url,
            "SELECT pg_terminate_backend(pid)::TEXT FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        );
        assert!(is_taken(&one.post(POST, &format!("{form}&body=tin+{number}")).unwrap()));
        let sent = Instant::now();
        while !two.get(POST).contains(&format!("tin {number}")) {
            assert!(sent.elapsed() < Duration::from_secs(10), "the page stays old");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_node_goes_on_beside_a_newer_schema() {
    let Some(database) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let running = start(folder.path(), &database.url);
    // What a newer node does when it starts: it adds, and removes nothing.
    for sql in [
        "ALTER TABLE posts ADD COLUMN subtitle TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE comments ADD COLUMN likes BIGINT NOT NULL DEFAULT 0",
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'newer', TRUE, decode('00', 'hex'), 0)",
    ] {
        run(&database.url, sql);
    }
    let form = form_of(&running);
    let started = start(folder.path(), &database.url);
    for (number, server) in [&running, &started].into_iter().enumerate() {
        assert!(server.get("/readyz").ends_with("ready\n"));
        assert!(server.get("/").starts_with("HTTP/1.1 200"));
        assert!(is_taken(&server.post(POST, &format!("{form}&body=moi+{number}")).unwrap()));
        assert!(server.get(POST).contains(&format!("moi {number}")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://longan:ganh-nang@127.0.0.1:9/longan?sslmode=disable";
    let mut command = longan(folder.path());
    let Err(said) = Server::try_start(command.envs(OPEN).env("LONGAN_DATABASE_URL", url)) else {
        panic!("it started without a database");
    };
    assert!(said.contains("127.0.0.1") && !said.contains("ganh-nang"), "{said}");
}

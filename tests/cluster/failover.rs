use std::thread;
use std::time::{Duration, Instant};

use super::postgres::{Postgres, query};
use super::{Commenters, assert_complete, start};
use crate::routes::site::TestDatabase;

/// A page that comments do not change.
const PAGE: &str = "/gioi-thieu";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_with_the_primary() {
    if !TestDatabase::is_wanted() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let primary = Postgres::primary(folder.path());
    let standby = Postgres::standby(&primary);
    let url = primary.url_of_both(&standby);
    let (one, two) = (start(folder.path(), &url), start(folder.path(), &url));
    let commenters = Commenters::start(16, &[&one, &two]);
    commenters.wait_for(60);
    assert!(one.get(PAGE).starts_with("HTTP/1.1 200"));
    primary.kill();
    // Readers get the pages that are in memory.
    assert!(one.get(PAGE).starts_with("HTTP/1.1 200"));
    thread::sleep(Duration::from_secs(1));
    standby.promote();
    let (promoted, before) = (Instant::now(), commenters.acknowledged());
    commenters.wait_for(before + 60);
    assert!(promoted.elapsed() < Duration::from_mins(1), "{:?}", promoted.elapsed());
    let sent = commenters.stop();
    assert_complete(&sent, &query(&standby.url("longan"), "SELECT source FROM comments"));
    assert!(one.log().contains("another primary"), "{}", one.log());
}

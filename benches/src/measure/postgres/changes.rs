use std::time::{Duration, Instant};

use super::Site;
use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::measure::writes::CONTENT;
use crate::network::Connection;
use crate::network::connection::wait;
use crate::network::load::Tally;
use crate::network::request::{Accept, get};
use crate::site::longan::TAKES_COMMENTS;
use crate::site::{Commenter, Longan, Postgres};

/// Each on another post.
const CHANGES: usize = CONTENT.posts;
/// Between two looks at a page.
const PAUSE: Duration = Duration::from_millis(1);
/// After this a change counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn measure(bench: &Bench, server: &Postgres, chapter: &mut Chapter) -> Result<()> {
    let site = Site::make(bench, server, "changes", CONTENT)?;
    let nodes = [site.start(bench, &TAKES_COMMENTS)?, site.start(bench, &TAKES_COMMENTS)?];
    let (mut shown, mut acknowledged) = (Tally::default(), Tally::default());
    let paths = CONTENT.paths(CHANGES);
    let mut commenter = Commenter::new(&nodes[0], &paths)?;
    wait(async {
        let mut writing = Connection::open(nodes[0].address).await?;
        let mut reading = Connection::open(nodes[1].address).await?;
        for (place, path) in paths.iter().enumerate() {
            let page = get(path, Accept::Identity, None);
            // Afterwards the page is in the memory of the node.
            reading.ask(&page).await?;
            let (comment, text) = commenter.comment_on(place);
            let begin = Instant::now();
            if writing.ask(&comment).await?.status != 303 {
                return Err("a comment was refused".into());
            }
            acknowledged.0.saturating_record(begin.elapsed().as_nanos() as u64);
            while !shows(reading.ask(&page).await?.body.as_ref(), &text) {
                if begin.elapsed() > PATIENCE {
                    return Err(format!("{path} does not show a comment after {PATIENCE:?}").into());
                }
                tokio::time::sleep(PAUSE).await;
            }
            shown.0.saturating_record(begin.elapsed().as_nanos() as u64);
        }
        Ok(())
    })?;
    for (key, what, tally, percentile) in [
        ("acknowledged", "a change: acknowledged by A, median", &acknowledged, 50.0),
        ("median", "a change: shown by B, median", &shown, 50.0),
        ("p99", "a change: shown by B, p99", &shown, 99.0),
        ("most", "a change: shown by B, the slowest of 200", &shown, 100.0),
    ] {
        let key = format!("postgres.changes.{key}");
        chapter.add(&key, what, Unit::Milliseconds, &[tally.milliseconds(percentile)]);
    }
    nodes.into_iter().try_for_each(Longan::stop)
}

/// Whether a page contains a comment.
fn shows(page: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(page).contains(text)
}

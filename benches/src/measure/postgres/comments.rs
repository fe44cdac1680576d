use std::net::SocketAddr;
use std::time::Duration;

use super::Site;
use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::measure::writes::{CONTENT, script};
use crate::network::load::Tally;
use crate::network::{Load, Script};
use crate::site::longan::TAKES_COMMENTS;
use crate::site::{Longan, Postgres};

const CLIENTS: usize = 32;
/// Of one side in one round: pgbench takes whole seconds.
const TIME: Duration = Duration::from_secs(2);

/// What pgbench does. Values are as long as Longan's.
const TRANSACTION: &str = r"\set post random(1, 200)
\set person random(1, 5000)
BEGIN;
INSERT INTO comments (post_id, name, email, source, html, status, created_at, address, guid, score, reasons, device)
VALUES (:post, 'Nguyễn Thị Lan', 'nguoi-' || CAST(:person AS TEXT) || '@example.org',
        'Chị thợ may lắp đặt máy bơm nước ở Tân Trụ từ đầu mùa mưa (1234)',
        '<p>Chị thợ may lắp đặt máy bơm nước ở Tân Trụ từ đầu mùa mưa (1234)</p>', 'published',
        CAST(EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000 AS BIGINT), '127.0.0.1',
        'sent:' || REPEAT(MD5(CAST(RANDOM() AS TEXT)), 4), 0, '[]', REPEAT('0', 64));
UPDATE posts SET comment_count = comment_count + 1 WHERE id = :post;
COMMIT;
";

pub fn measure(bench: &Bench, server: &Postgres, chapter: &mut Chapter) -> Result<()> {
    let one = Site::make(bench, server, "comments", CONTENT)?;
    let three = one.copy(server, "three")?;
    let bare = one.copy(server, "bare")?;
    // Without what makes Longan's tables more than tables: versions, counts, places, the backlog of search.
    let tables = one.copy(server, "tables")?;
    server
        .sql(&tables.database, "ALTER TABLE comments DISABLE TRIGGER USER; ALTER TABLE posts DISABLE TRIGGER USER")?;
    let file = bench.scratch.path().join("comment.sql");
    std::fs::write(&file, TRANSACTION)?;
    let nodes = [
        vec![one.start(bench, &TAKES_COMMENTS)?],
        start(bench, &three)?,
        vec![one.start_sqlite(bench, &TAKES_COMMENTS)?],
    ];
    let scripts = [script(&nodes[0][0])?, script(&nodes[1][0])?, script(&nodes[2][0])?];
    let mut sides: Vec<Measured> = (0..5).map(|_| Measured::default()).collect();
    for round in 0..bench.rounds {
        let mut order: Vec<usize> = (0..sides.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for place in order {
            server.checkpoint()?;
            match place {
                0..3 => sides[place].send(&nodes[place], &scripts[place])?,
                3 => sides[3].rates.push(server.transact(&bare.database, &file, CLIENTS, TIME)?),
                _ => sides[4].rates.push(server.transact(&tables.database, &file, CLIENTS, TIME)?),
            }
        }
    }
    let held = "SELECT COUNT(*) FROM comments WHERE status <> 'published'";
    if server.sql(&one.database, held)? != "0" {
        return Err("comments were held for moderation, which is less work".into());
    }
    let names = [
        ("one", "comments, 32 clients: one node"),
        ("three", "comments, 32 clients: three nodes"),
        ("sqlite", "comments, 32 clients: SQLite, durability full"),
    ];
    for (side, (key, what)) in sides.iter().zip(names) {
        chapter.add_load(&format!("postgres.comments.{key}"), what, &side.rates, &side.tally, &side.work);
    }
    let rates = |place: usize| sides[place].rates.as_slice();
    chapter.add("postgres.comments.bare", "pgbench", Unit::PerSecond, rates(3));
    chapter.add("postgres.comments.tables", "pgbench, without Longan's triggers", Unit::PerSecond, rates(4));
    for (key, what, these, those) in [
        ("bare.ratio", "comments: one node / pgbench", 0, 3),
        ("tables.ratio", "comments: one node / pgbench without triggers", 0, 4),
        ("three.ratio", "comments: three nodes / one", 1, 0),
        ("sqlite.ratio", "comments: one node / SQLite", 0, 2),
    ] {
        chapter.add_ratio(&format!("postgres.comments.{key}"), what, rates(these), rates(those));
    }
    nodes.into_iter().flatten().try_for_each(Longan::stop)
}

/// Starts three nodes of a site.
fn start(bench: &Bench, site: &Site) -> Result<Vec<Longan>> {
    (0..3).map(|_| site.start(bench, &TAKES_COMMENTS)).collect()
}

/// One side of the comparison, by round.
#[derive(Default)]
struct Measured {
    rates: Vec<f64>,
    /// Processor time of all nodes per answer, in microseconds.
    work: Vec<f64>,
    tally: Tally,
}

impl Measured {
    /// Sends comments to nodes of one site in turn.
    fn send(&mut self, nodes: &[Longan], script: &dyn Fn(usize) -> Box<dyn Script>) -> Result<()> {
        let addresses: Vec<SocketAddr> = nodes.iter().map(|node| node.address).collect();
        let load = |time| Load { addresses: &addresses, connections: CLIENTS, time, script };
        let work = || nodes.iter().map(|node| node.process.work()).sum::<Result<f64>>();
        load(TIME / 10).run()?;
        let before = work()?;
        let outcome = load(TIME).run()?;
        let answers = outcome.writes.0.len() as f64;
        self.work.push((work()? - before) * 1e6 / answers);
        self.rates.push(answers / outcome.seconds);
        self.tally.merge(&outcome.writes);
        Ok(())
    }
}

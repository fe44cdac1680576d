use std::path::Path;
use std::time::Instant;

use fastrand::Rng;
use sqlx::Connection;
use sqlx::sqlite::SqliteSynchronous;

use crate::bench::{Bench, Series, Side};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::connection::wait;
use crate::network::{Kind, Script, Step};
use crate::site::longan::{TAKES_COMMENTS, database as file};
use crate::site::{Commenter, Longan};
use crate::synthetic::words::{PEOPLE, sentence};
use crate::synthetic::{Content, database};

pub const HOW: &str = "200 made-up posts; forms as a browser without script sends them, each answered after its commit. The \
                       bare loop inserts the same row with one commit each through sqlx, into another database with the same content and \
                       durability, and checks, counts and answers nothing.";

/// The site that is written to.
pub const CONTENT: Content = Content { posts: 200, comments_per_post: 5 };

struct Writer(Commenter, Vec<u8>);

impl Script for Writer {
    fn next(&mut self) -> Step<'_> {
        self.1 = self.0.comment();
        Step { kind: Kind::Write, request: &self.1, expects: 303 }
    }
}

/// Comments on all posts of a site that has [`CONTENT`].
pub fn script(site: &Longan) -> Result<impl Fn(usize) -> Box<dyn Script> + use<>> {
    let commenter = Commenter::new(site, &CONTENT.paths(CONTENT.posts))?;
    Ok(move |number| Box::new(Writer(commenter.another(number), Vec::new())) as Box<dyn Script>)
}

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    for (name, durability) in [("normal", SqliteSynchronous::Normal), ("full", SqliteSynchronous::Full)] {
        let folder = bench.site(&format!("writes-{name}"), CONTENT)?;
        let copy = file(&bench.site(&format!("writes-{name}-bare"), CONTENT)?);
        let mut settings = TAKES_COMMENTS.to_vec();
        settings.push(("DATABASE_DURABILITY", name));
        let site = Longan::start(&bench.binary, &folder, &settings)?;
        let script = script(&site)?;
        let (address, process) = (site.address, &site.process);
        let side = |connections| Side { address, process, connections, script: &script, kind: Kind::Write };
        let mut bare = Vec::new();
        let mut series = [Series::default(), Series::default()];
        for round in 0..bench.rounds {
            bare.push(insert(&copy, durability, bench.time, round)?);
            for (series, side) in series.iter_mut().zip([side(1), side(32)]) {
                side.measure(bench.time, series)?;
            }
        }
        chapter.add(&format!("writes.{name}.bare"), &format!("durability {name}: bare loop"), Unit::PerSecond, &bare);
        for (series, clients) in series.iter().zip([1, 32]) {
            let key = format!("writes.{name}.{clients}");
            series.tell(chapter, &key, &format!("durability {name}: {clients} clients"));
            let what = format!("durability {name}: {clients} clients / bare loop");
            chapter.add_ratio(&format!("{key}.ratio"), &what, &series.per_second, &bare);
        }
        site.stop()?;
    }
    Ok(())
}

/// How many comments a bare loop of inserts stores per second.
fn insert(copy: &Path, durability: SqliteSynchronous, time: std::time::Duration, round: usize) -> Result<f64> {
    wait(async {
        let mut connection = database::open(copy, durability).await?;
        let mut rng = Rng::with_seed(round as u64);
        let (begin, mut number) = (Instant::now(), 0);
        while begin.elapsed() < time {
            let body = sentence(&mut rng);
            sqlx::query(
                "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                                       address, guid)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(rng.i64(1..=CONTENT.posts as i64))
            .bind(None::<i64>)
            .bind(None::<i64>)
            .bind(PEOPLE[number % PEOPLE.len()])
            .bind(format!("nguoi-{}@example.org", number % 5000))
            .bind(&body)
            .bind(format!("<p>{body}</p>\n"))
            .bind("published")
            .bind(1_760_000_000_000_i64 + number as i64)
            .bind("127.0.0.1")
            .bind(format!("sent:{round}:{:060x}", rng.u128(..)))
            .execute(&mut connection)
            .await?;
            number += 1;
        }
        let per_second = number as f64 / begin.elapsed().as_secs_f64();
        connection.close().await?;
        Ok(per_second)
    })
}

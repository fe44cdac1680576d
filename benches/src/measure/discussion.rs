use std::time::Instant;

use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::Connection;
use crate::network::connection::{fetch, wait};
use crate::network::request::{Accept, get};
use crate::site::longan::{CACHE_OFF, database as file};
use crate::site::{Longan, browser};
use crate::synthetic::{Content, database};

pub const HOW: &str = "A made-up site with one post of 50 comments and one of 5,000. One connection, brotli, page cache \
                       off; hydration in Chromium, as above.";

const CONTENT: Content = Content { posts: 20, comments_per_post: 5 };
const FEW: (usize, usize) = (4, 50);
const MANY: (usize, usize) = (9, 5000);
/// Measured answers per page.
const ANSWERS: usize = 15;

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let folder = bench.site("discussion", CONTENT)?;
    for (post, comments) in [FEW, MANY] {
        wait(database::discuss(&file(&folder), CONTENT, post, comments))?;
    }
    let paths = [FEW, MANY].map(|(post, _)| CONTENT.path(post));
    let site = Longan::start(&bench.binary, &folder, &[CACHE_OFF])?;
    time_answers(&site, &paths, chapter)?;
    site.stop()?;
    let site = Longan::start(&bench.binary, &folder, &[])?;
    time_hydration(bench, &site, &paths, chapter)?;
    site.stop()
}

/// Requests both pages alternately, one request at a time.
fn time_answers(site: &Longan, paths: &[String; 2], chapter: &mut Chapter) -> Result<()> {
    let (mut firsts, mut wholes) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..ANSWERS {
        for (place, path) in paths.iter().enumerate() {
            let (first, whole) = wait(time_answer(site, path))?;
            firsts[place].push(first);
            wholes[place].push(whole);
        }
    }
    for (place, (_, comments)) in [FEW, MANY].iter().enumerate() {
        let (.., body) = fetch(site.address, &get(&paths[place], Accept::Brotli, None))?;
        let mut add = |name: &str, what: &str, unit, values: &[f64]| {
            chapter.add(
                &format!("discussion.{name}.{comments}"),
                &format!("{comments} comments: {what}"),
                unit,
                values,
            );
        };
        add("first", "first byte", Unit::Milliseconds, &firsts[place]);
        add("whole", "whole answer", Unit::Milliseconds, &wholes[place]);
        add("bytes", "the page, brotli", Unit::Kilobytes, &[body.len() as f64 / 1e3]);
    }
    chapter.add_ratio("discussion.first.ratio", "first byte: 5,000 comments / 50", &firsts[1], &firsts[0]);
    chapter.add_ratio("discussion.whole.ratio", "whole answer: 5,000 comments / 50", &wholes[1], &wholes[0]);
    Ok(())
}

/// Milliseconds until the first and the last byte of the answer.
async fn time_answer(site: &Longan, path: &str) -> Result<(f64, f64)> {
    let request = get(path, Accept::Brotli, None);
    let mut connection = Connection::open(site.address).await?;
    let begin = Instant::now();
    let status = connection.ask(&request).await?.status;
    let whole = begin.elapsed();
    match status {
        200 => Ok(((connection.first_byte - begin).as_secs_f64() * 1e3, whole.as_secs_f64() * 1e3)),
        status => Err(format!("{path} has status {status}").into()),
    }
}

fn time_hydration(bench: &Bench, site: &Longan, paths: &[String; 2], chapter: &mut Chapter) -> Result<()> {
    let seen = paths.iter().map(|path| browser::load(bench, site, path)).collect::<Result<Vec<_>>>()?;
    for (seen, (_, comments)) in seen.iter().zip([FEW, MANY]) {
        let mut add = |name: &str, what: &str, values: &[f64]| {
            let what = format!("{comments} comments: {what}");
            chapter.add(&format!("discussion.{name}.{comments}"), &what, Unit::Milliseconds, values);
        };
        add("painted", "first contentful paint", &seen.painted);
        add("hydrated", "hydrated", &seen.hydrated);
        add("blocked", "main thread blocked", &seen.blocked);
    }
    let [few, many] = [0, 1].map(|place| &seen[place].hydrated);
    chapter.add_ratio("discussion.hydrated.ratio", "hydrated: 5,000 comments / 50", many, few);
    Ok(())
}

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::bench::{Bench, CONNECTIONS, Scope, Side, size};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::connection::fetch;
use crate::network::request::{Accept, get, parameter};
use crate::network::{Kind, Load, Script, Step};
use crate::site::Longan;
use crate::site::longan::{CACHE_OFF, database};
use crate::synthetic::Content;
use crate::synthetic::content::{RARE, category_path};
use crate::synthetic::queries::queries;

pub const HOW: &str = "Made-up sites that differ in the number of posts alone, each with 5 comments. Page cache off, one \
                       connection, brotli: what one page costs. Then, on the largest with the cache on, 400 different searches, \
                       one after the other, and 16 connections over 2,000 of its articles and its lists.";

pub const COMMENTS: usize = 5;

/// Posts that are requested one after the other.
const ARTICLES: usize = 200;

/// The number of different search queries.
const QUERIES: usize = 400;

struct Rotation {
    requests: Arc<Vec<Vec<u8>>>,
    next: usize,
}

impl Script for Rotation {
    fn next(&mut self) -> Step<'_> {
        self.next = (self.next + 1) % self.requests.len();
        Step { kind: Kind::Read, request: &self.requests[self.next], expects: 200 }
    }
}

struct Size {
    posts: usize,
    folder: std::path::PathBuf,
}

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let mut sizes = Vec::new();
    let posts = [20, 10_000, 200_000];
    let wanted = if bench.scope == Scope::Full { &posts[..] } else { &posts[..2] };
    for posts in wanted.iter().copied() {
        let begin = Instant::now();
        let folder = bench.site(&format!("growth-{posts}"), Content { posts, comments_per_post: COMMENTS })?;
        let mut add = |name: &str, what: &str, unit, value| {
            chapter.add(&format!("growth.{name}.{posts}"), &format!("{posts} posts: {what}"), unit, &[value]);
        };
        add("made", "made up in", Unit::Milliseconds, ms(begin));
        let begin = Instant::now();
        settle(bench, &folder)?;
        add("settled", "first start, until the server rests", Unit::Milliseconds, ms(begin));
        add("database", "database", Unit::Mebibytes, size(&database(&folder))? / 1_048_576.0);
        sizes.push(Size { posts, folder });
    }
    for Size { posts, folder } in &sizes {
        let mut starts = Vec::new();
        for _ in 0..bench.rounds {
            let (site, milliseconds) = Longan::time_start(&bench.binary, folder, "/")?;
            starts.push(milliseconds);
            site.stop()?;
        }
        chapter.add(
            &format!("growth.start.{posts}"),
            &format!("{posts} posts: first answer"),
            Unit::Milliseconds,
            &starts,
        );
    }
    let start = |size: &Size| Ok((size.posts, Longan::start(&bench.binary, &size.folder, &[CACHE_OFF])?));
    let sites = sizes.iter().map(start).collect::<Result<Vec<_>>>()?;
    compare(bench, chapter, "growth", &sites)?;
    sites.into_iter().try_for_each(|(_, site)| site.stop())?;
    match sizes.last() {
        Some(largest) => {
            search(bench, chapter, largest)?;
            fill_memory(bench, chapter, largest)
        }
        None => Ok(()),
    }
}

/// Measures searches of all kinds, one after the other; the figure is the 99th percentile.
fn search(bench: &Bench, chapter: &mut Chapter, size: &Size) -> Result<()> {
    let site = Longan::start(&bench.binary, &size.folder, &[])?;
    let posts = size.posts;
    for (key, what, path) in [("searches", "searches", "/search"), ("suggestions", "suggestions", "/api/suggest")] {
        let asked = queries(QUERIES).into_iter().map(|query| format!("{path}?q={}", parameter(&query)));
        let requests = Arc::new(asked.map(|path| get(&path, Accept::Brotli, None)).collect::<Vec<_>>());
        // Each round starts at another query.
        let begin = Cell::new(0);
        let script = |_| {
            begin.set(begin.get() + QUERIES / 7);
            Box::new(Rotation { requests: requests.clone(), next: begin.get() }) as Box<dyn Script>
        };
        let (address, process) = (site.address, &site.process);
        let side = Side { address, process, connections: 1, script: &script, kind: Kind::Read };
        let series = bench.alternate(&[side])?.remove(0);
        series.tell(chapter, &format!("growth.{key}.{posts}"), &format!("{posts} posts: {what} of all kinds"));
        let (key, what) = (format!("growth.{key}.p99.{posts}"), format!("{posts} posts: {what} of all kinds, p99"));
        chapter.add(&key, &what, Unit::Milliseconds, &[series.tally.milliseconds(99.0)]);
    }
    site.stop()
}

fn ms(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1e3
}

/// Serves a new site once, so that work of the first start, such as search indexing, is done before measuring.
pub fn settle(bench: &Bench, folder: &std::path::Path) -> Result<()> {
    let site = Longan::start(&bench.binary, folder, &[])?;
    let mut idle = 0;
    let mut before = site.process.work()?;
    while idle < 4 {
        std::thread::sleep(Duration::from_millis(250));
        let work = site.process.work()?;
        idle = if work - before < 0.02 { idle + 1 } else { 0 };
        before = work;
    }
    site.stop()
}

/// The kinds of pages whose cost may grow with the site.
fn kinds(posts: usize) -> [(&'static str, &'static str, Vec<String>); 5] {
    let content = Content { posts, comments_per_post: COMMENTS };
    let search = |words| vec![format!("/search?q={}", parameter(words))];
    [
        ("article", "article", content.paths(ARTICLES)),
        ("home", "home", vec!["/".to_owned()]),
        ("category", "category", vec![category_path(0)]),
        ("search-rare", "search, 10 hits", search(RARE)),
        ("search-common", "search, a common word", search("máy bơm")),
    ]
}

/// Compares sites of several sizes, the smallest one first, in the same rounds.
pub fn compare(bench: &Bench, chapter: &mut Chapter, prefix: &str, sites: &[(usize, Longan)]) -> Result<()> {
    let (fewest, smallest) = &sites[0];
    for (place, (key, what, paths)) in kinds(*fewest).iter().enumerate() {
        let (status, ..) = fetch(smallest.address, &get(&paths[0], Accept::Brotli, None))?;
        if status != 200 {
            chapter.missing.push(format!("{what}: {} has status {status}", paths[0]));
            continue;
        }
        let scripts: Vec<_> = sites
            .iter()
            .map(|(posts, _)| {
                let paths = &kinds(*posts)[place].2;
                let requests = Arc::new(paths.iter().map(|path| get(path, Accept::Brotli, None)).collect::<Vec<_>>());
                move |_| Box::new(Rotation { requests: requests.clone(), next: 0 }) as Box<dyn Script>
            })
            .collect();
        let sides: Vec<Side> = sites
            .iter()
            .zip(&scripts)
            .map(|((_, site), script)| {
                let (address, process) = (site.address, &site.process);
                Side { address, process, connections: 1, script, kind: Kind::Read }
            })
            .collect();
        let series = bench.alternate(&sides)?;
        for (series, (posts, _)) in series.iter().zip(sites) {
            series.tell(chapter, &format!("{prefix}.{key}.{posts}"), &format!("{what}, {posts} posts"));
        }
        for (series_of, (posts, _)) in series.iter().zip(sites).skip(1) {
            let what = format!("{what}: cost with {posts} posts / with {fewest}");
            // Cost is the inverse of the rate.
            let (small, large) = (&series[0].per_second, &series_of.per_second);
            chapter.add_ratio(&format!("{prefix}.{key}.ratio.{posts}"), &what, small, large);
        }
    }
    Ok(())
}

/// Measures memory after a load that requests more pages than the cache holds.
fn fill_memory(bench: &Bench, chapter: &mut Chapter, size: &Size) -> Result<()> {
    let site = Longan::start(&bench.binary, &size.folder, &[])?;
    let posts = size.posts;
    let mut paths = Content { posts, comments_per_post: COMMENTS }.paths(2000);
    for (_, _, listed) in kinds(posts).into_iter().skip(1).take(2) {
        paths.extend(listed);
    }
    let requests: Arc<Vec<Vec<u8>>> = Arc::new(paths.iter().map(|path| get(path, Accept::Brotli, None)).collect());
    let script = |number: usize| {
        let next = Rng::with_seed(number as u64).usize(..requests.len());
        Box::new(Rotation { requests: requests.clone(), next }) as Box<dyn Script>
    };
    Load { addresses: &[site.address], connections: CONNECTIONS, time: bench.time * 8, script: &script }.run()?;
    chapter.add(
        &format!("growth.memory.{posts}"),
        &format!("{posts} posts: memory after load"),
        Unit::Mebibytes,
        &[site.process.memory()?],
    );
    chapter.add(
        &format!("growth.peak.{posts}"),
        &format!("{posts} posts: peak of memory"),
        Unit::Mebibytes,
        &[site.process.peak()?],
    );
    site.stop()
}

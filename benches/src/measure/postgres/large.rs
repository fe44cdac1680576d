use std::time::Instant;

use super::Site;
use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::measure::growth::{COMMENTS, compare};
use crate::site::Postgres;
use crate::site::longan::CACHE_OFF;
use crate::synthetic::Content;

pub fn measure(bench: &Bench, server: &Postgres, chapter: &mut Chapter) -> Result<()> {
    let mut sites = Vec::new();
    for posts in [20, bench.posts] {
        let content = Content { posts, comments_per_post: COMMENTS };
        let begin = Instant::now();
        let site = Site::make(bench, server, &format!("large-{posts}"), content)?;
        let what = format!("{posts} posts: made, restored and indexed in");
        let taken = begin.elapsed().as_secs_f64() * 1e3;
        chapter.add(&format!("postgres.large.made.{posts}"), &what, Unit::Milliseconds, &[taken]);
        let size: f64 = server.sql(&site.database, "SELECT PG_DATABASE_SIZE(CURRENT_DATABASE())")?.parse()?;
        let what = format!("{posts} posts: database");
        chapter.add(&format!("postgres.large.size.{posts}"), &what, Unit::Mebibytes, &[size / 1_048_576.0]);
        // A disk may not have room for both.
        std::fs::remove_dir_all(&site.folder)?;
        std::fs::create_dir(&site.folder)?;
        sites.push((posts, site));
    }
    let start = |(posts, site): &(usize, Site)| Ok((*posts, site.start(bench, &[CACHE_OFF])?));
    let nodes = sites.iter().map(start).collect::<Result<Vec<_>>>()?;
    compare(bench, chapter, "postgres.large", &nodes)?;
    nodes.into_iter().try_for_each(|(_, node)| node.stop())?;
    sites.iter().try_for_each(|(_, site)| server.remove(&site.database))
}

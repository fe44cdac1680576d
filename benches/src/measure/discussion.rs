use std::time::Instant;

use crate::bench::{Bench, CONNECTIONS};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::made::{Content, database};
use crate::network::Connection;
use crate::network::connection::{fetch, wait};
use crate::network::request::{Accept, get};
use crate::site::longan::{CACHE_OFF, database as file};
use crate::site::{Longan, browser};

pub const HOW: &str = "A made-up site with one post of 50 comments and one of 5,000. Whole answers of one connection, brotli, page \
                       cache off; hydration in Chromium, as above.";

const CONTENT: Content = Content { posts: 20, comments_per_post: 5 };
const FEW: (usize, usize) = (4, 50);
const MANY: (usize, usize) = (9, 5000);

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let folder = bench.site("discussion", CONTENT)?;
    for (post, comments) in [FEW, MANY] {
        wait(database::discuss(&file(&folder), CONTENT, post, comments))?;
    }
    let paths = [FEW, MANY].map(|(post, _)| CONTENT.path(post));
    let site = Longan::start(&bench.binary, &folder, &[CACHE_OFF])?;
    let mut times = [Vec::new(), Vec::new()];
    // As many as an ordinary load has at once, but one after the other.
    for _ in 0..CONNECTIONS {
        for (path, times) in paths.iter().zip(&mut times) {
            let request = get(path, Accept::Brotli, None);
            times.push(wait(async {
                let mut connection = Connection::open(site.address).await?;
                let begin = Instant::now();
                let status = connection.ask(&request).await?.status;
                if status == 200 {
                    Ok(begin.elapsed().as_secs_f64() * 1e3)
                } else {
                    Err(format!("status {status}").into())
                }
            })?);
        }
    }
    for (place, (_, comments)) in [FEW, MANY].iter().enumerate() {
        let (.., body) = fetch(site.address, &get(&paths[place], Accept::Brotli, None))?;
        let key = |name| format!("discussion.{name}.{comments}");
        chapter.add(&key("answer"), &format!("{comments} comments: answer"), Unit::Milliseconds, &times[place]);
        chapter.add(
            &key("bytes"),
            &format!("{comments} comments: the page, brotli"),
            Unit::Kilobytes,
            &[body.len() as f64 / 1e3],
        );
    }
    chapter.add_ratio("discussion.answer.ratio", "answer: 5,000 comments / 50", &times[1], &times[0]);
    site.stop()?;
    let site = Longan::start(&bench.binary, &folder, &[])?;
    let seen = paths.iter().map(|path| browser::load(bench, &site, path)).collect::<Result<Vec<_>>>()?;
    for (seen, (_, comments)) in seen.iter().zip([FEW, MANY]) {
        let what = format!("{comments} comments: hydrated after");
        chapter.add(&format!("discussion.hydrated.{comments}"), &what, Unit::Milliseconds, &seen.hydrated);
        let what = format!("{comments} comments: the main thread blocked for");
        chapter.add(&format!("discussion.blocked.{comments}"), &what, Unit::Milliseconds, &seen.blocked);
    }
    chapter.add_ratio(
        "discussion.hydrated.ratio",
        "hydrated: 5,000 comments / 50",
        &seen[1].hydrated,
        &seen[0].hydrated,
    );
    site.stop()
}

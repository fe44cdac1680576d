use std::fs;

use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::measure::import::{COMMENTS, COUNT, check, count, import};
use crate::site::Postgres;
use crate::synthetic::{Content, archive};

/// The largest import.
const MOST: usize = 100_000;
/// Up to so many posts are imported several times.
const FEW: usize = 10_000;

pub fn measure(bench: &Bench, server: &Postgres, chapter: &mut Chapter) -> Result<()> {
    let posts = bench.posts.min(MOST);
    let export = bench.scratch.path().join("postgres.xml");
    archive::write(&export, Content { posts, comments_per_post: COMMENTS })?;
    let (mut rates, mut peaks) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for round in 0..if posts > FEW { 1 } else { bench.rounds.min(3) } {
        let folder = bench.folder(&format!("postgres-import-{round}"))?;
        let name = format!("import-{round}");
        for place in if round % 2 == 0 { [0, 1] } else { [1, 0] } {
            server.checkpoint()?;
            let (seconds, peak) = match place {
                0 => {
                    server.create(&name)?;
                    import(bench, &folder, &export, &[("DATABASE_URL", &server.url(&name))])?
                }
                _ => import(bench, &folder, &export, &[])?,
            };
            rates[place].push(posts as f64 / seconds);
            peaks[place].push(peak);
        }
        check(posts, server.sql(&name, COUNT)?.parse()?)?;
        check(posts, count(&folder)?)?;
        server.remove(&name)?;
        fs::remove_dir_all(&folder)?;
    }
    fs::remove_file(&export)?;
    for (place, (key, name)) in [("postgres", "PostgreSQL"), ("sqlite", "SQLite")].into_iter().enumerate() {
        let key = |what| format!("postgres.import.{what}.{key}");
        let what = format!("import of {posts} posts, posts imported: {name}");
        chapter.add(&key("rate"), &what, Unit::PerSecond, &rates[place]);
        let what = format!("import of {posts} posts, peak of memory: {name}");
        chapter.add(&key("peak"), &what, Unit::Mebibytes, &peaks[place]);
    }
    let [these, those] = &rates;
    chapter.add_ratio("postgres.import.ratio", "import: PostgreSQL / SQLite", these, those);
    let [these, those] = &peaks;
    chapter.add_ratio("postgres.import.memory", "import, peak of memory: PostgreSQL / SQLite", these, those);
    Ok(())
}

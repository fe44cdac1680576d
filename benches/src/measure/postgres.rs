mod changes;
mod comments;
mod import;
mod large;
mod pages;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::growth;
use crate::bench::Bench;
use crate::error::Result;
use crate::figures::Chapter;
use crate::site::longan::database as file;
use crate::site::{Longan, Postgres};
use crate::synthetic::Content;

pub const HOW: &str = "A PostgreSQL server on the same machine and disk, reached by a socket, with the settings of a new \
                       installation: it waits for the disk, as SQLite does with durability full. Made-up sites, restored \
                       from SQLite files, indexed, vacuumed and analyzed. Pages and comments: 200 posts, with as many \
                       connections as in the chapters on SQLite. pgbench (32 clients, prepared statements) inserts a \
                       comment and counts it at its post, with one commit each, in a copy of the same database. A change: \
                       from sending a comment to one node until another node's page shows it. *Server µs* are of Longan \
                       alone.";

/// Measures a part of the chapter.
type Part = fn(&Bench, &Postgres, &mut Chapter) -> Result<()>;

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let server = Postgres::start()?;
    let parts: [(&str, Part); 5] = [
        ("pages", pages::measure),
        ("comments", comments::measure),
        ("changes", changes::measure),
        ("the large site", large::measure),
        ("import", import::measure),
    ];
    for (name, measure) in parts {
        if let Err(error) = measure(bench, &server, chapter) {
            chapter.missing.push(format!("{name}: {error}"));
        }
    }
    Ok(())
}

/// A made-up site in a PostgreSQL database, and the folder with the SQLite file that it was restored from.
struct Site {
    folder: PathBuf,
    database: String,
    url: String,
}

impl Site {
    fn make(bench: &Bench, server: &Postgres, name: &str, content: Content) -> Result<Site> {
        let folder = bench.site(&format!("postgres-{name}"), content)?;
        server.create(name)?;
        server.restore(&bench.binary, &file(&folder), name)?;
        let site = Site { url: server.url(name), database: name.to_owned(), folder };
        site.settle(bench, server)?;
        Ok(site)
    }

    /// Serves the site until everything is indexed, and then does what autovacuum does sooner or later.
    fn settle(&self, bench: &Bench, server: &Postgres) -> Result<()> {
        let node = self.start(bench, &[])?;
        let waiting = "SELECT EXISTS (SELECT 1 FROM unindexed_posts) OR EXISTS (SELECT 1 FROM unindexed_comments)";
        let begin = Instant::now();
        while server.sql(&self.database, waiting)? != "f" {
            if begin.elapsed() > Duration::from_secs(3600) {
                return Err("the site is not indexed after an hour".into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        node.stop()?;
        server.sql(&self.database, "VACUUM ANALYZE").map(drop)
    }

    /// The same content in another database. Nobody may use this one meanwhile.
    fn copy(&self, server: &Postgres, name: &str) -> Result<Site> {
        server.copy(name, &self.database)?;
        Ok(Site { url: server.url(name), database: name.to_owned(), folder: self.folder.clone() })
    }

    /// Starts a node.
    fn start(&self, bench: &Bench, settings: &[(&str, &str)]) -> Result<Longan> {
        let mut settings = settings.to_vec();
        settings.push(("DATABASE_URL", &self.url));
        Longan::start(&bench.binary, &self.folder, &settings)
    }

    /// Serves the SQLite file, after all of it is indexed there, too.
    fn start_sqlite(&self, bench: &Bench, settings: &[(&str, &str)]) -> Result<Longan> {
        growth::settle(bench, &self.folder)?;
        Longan::start(&bench.binary, &self.folder, settings)
    }
}

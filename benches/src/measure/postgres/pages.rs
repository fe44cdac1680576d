use super::Site;
use crate::bench::{Bench, CONNECTIONS, Side};
use crate::error::Result;
use crate::figures::Chapter;
use crate::measure::writes::CONTENT;
use crate::network::load::Same;
use crate::network::request::{Accept, get};
use crate::network::{Kind, Script};
use crate::site::longan::CACHE_OFF;
use crate::site::{Longan, Postgres};

/// As in the chapter on uncached pages.
const UNCACHED: usize = 8;

pub fn measure(bench: &Bench, server: &Postgres, chapter: &mut Chapter) -> Result<()> {
    let site = Site::make(bench, server, "pages", CONTENT)?;
    let cases = [
        ("cached", "article, cached", &[][..], CONNECTIONS, 1),
        ("uncached", "article, cache off", &[CACHE_OFF][..], UNCACHED, UNCACHED),
    ];
    for (key, what, settings, connections, articles) in cases {
        let sides = [site.start(bench, settings)?, site.start_sqlite(bench, settings)?];
        let paths = CONTENT.paths(articles);
        let script = |number: usize| {
            let request = get(&paths[number % articles], Accept::Brotli, None);
            Box::new(Same { request, expects: 200 }) as Box<dyn Script>
        };
        let side = |place: usize| {
            let (address, process) = (sides[place].address, &sides[place].process);
            Side { address, process, connections, script: &script, kind: Kind::Read }
        };
        let series = bench.alternate(&[side(0), side(1)])?;
        series[0].tell(chapter, &format!("postgres.{key}"), &format!("{what}: PostgreSQL"));
        series[1].tell(chapter, &format!("postgres.{key}.sqlite"), &format!("{what}: SQLite"));
        let (these, those) = (&series[0].per_second, &series[1].per_second);
        chapter.add_ratio(&format!("postgres.{key}.ratio"), &format!("{what}: PostgreSQL / SQLite"), these, those);
        sides.into_iter().try_for_each(Longan::stop)?;
    }
    Ok(())
}

use std::sync::Arc;

use fastrand::Rng;

use super::writes::CONTENT;
use crate::bench::{Bench, CONNECTIONS, Side};
use crate::error::Result;
use crate::figures::Chapter;
use crate::figures::Unit;
use crate::network::request::{Accept, get};
use crate::network::{Kind, Script, Step};
use crate::site::longan::TAKES_COMMENTS;
use crate::site::{Commenter, Longan};

pub const HOW: &str = "16 connections read 200 made-up articles (brotli) in no order; of the mix, two requests of a hundred \
                       are comments on them. Reads are counted, on both sides.";

/// Writes per hundred requests.
pub const WRITES: u8 = 2;

struct Reader {
    pages: Arc<Vec<Vec<u8>>>,
    rng: Rng,
    /// Writes per hundred requests.
    writes: u8,
    commenter: Commenter,
    comment: Vec<u8>,
}

impl Script for Reader {
    fn next(&mut self) -> Step<'_> {
        if self.rng.u8(..100) < self.writes {
            self.comment = self.commenter.comment();
            return Step { kind: Kind::Write, request: &self.comment, expects: 303 };
        }
        let page = self.rng.usize(..self.pages.len());
        Step { kind: Kind::Read, request: &self.pages[page], expects: 200 }
    }
}

/// Reads all articles of a site that has [`CONTENT`], and writes so often.
pub fn script(site: &Longan, writes: u8) -> Result<impl Fn(usize) -> Box<dyn Script> + use<>> {
    let paths = CONTENT.paths(CONTENT.posts);
    let commenter = Commenter::new(site, &paths)?;
    let pages = Arc::new(paths.iter().map(|path| get(path, Accept::Brotli, None)).collect::<Vec<_>>());
    Ok(move |number: usize| {
        let rng = Rng::with_seed(number as u64 + 1);
        let (pages, commenter) = (pages.clone(), commenter.another(number));
        Box::new(Reader { pages, rng, writes, commenter, comment: Vec::new() }) as Box<dyn Script>
    })
}

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let site = Longan::start(&bench.binary, &bench.site("mixed", CONTENT)?, &TAKES_COMMENTS)?;
    let (pure, mix) = (script(&site, 0)?, script(&site, WRITES)?);
    let (address, process) = (site.address, &site.process);
    let side = |script| Side { address, process, connections: CONNECTIONS, script, kind: Kind::Read };
    let series = bench.alternate(&[side(&mix), side(&pure)])?;
    series[0].tell(chapter, "mixed", "reads of the mix");
    series[1].tell(chapter, "mixed.pure", "reads alone");
    let (these, those) = (&series[0].per_second, &series[1].per_second);
    chapter.add_ratio("mixed.ratio", "reads of the mix / reads alone", these, those);
    let tail = |place: usize| series[place].tally.milliseconds(99.9);
    chapter.add("mixed.tail", "p99.9 of the mix / p99.9 alone", Unit::Ratio, &[tail(0) / tail(1)]);
    site.stop()
}

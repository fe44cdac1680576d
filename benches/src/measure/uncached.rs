use super::cached::articles;
use crate::bench::{Bench, Side};
use crate::error::Result;
use crate::figures::Chapter;
use crate::network::load::Same;
use crate::network::request::{Accept, get};
use crate::network::{Kind, Script};
use crate::site::Longan;
use crate::site::longan::CACHE_OFF;

pub const HOW: &str = "The sample site, 8 connections, each asking for an article of its own, brotli: so that no two wait for \
                       the same rendering. \"Before\" is an older binary on the same machine in the same rounds.";

/// Fewer than the sample site has posts.
const CONNECTIONS: usize = 8;

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let cached = Longan::start(&bench.binary, &bench.folder("uncached-not")?, &[])?;
    let site = Longan::start(&bench.binary, &bench.folder("uncached")?, &[CACHE_OFF])?;
    let before = match &bench.before {
        Some(binary) => Some(Longan::start(binary, &bench.folder("uncached-before")?, &[CACHE_OFF])?),
        None => None,
    };
    let paths = articles(&site.read("/")?);
    if paths.len() < CONNECTIONS {
        return Err("the sample site has too few posts".into());
    }
    let script = |number: usize| {
        Box::new(Same { request: get(&paths[number], Accept::Brotli, None), expects: 200 }) as Box<dyn Script>
    };
    let sites: Vec<&Longan> = [&site, &cached].into_iter().chain(&before).collect();
    let sides: Vec<Side> = sites
        .iter()
        .map(|site| {
            let (address, process) = (site.address, &site.process);
            Side { address, process, connections: CONNECTIONS, script: &script, kind: Kind::Read }
        })
        .collect();
    let series = bench.alternate(&sides)?;
    let names = [
        ("uncached", "article, cache off"),
        ("uncached.cached", "article, cached"),
        ("uncached.before", "article, cache off, before"),
    ];
    for (series, (key, what)) in series.iter().zip(names) {
        series.tell(chapter, key, what);
    }
    let rates = |place: usize| series[place].per_second.as_slice();
    chapter.add_ratio("uncached.against-cached", "cache off / cached", rates(0), rates(1));
    match before {
        Some(before) => {
            chapter.add_ratio("uncached.against-before", "cache off / cache off, before", rates(0), rates(2));
            before.stop()?;
        }
        None => chapter.missing.push("no older binary to compare with: `--before` names one".to_owned()),
    }
    cached.stop()?;
    site.stop()
}

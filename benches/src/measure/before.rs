use std::path::PathBuf;
use std::time::Duration;

use super::writes::CONTENT;
use super::{mixed, writes};
use crate::bench::{Bench, CONNECTIONS, Side};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::load::Same;
use crate::network::request::{Accept, get};
use crate::network::{Kind, Script};
use crate::site::Longan;
use crate::site::longan::{CACHE_OFF, TAKES_COMMENTS};

pub const HOW: &str = "This Longan and an older one (`--before`), each with a SQLite file of 200 made-up posts, in the same \
                       rounds. A cached article and the mix of reads and comments with 16 connections, articles without \
                       the page cache with 8, comments with 32 and durability full.";

/// Each asks for an article of its own.
const UNCACHED: usize = 8;

type Scripts = [Box<dyn Fn(usize) -> Box<dyn Script>>; 2];

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let Some(before) = &bench.before else {
        return Err("no older binary to compare with: `--before` names one".into());
    };
    let binaries = [&bench.binary, before];
    let folder = |place: usize| bench.site_of(binaries[place], &format!("before-{place}"), CONTENT);
    let folders = [folder(0)?, folder(1)?];
    let start = |settings: &[(&str, &str)]| -> Result<[Longan; 2]> {
        let site = |place: usize| Longan::start(binaries[place], &folders[place], settings);
        Ok([site(0)?, site(1)?])
    };
    let paths = CONTENT.paths(UNCACHED);
    let sites = start(&[CACHE_OFF])?;
    let article = |paths: Vec<String>| {
        move |number: usize| {
            let request = get(&paths[number % paths.len()], Accept::Brotli, None);
            Box::new(Same { request, expects: 200 }) as Box<dyn Script>
        }
    };
    let scripts: Scripts = [Box::new(article(paths.clone())), Box::new(article(paths.clone()))];
    compare(bench, chapter, ("uncached", "article, cache off"), &sites, UNCACHED, &scripts)?;
    sites.into_iter().try_for_each(Longan::stop)?;
    let sites = start(&TAKES_COMMENTS)?;
    let scripts: Scripts = [Box::new(article(paths[..1].to_vec())), Box::new(article(paths[..1].to_vec()))];
    compare(bench, chapter, ("cached", "article, cached"), &sites, CONNECTIONS, &scripts)?;
    let mix = |site| mixed::script(site, mixed::WRITES);
    let scripts: Scripts = [Box::new(mix(&sites[0])?), Box::new(mix(&sites[1])?)];
    compare(bench, chapter, ("mixed", "reads of the mix"), &sites, CONNECTIONS, &scripts)?;
    let scripts: Scripts = [Box::new(writes::script(&sites[0])?), Box::new(writes::script(&sites[1])?)];
    compare(bench, chapter, ("writes", "comments"), &sites, 32, &scripts)?;
    sites.into_iter().try_for_each(Longan::stop)?;
    rest(bench, chapter, binaries)
}

fn compare(
    bench: &Bench,
    chapter: &mut Chapter,
    (key, what): (&str, &str),
    sites: &[Longan; 2],
    connections: usize,
    scripts: &Scripts,
) -> Result<()> {
    let kind = if key == "writes" { Kind::Write } else { Kind::Read };
    let side = |place: usize| {
        let (address, process) = (sites[place].address, &sites[place].process);
        Side { address, process, connections, script: &*scripts[place], kind }
    };
    let series = bench.alternate(&[side(0), side(1)])?;
    series[0].tell(chapter, &format!("before.{key}.after"), what);
    series[1].tell(chapter, &format!("before.{key}.before"), &format!("{what}, before"));
    let (these, those) = (&series[0].per_second, &series[1].per_second);
    chapter.add_ratio(&format!("before.{key}.ratio"), &format!("{what}: after / before"), these, those);
    let (these, those) = (&series[1].work, &series[0].work);
    chapter.add_ratio(&format!("before.{key}.work"), &format!("{what}: server time, before / after"), these, those);
    Ok(())
}

/// Memory of a server of the sample site that has nothing to do.
fn rest(bench: &Bench, chapter: &mut Chapter, binaries: [&PathBuf; 2]) -> Result<()> {
    let folders = [bench.folder("before-rest-0")?, bench.folder("before-rest-1")?];
    let (mut memory, mut anonymous) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for round in 0..=bench.rounds.max(3) {
        for place in 0..binaries.len() {
            let site = Longan::start(binaries[place], &folders[place], &[])?;
            // In the first round the sample site is made.
            if round > 0 {
                std::thread::sleep(Duration::from_secs(2));
                memory[place].push(site.process.memory()?);
                anonymous[place].push(site.process.anonymous_memory()?);
            }
            site.stop()?;
        }
    }
    let more =
        |of: &[Vec<f64>; 2]| of[0].iter().zip(&of[1]).map(|(after, before)| after - before).collect::<Vec<f64>>();
    chapter.add("before.memory.after", "memory at rest, sample site", Unit::Mebibytes, &memory[0]);
    chapter.add("before.memory.before", "memory at rest, sample site, before", Unit::Mebibytes, &memory[1]);
    chapter.add("before.memory.more", "memory at rest, after − before", Unit::Mebibytes, &more(&memory));
    let what = "the same without the program's code and other files";
    chapter.add("before.memory.anonymous", what, Unit::Mebibytes, &more(&anonymous));
    Ok(())
}

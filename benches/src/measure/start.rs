use std::time::Duration;

use crate::bench::{Bench, size};
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::site::{Longan, longan};

pub const HOW: &str = "From before the process exists until a whole first answer is there (the home page), asked for again and \
                       again. A new database is migrated and given the sample site first. At rest: two seconds after that.";

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let (mut new, mut existing, mut rest, mut first_rest) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..bench.rounds {
        let folder = bench.folder(&format!("start-{round}"))?;
        let (site, milliseconds) = Longan::time_start(&bench.binary, &folder, "/")?;
        new.push(milliseconds);
        if round == 0 {
            std::thread::sleep(Duration::from_secs(2));
            first_rest.push(site.process.memory()?);
        }
        site.stop()?;
        let (site, milliseconds) = Longan::time_start(&bench.binary, &folder, "/")?;
        existing.push(milliseconds);
        if round < 3 {
            std::thread::sleep(Duration::from_secs(2));
            rest.push(site.process.memory()?);
        }
        site.stop()?;
        if round == 0 {
            let database = size(&longan::database(&folder))?;
            chapter.add("start.database", "the sample site's database", Unit::Kilobytes, &[database / 1e3]);
        }
    }
    chapter.add("start.new", "first answer, new database", Unit::Milliseconds, &new);
    chapter.add("start.existing", "first answer, existing database", Unit::Milliseconds, &existing);
    chapter.add("start.memory", "memory at rest, sample site", Unit::Mebibytes, &rest);
    chapter.add("start.memory-new", "memory at rest, after making it", Unit::Mebibytes, &first_rest);
    chapter.add("start.binary", "the binary", Unit::Mebibytes, &[size(&bench.binary)? / 1024.0 / 1024.0]);
    Ok(())
}

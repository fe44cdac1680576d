//! The names of a database's files: its own, and the copies beside it.
//!
//! | name beside `site.db` | content |
//! | --- | --- |
//! | `site.db-wal` `site.db-shm` `site.db-journal` | SQLite's own files |
//! | `site.db.lock` | the lock file of the processes that use it |
//! | `site.db.before-0002-20261123T130047Z` | a snapshot from before migration 2, made at that time (UTC) |
//! | `site.db.replaced-20261123T130047Z` | the database that a restore has replaced |

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Suffixes of the files that SQLite keeps beside a database.
pub(in crate::store) const SIDE_FILES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Suffix of the lock file.
const LOCK: &str = ".lock";

/// Time format in a file name: UTC, to the second.
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// The kind of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// Made before this migration.
    Before(i64),
    /// Replaced by a restore.
    Replaced,
}

impl CopyKind {
    fn label(self) -> String {
        match self {
            CopyKind::Before(version) => format!(".before-{version:04}"),
            CopyKind::Replaced => ".replaced".to_owned(),
        }
    }
}

/// A copy beside the database.
#[derive(Clone, Debug)]
pub struct DatabaseCopy {
    pub path: PathBuf,
    pub kept: CopyKind,
    pub made: Timestamp,
    pub bytes: u64,
}

/// Appends a suffix to a path: `site.db` and `-wal` make `site.db-wal`.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

/// Returns the folder of a file.
pub(in crate::store) fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("/"),
    }
}

/// Returns the path of the lock file. It is never deleted: that could leave two processes with a lock each.
pub fn lock_file(database: &Path) -> PathBuf {
    beside(database, LOCK)
}

/// Lists the paths of a database and its own files.
pub fn own_files(database: &Path) -> Vec<PathBuf> {
    let sides = SIDE_FILES.iter().map(|ending| beside(database, ending));
    std::iter::once(database.to_owned()).chain(sides).chain([lock_file(database)]).collect()
}

/// Returns an unused file name for a copy made now.
pub(in crate::store) fn free_name(database: &Path, kept: CopyKind) -> PathBuf {
    let time = Timestamp::now().strftime(TIME);
    let name = beside(database, &format!("{}-{time}", kept.label()));
    let further = (2..).map(|number| beside(&name, &format!("-{number}")));
    // Unreachable: the iterator is infinite.
    std::iter::once(name.clone()).chain(further).find(|name| !name.exists()).unwrap_or(name)
}

/// Lists the copies beside a database, newest first.
pub fn list_copies(database: &Path) -> io::Result<Vec<DatabaseCopy>> {
    let Some(own) = database.file_name().and_then(|name| name.to_str()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder(database))? {
        let entry = entry?;
        let name = entry.file_name();
        let Some((kept, made, number)) = name.to_str().and_then(|name| parse(name.strip_prefix(own)?)) else {
            continue;
        };
        let Ok(data) = entry.metadata() else { continue };
        if data.is_file() {
            found.push((number, DatabaseCopy { path: entry.path(), kept, made, bytes: data.len() }));
        }
    }
    found.sort_by_key(|(number, neighbour)| std::cmp::Reverse((neighbour.made, neighbour.kept, *number)));
    Ok(found.into_iter().map(|(_, neighbour)| neighbour).collect())
}

/// Parses a copy's name after the database's: kind, time, and the number if there are several in a second.
fn parse(ending: &str) -> Option<(CopyKind, Timestamp, u32)> {
    let (kept, rest) = match ending.strip_prefix(".before-") {
        Some(rest) => {
            let (version, rest) = rest.split_once('-')?;
            (CopyKind::Before(version.parse().ok()?), rest)
        }
        None => (CopyKind::Replaced, ending.strip_prefix(".replaced-")?),
    };
    let (time, number) = match rest.split_once('-') {
        Some((time, number)) => (time, number.parse().ok()?),
        None => (rest, 1),
    };
    let time = jiff::civil::DateTime::strptime(TIME, time).ok()?;
    Some((kept, TimeZone::UTC.to_timestamp(time).ok()?, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_copies_are_parsed() {
        assert!(matches!(parse(".before-0002-20261123T130047Z"), Some((CopyKind::Before(2), _, 1))));
        assert!(matches!(parse(".replaced-20261123T130047Z-3"), Some((CopyKind::Replaced, _, 3))));
        for other in ["", "-wal", ".lock", ".before-2", ".replaced-", ".replaced-20261123T130047Z-wal", ".replaced-now"]
        {
            assert!(parse(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_file_name_is_never_reused() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("site.db");
        for _ in 0..3 {
            let name = free_name(&database, CopyKind::Replaced);
            assert!(!name.exists());
            fs::write(&name, "x").unwrap();
        }
        assert_eq!(list_copies(&database).unwrap().len(), 3);
    }
}

//! Old addresses.

use super::Writer;
use crate::store::likely::{self, Goal, Likely};
use crate::store::redirects;
use crate::transfer::wordpress::permalinks::normalise;

/// How many rows one statement carries.
const BATCH: usize = 200;

/// What waits for enough others to make a statement worth it.
#[derive(Default)]
pub(super) struct Waiting {
    redirects: Vec<(String, String)>,
    likely: Vec<Likely>,
    places: Vec<(i64, String)>,
}

impl Writer<'_> {
    /// Leads from an old path to a place, and from the same path below the old site's folder. What leads somewhere
    /// already goes on doing so.
    pub(super) async fn write_redirect(&mut self, from: &str, to: &str) -> sqlx::Result<()> {
        let below = self.below(from).map(|below| (below, to.to_owned()));
        let both = std::iter::once((from.to_owned(), to.to_owned())).chain(below);
        self.waiting.redirects.extend(both.filter(|(from, to)| from != to));
        self.flush(BATCH).await
    }

    /// The same where nobody knows whether the path was ever in use: it gives way to all others.
    pub(super) async fn write_likely(&mut self, path: &str, goal: Goal) -> sqlx::Result<()> {
        let below = self.below(path);
        let below = below.map(|below| Likely { path: below, of: Some(path.to_owned()), goal: goal.clone() });
        self.waiting.likely.push(Likely { path: path.to_owned(), of: None, goal });
        self.waiting.likely.extend(below);
        self.flush(BATCH).await
    }

    /// Notes where an entry is now.
    pub(super) async fn write_place(&mut self, old_id: i64, place: String) -> sqlx::Result<()> {
        self.waiting.places.push((old_id, place));
        self.flush(BATCH).await
    }

    pub(super) async fn settle_likely(&mut self) -> sqlx::Result<()> {
        self.flush(1).await?;
        self.report.count_redirects(likely::settle(self.connection).await?);
        Ok(())
    }

    /// Writes what waits, if there is so much of it.
    pub(super) async fn flush(&mut self, least: usize) -> sqlx::Result<()> {
        let Waiting { redirects, likely, places } = &mut self.waiting;
        if redirects.len() >= least {
            self.report.count_redirects(redirects::add_all(self.connection, redirects).await?);
            redirects.clear();
        }
        if likely.len() >= least {
            likely::add(self.connection, likely).await?;
            likely.clear();
        }
        if places.len() >= least {
            likely::place(self.connection, places).await?;
            places.clear();
        }
        Ok(())
    }

    /// The path below the old site's folder, if it had one and the path is not there.
    fn below(&self, path: &str) -> Option<String> {
        // Normalised once more: `/blog/?p=62` is looked up as `/blog?p=62`.
        let folder = self.outlook.folder().filter(|folder| !is_in(folder, path))?;
        Some(normalise(&format!("{folder}{path}")))
    }
}

fn is_in(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

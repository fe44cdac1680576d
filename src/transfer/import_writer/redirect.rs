//! Writes redirects from old paths.

use super::ImportWriter;
use crate::store::redirect_candidates::{self, CandidateTarget, RedirectCandidate};
use crate::store::redirects;
use crate::text::old_path::normalize;

/// Number of rows per statement.
const BATCH: usize = 200;

/// Rows collected for the next statement.
#[derive(Default)]
pub(super) struct PendingRedirects {
    redirects: Vec<(String, String)>,
    candidates: Vec<RedirectCandidate>,
    places: Vec<(i64, String)>,
}

impl ImportWriter<'_> {
    /// Adds a redirect from an old path, and from the same path below the old site's folder. Existing redirects are
    /// kept.
    pub(super) async fn write_redirect(&mut self, from: &str, to: &str) -> sqlx::Result<()> {
        let below = self.below(from).map(|below| (below, to.to_owned()));
        let both = std::iter::once((from.to_owned(), to.to_owned())).chain(below);
        self.waiting.redirects.extend(both.filter(|(from, to)| from != to));
        self.flush(BATCH).await
    }

    /// Adds a candidate for a redirect, from a path that may never have been in use. All other paths take precedence.
    pub(super) async fn write_candidates(&mut self, path: &str, target: CandidateTarget) -> sqlx::Result<()> {
        let below = self.below(path);
        let below =
            below.map(|below| RedirectCandidate { path: below, of: Some(path.to_owned()), target: target.clone() });
        self.waiting.candidates.push(RedirectCandidate { path: path.to_owned(), of: None, target });
        self.waiting.candidates.extend(below);
        self.flush(BATCH).await
    }

    /// Records the new path of an entry.
    pub(super) async fn write_place(&mut self, old_id: i64, place: String) -> sqlx::Result<()> {
        self.waiting.places.push((old_id, place));
        self.flush(BATCH).await
    }

    /// Turns the remaining candidates into redirects.
    pub(super) async fn settle_candidates(&mut self) -> sqlx::Result<()> {
        self.flush(1).await?;
        self.report.count_redirects(redirect_candidates::settle(self.connection).await?);
        Ok(())
    }

    /// Writes the collected rows, if there are at least `least`.
    pub(super) async fn flush(&mut self, least: usize) -> sqlx::Result<()> {
        let PendingRedirects { redirects, candidates, places } = &mut self.waiting;
        if redirects.len() >= least {
            self.report.count_redirects(redirects::add_all(self.connection, redirects).await?);
            redirects.clear();
        }
        if candidates.len() >= least {
            redirect_candidates::add(self.connection, candidates).await?;
            candidates.clear();
        }
        if places.len() >= least {
            redirect_candidates::place(self.connection, places).await?;
            places.clear();
        }
        Ok(())
    }

    /// Returns the path below the old site's folder, if there was one and the path is not in it.
    fn below(&self, path: &str) -> Option<String> {
        // Normalized again: `/blog/?p=62` is looked up as `/blog?p=62`.
        let folder = self.first_pass.folder().filter(|folder| !is_in(folder, path))?;
        Some(normalize(&format!("{folder}{path}")))
    }
}

fn is_in(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

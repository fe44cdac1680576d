//! Old addresses.

use std::collections::HashSet;

use super::{Target, Writer};
use crate::store::redirects;
use crate::transfer::wordpress::permalinks::normalise;

impl Writer<'_> {
    /// Leads from an old path to a place, and from the same path below the old site's folder.
    pub(super) async fn write_redirect(&mut self, from: &str, to: &str) -> sqlx::Result<()> {
        self.write_one(from, to).await?;
        // Normalised once more: `/blog/?p=62` is looked up as `/blog?p=62`.
        match self.outlook.folder() {
            Some(folder) if !is_in(&folder, from) => self.write_one(&normalise(&format!("{folder}{from}")), to).await,
            _ => Ok(()),
        }
    }

    async fn write_one(&mut self, from: &str, to: &str) -> sqlx::Result<()> {
        if from != to && redirects::find(self.connection, from).await?.is_none() {
            redirects::add(self.connection, from, to).await?;
            self.report.count_redirect();
        }
        Ok(())
    }

    pub(super) async fn write_likely_redirects(&mut self) -> sqlx::Result<()> {
        let taken: HashSet<String> = self.places.values().cloned().collect();
        for (from, target) in std::mem::take(&mut self.likely) {
            let to = match target {
                Target::Place(place) => Some(place),
                Target::Entry(old_id) => self.places.get(&old_id).cloned(),
            };
            if let Some(to) = to.filter(|_| !taken.contains(&from)) {
                self.write_redirect(&from, &to).await?;
            }
        }
        Ok(())
    }
}

fn is_in(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

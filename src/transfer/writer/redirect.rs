//! Old addresses.

use std::collections::HashSet;

use super::{Target, Writer};
use crate::store::redirects;

impl Writer<'_> {
    pub(super) async fn write_redirect(&mut self, from: &str, to: &str) -> sqlx::Result<()> {
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

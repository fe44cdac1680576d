//! Imports placements and snippets.

use super::ArchiveReader;
use crate::store::archive::{self, PlacementRecord, SnippetRecord};
use crate::text::sponsored_links::mark_sponsored;
use crate::transfer::archive::{ArchiveError, PLACEMENTS, SNIPPETS, json_lines, render};

impl ArchiveReader<'_> {
    /// Imports the placements, whose HTML is rendered and sanitized anew, and the snippets, which are checked whenever they
    /// are read.
    pub(super) async fn read_places(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(PLACEMENTS);
        for line in json_lines::read::<PlacementRecord>(&path)? {
            let (number, placement) = line?;
            let html = match placement.kind.as_str() {
                "banner" => String::new(),
                kind => mark_sponsored(&render::body(self.connection, &placement.source, kind, None).await?.html),
            };
            let added = archive::insert_placement(self.connection, &placement, &html).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
        }
        let path = self.folder.join(SNIPPETS);
        for line in json_lines::read::<SnippetRecord>(&path)? {
            let (number, snippet) = line?;
            let added = archive::insert_snippet(self.connection, &snippet).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
        }
        Ok(())
    }
}

mod pictures;
mod places;
mod post;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde::Deserialize;

use super::export::Exported;
use super::files::{PostFiles, list_posts};
use super::{
    AUTHORS, ArchiveError, BLOCKS, FRONT_PAGE, LESSONS, MENU, REDIRECTS, SITE, TERMS, VERSION, json_lines, render,
};
use crate::storage::KeyBatch;
use crate::store::archive::{
    self, AuthorRecord, BlockRuleRecord, MenuRecord, RedirectRecord, SectionRecord, SpamTokenRecord, TermRecord,
};
use crate::store::sql::Connection;
use crate::store::{Store, front_page, redirects, sequences, settings, terms};
use crate::transfer::pipeline::{Pipeline, batch};
use crate::transfer::progress::ImportProgress;

/// The greatest ID that a JavaScript number represents exactly.
const GREATEST_ID: i64 = (1 << 53) - 1;

/// Number of posts read at a time.
const BATCH: usize = 64;

#[derive(Deserialize)]
struct ArchiveSite {
    longan_archive: u32,
    #[serde(default)]
    settings: HashMap<String, String>,
}

/// Imports an archive into a database without content, in one transaction. Files go into the storage first, if there is
/// one.
pub async fn import(
    store: &Store,
    folder: &Path,
    zone: &TimeZone,
    progress: &ImportProgress,
) -> Result<Exported, ArchiveError> {
    let site = read_site(folder)?;
    if !archive::is_empty(&mut *store.read().await?).await? {
        return Err(ArchiveError::NotEmpty);
    }
    let batch = pictures::place(store, folder).await?;
    let mut writing = store.write().await?;
    if !archive::is_empty(&mut writing).await? {
        return Err(ArchiveError::NotEmpty);
    }
    archive::defer_references(&mut writing).await?;
    let mut reader = ArchiveReader {
        connection: &mut writing,
        folder,
        zone,
        batch,
        authors: HashMap::new(),
        terms: HashMap::new(),
        parents: Vec::new(),
        imported: Exported::default(),
    };
    reader.read_all(progress).await?;
    let imported = reader.imported;
    for (name, value) in site.settings.iter().filter(|(name, _)| archive::is_public(name)) {
        settings::set(&mut writing, name, value).await?;
    }
    writing.commit_unindexed().await?;
    Ok(imported)
}

fn read_site(folder: &Path) -> Result<ArchiveSite, ArchiveError> {
    let path = folder.join(SITE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(ArchiveError::Foreign(folder.to_owned()));
        }
        Err(error) => return Err(ArchiveError::Read { path, error }),
    };
    let site: ArchiveSite = serde_json::from_str(&text).map_err(|error| ArchiveError::Malformed {
        path,
        line: Some(error.line() as u64),
        problem: error.to_string(),
    })?;
    match site.longan_archive {
        VERSION => Ok(site),
        found => Err(ArchiveError::Version { path: folder.to_owned(), found }),
    }
}

struct ArchiveReader<'a> {
    connection: &'a mut Connection,
    folder: &'a Path,
    zone: &'a TimeZone,
    /// That of the keys of the files, which are in the storage. `None`: they go into the database.
    batch: Option<KeyBatch>,
    /// IDs by slug.
    authors: HashMap<String, i64>,
    /// IDs by kind and slug.
    terms: HashMap<(String, String), i64>,
    /// Pages, the slugs of their parents, and the files that name them.
    parents: Vec<(i64, String, PathBuf)>,
    imported: Exported,
}

impl ArchiveReader<'_> {
    async fn read_all(&mut self, progress: &ImportProgress) -> Result<(), ArchiveError> {
        self.read_authors().await?;
        self.read_terms().await?;
        self.read_media().await?;
        let mut files = list_posts(&self.folder.join("posts"))?;
        files.extend(list_posts(&self.folder.join("pages"))?);
        let total = files.len() as u64;
        let batches = batch(files.into_iter(), BATCH, usize::MAX, |_| 1);
        let mut line = Pipeline::begin(batches, |file: PathBuf| PostFiles::read(&file));
        while let Some(batch) = line.next().await {
            for files in batch {
                self.write_post(files?).await?;
                progress(self.imported.posts, total);
            }
        }
        for (id, parent, file) in std::mem::take(&mut self.parents) {
            if !archive::set_parent(self.connection, id, &parent).await? {
                let problem = format!("there is no page {parent} to stand below");
                return Err(ArchiveError::Malformed { path: file, line: None, problem });
            }
        }
        let path = self.folder.join(MENU);
        for line in json_lines::read::<MenuRecord>(&path)? {
            let (number, item) = line?;
            let place = i64::try_from(number).unwrap_or(i64::MAX);
            archive::insert_menu_item(self.connection, place, &item).await?;
        }
        let path = self.folder.join(REDIRECTS);
        for line in json_lines::read::<RedirectRecord>(&path)? {
            let (_, RedirectRecord { path, target }) = line?;
            redirects::add(self.connection, &path, &target).await?;
        }
        self.read_front_page().await?;
        self.read_places().await?;
        self.read_moderation().await?;
        terms::recount(self.connection).await?;
        sequences::catch_up(self.connection).await?;
        // Later IDs would not be exact in a browser, and could run out.
        match sequences::read(self.connection).await?.iter().find(|(_, greatest)| *greatest > GREATEST_ID) {
            Some((table, id)) => {
                let problem = format!("the id {id} of {table} is too great");
                Err(ArchiveError::Malformed { path: self.folder.to_owned(), line: None, problem })
            }
            None => Ok(()),
        }
    }

    /// Imports the sections of the front page. What they name need not exist.
    async fn read_front_page(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(FRONT_PAGE);
        let mut rows = Vec::new();
        for line in json_lines::read::<SectionRecord>(&path)? {
            let (number, section) = line?;
            let html = render::short(&section.text);
            let Some(row) = section.row(html) else {
                let problem = "an unknown kind, layout or choice".to_owned();
                return Err(ArchiveError::Malformed { path: path.clone(), line: Some(number), problem });
            };
            rows.push(row);
        }
        Ok(front_page::replace(self.connection, &rows).await?)
    }

    /// Imports the block rules and the token counts of the spam filter.
    async fn read_moderation(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(BLOCKS);
        for line in json_lines::read::<BlockRuleRecord>(&path)? {
            let (number, block) = line?;
            let added = archive::insert_block_rule(self.connection, &block).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
        }
        let path = self.folder.join(LESSONS);
        for line in json_lines::read::<SpamTokenRecord>(&path)? {
            let (number, lesson) = line?;
            let added = archive::insert_spam_token(self.connection, &lesson).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
        }
        Ok(())
    }

    async fn read_authors(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(AUTHORS);
        for line in json_lines::read::<AuthorRecord>(&path)? {
            let (number, author) = line?;
            let html = render::short(&author.biography);
            let added = archive::insert_author(self.connection, &author, &html).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
            self.authors.insert(author.slug, author.id);
        }
        Ok(())
    }

    async fn read_terms(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(TERMS);
        let mut parents = Vec::new();
        for line in json_lines::read::<TermRecord>(&path)? {
            let (number, term) = line?;
            let html = render::short(&term.description);
            let added = archive::insert_term(self.connection, &term, &html).await;
            added.map_err(ArchiveError::refused(&path, Some(number)))?;
            parents.extend(term.parent.map(|parent| (number, term.id, parent)));
            self.terms.insert((term.kind, term.slug), term.id);
        }
        for (number, id, parent) in parents {
            if !archive::nest_term(self.connection, id, &parent).await? {
                let problem = format!("there is no {parent} to stand below");
                return Err(ArchiveError::Malformed { path, line: Some(number), problem });
            }
        }
        Ok(())
    }
}

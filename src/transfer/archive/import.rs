use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::export::Exported;
use super::files::{ArchivedComment, PostFiles, list_posts, sibling};
use super::{
    AUTHORS, ArchiveError, BLOCKS, COMMENTS, LESSONS, MEDIA, MEDIA_FOLDER, MENU, REDIRECTS, REVISIONS, SITE, TERMS,
    VERSION, json_lines, post, render,
};
use crate::media::responsive_images;
use crate::store::archive::{
    self, AuthorRecord, BlockRuleRecord, MediaRecord, MenuRecord, RedirectRecord, RevisionRecord, SpamTokenRecord,
    TermRecord,
};
use crate::store::{Store, posts, redirects, sequences, settings, terms};
use crate::text::slugify;
use crate::transfer::ImportProgress;
use crate::transfer::markdown::front_matter::FrontMatter;
use crate::transfer::pipeline::{Pipeline, batch};

/// What pictures of the library may be: they are served as what they say they are.
const PICTURES: [&str; 6] = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/svg+xml"];

/// The greatest id that a number of JavaScript holds exactly.
const GREATEST_ID: i64 = (1 << 53) - 1;

/// How many posts are read at a time.
const BATCH: usize = 64;

#[derive(Deserialize)]
struct ArchiveSite {
    longan_archive: u32,
    #[serde(default)]
    settings: HashMap<String, String>,
}

/// Makes the site of an archive, in a database without content: all of it, or nothing.
pub async fn import(
    store: &Store,
    folder: &Path,
    zone: &TimeZone,
    progress: &ImportProgress,
) -> Result<Exported, ArchiveError> {
    let site = read_site(folder)?;
    let mut writing = store.write().await?;
    if !archive::is_empty(&mut writing).await? {
        return Err(ArchiveError::NotEmpty);
    }
    archive::defer_references(&mut writing).await?;
    let mut reader = ArchiveReader {
        connection: &mut writing,
        folder,
        zone,
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
    connection: &'a mut SqliteConnection,
    folder: &'a Path,
    zone: &'a TimeZone,
    /// By slug.
    authors: HashMap<String, i64>,
    /// By kind and slug.
    terms: HashMap<(String, String), i64>,
    /// Pages, the slugs of those above them, and the files that say so.
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
        self.read_moderation().await?;
        terms::recount(self.connection).await?;
        sequences::catch_up(self.connection).await?;
        // Ids after such a one would not be exact in a browser, and at the end there would be none left.
        match sequences::read(self.connection).await?.iter().find(|(_, greatest)| *greatest > GREATEST_ID) {
            Some((table, id)) => {
                let problem = format!("the id {id} of {table} is too great");
                Err(ArchiveError::Malformed { path: self.folder.to_owned(), line: None, problem })
            }
            None => Ok(()),
        }
    }

    /// The rules that block comments, and what the spam score has learned.
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

    async fn read_media(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(MEDIA);
        for line in json_lines::read::<MediaRecord>(&path)? {
            let (number, media) = line?;
            let refused = ArchiveError::refused(&path, Some(number));
            archive::insert_media(self.connection, &media).await.map_err(&refused)?;
            for file in &media.files {
                // The name is a part of a path here and of an address there.
                let plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
                let is_picture = PICTURES.contains(&file.content_type.as_str());
                if file.name.starts_with('.') || !file.name.chars().all(plain) || !is_picture {
                    let problem = format!("{:?} is not the name of a picture", file.name);
                    return Err(ArchiveError::Malformed { path: path.clone(), line: Some(number), problem });
                }
                let place = self.folder.join(MEDIA_FOLDER).join(media.id.to_string()).join(&file.name);
                let content = fs::read(&place).map_err(|error| ArchiveError::Read { path: place, error })?;
                archive::insert_file(self.connection, media.id, file, &content).await.map_err(&refused)?;
            }
            archive::refresh_size(self.connection, media.id).await?;
            self.imported.pictures += 1;
        }
        Ok(())
    }

    async fn write_post(&mut self, files: PostFiles) -> Result<(), ArchiveError> {
        let PostFiles { source, format, mut body, comments } = files;
        let file = source.path.as_path();
        let head = FrontMatter::read(&source)?;
        let record = post::read(&head, format, self.zone)?;
        body.html = responsive_images::complete(self.connection, &body.html).await?;
        let author = match &record.author {
            Some(name) => Some(self.find_author(name).ok_or_else(|| head.wrong("author", "nobody is called this"))?),
            None => None,
        };
        let mut placed = Vec::new();
        for (field, kind) in [("categories", "category"), ("tags", "tag")] {
            for name in head.list(&[field])? {
                let found = self.find_term(kind, &name);
                placed.push(found.ok_or_else(|| head.wrong(field, &format!("there is no {kind} {name}")))?);
            }
        }
        let new = post::new_post(&head, &record, author, body)?;
        let refused = ArchiveError::refused(file, None);
        let added = posts::add(self.connection, &new).await.map_err(&refused)?;
        let malformed =
            |problem: &str| ArchiveError::Malformed { path: file.to_owned(), line: None, problem: problem.to_owned() };
        let (id, slug) = added.ok_or_else(|| malformed("another post has this guid"))?;
        if slug != record.slug {
            return Err(malformed("another post has this slug"));
        }
        archive::complete_post(self.connection, id, &record).await.map_err(&refused)?;
        responsive_images::add_shown(self.connection, record.id, &new.html, &new.image_src).await?;
        posts::set_terms(self.connection, record.id, &new, &placed).await?;
        self.parents.extend(record.parent.clone().map(|parent| (record.id, parent, file.to_owned())));
        self.write_comments(record.id, &sibling(file, COMMENTS), comments).await?;
        self.read_revisions(record.id, &sibling(file, REVISIONS)).await?;
        self.imported.posts += 1;
        Ok(())
    }

    async fn write_comments(
        &mut self,
        post: i64,
        path: &Path,
        comments: Vec<ArchivedComment>,
    ) -> Result<(), ArchiveError> {
        for ArchivedComment { line, comment, html } in comments {
            let author = match &comment.author {
                Some(slug) => Some(self.find_author(slug).ok_or_else(|| ArchiveError::Malformed {
                    path: path.to_owned(),
                    line: Some(line),
                    problem: format!("there is no author {slug}"),
                })?),
                None => None,
            };
            let added = archive::insert_comment(self.connection, post, author, &comment, &html).await;
            added.map_err(ArchiveError::refused(path, Some(line)))?;
            self.imported.comments += 1;
        }
        posts::recount_comments(self.connection, post).await?;
        Ok(())
    }

    async fn read_revisions(&mut self, post: i64, path: &Path) -> Result<(), ArchiveError> {
        for line in json_lines::read::<RevisionRecord>(path)? {
            let (number, revision) = line?;
            let added = archive::insert_revision(self.connection, post, &revision).await;
            added.map_err(ArchiveError::refused(path, Some(number)))?;
        }
        Ok(())
    }

    /// By slug, or by a name that makes it.
    fn find_author(&self, name: &str) -> Option<i64> {
        self.authors.get(name).or_else(|| self.authors.get(&slugify(name))).copied()
    }

    fn find_term(&self, kind: &str, name: &str) -> Option<i64> {
        let find = |slug: String| self.terms.get(&(kind.to_owned(), slug)).copied();
        find(name.to_owned()).or_else(|| find(slugify(name)))
    }
}

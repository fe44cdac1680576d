use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::pin::pin;

use futures::{StreamExt, TryStreamExt};
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::json_lines::JsonLinesWriter;
use super::{
    AUTHORS, ArchiveError, BLOCKS, COMMENTS, FRONT_PAGE, LESSONS, MEDIA, MEDIA_FOLDER, MENU, PLACEMENTS, REDIRECTS,
    RENDERED, REVISIONS, SITE, SNIPPETS, TERMS, VERSION, post, render,
};
use crate::store::Store;
use crate::store::archive::{self, PostRecord, Rows};
use crate::store::files::FileError;
use crate::store::media::{self, FileRow};
use crate::store::sql::Connection;

/// The size of an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Number of posts and pages.
    pub posts: u64,
    pub comments: u64,
    pub pictures: u64,
    /// Files whose objects in the storage are lost or damaged. They are not in the archive, and the log names them.
    pub lost: u64,
}

/// Exports the site to a new folder: a consistent snapshot, even while the site is being served. The folder is renamed
/// to its final name when it is complete. Only its owner may read it.
pub async fn export(store: &Store, folder: &Path, zone: &TimeZone) -> Result<Exported, ArchiveError> {
    let failed = |error| ArchiveError::Write { path: folder.to_owned(), error };
    let is_free = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error)),
    };
    if !is_free {
        return Err(ArchiveError::Exists(folder.to_owned()));
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = tempfile::Builder::new().prefix(".longan-").suffix(".partial").tempdir_in(above).map_err(failed)?;
    let mut reading = store.begin_read().await?;
    let mut writer =
        ArchiveWriter { store, connection: &mut reading, folder: draft.path(), zone, exported: Exported::default() };
    writer.write_all().await?;
    let exported = writer.exported;
    // `rename` replaces an empty folder.
    fs::rename(draft.path(), folder).map_err(failed)?;
    // Already renamed, so nothing must be deleted.
    let _ = draft.keep();
    Ok(exported)
}

struct ArchiveWriter<'a> {
    store: &'a Store,
    connection: &'a mut Connection,
    folder: &'a Path,
    zone: &'a TimeZone,
    exported: Exported,
}

impl ArchiveWriter<'_> {
    async fn write_all(&mut self) -> Result<(), ArchiveError> {
        let settings = archive::list_settings(self.connection).await?;
        let settings: Map<String, Value> = settings.into_iter().map(|(name, value)| (name, value.into())).collect();
        let site = format!("{:#}\n", json!({ "longan_archive": VERSION, "settings": settings }));
        self.put(SITE, site.as_bytes())?;
        let path = |name| self.folder.join(name);
        let (authors, terms, menu, redirects) = (path(AUTHORS), path(TERMS), path(MENU), path(REDIRECTS));
        drain(archive::stream_authors(self.connection), authors).await?;
        drain(archive::stream_terms(self.connection), terms).await?;
        drain(archive::stream_menu(self.connection), menu).await?;
        let mut lines = JsonLinesWriter::new(path(FRONT_PAGE));
        for section in archive::list_sections(self.connection).await? {
            lines.write(&section)?;
        }
        lines.finish()?;
        drain(archive::stream_redirects(self.connection), redirects).await?;
        drain(archive::stream_block_rules(self.connection), self.folder.join(BLOCKS)).await?;
        drain(archive::stream_spam_tokens(self.connection), self.folder.join(LESSONS)).await?;
        drain(archive::stream_placements(self.connection), self.folder.join(PLACEMENTS)).await?;
        drain(archive::stream_snippets(self.connection), self.folder.join(SNIPPETS)).await?;
        self.write_media().await?;
        let mut last = i64::MIN;
        while let Some(post) = archive::next_post(self.connection, last).await? {
            last = post.id;
            self.write_post(&post).await?;
            self.exported.posts += 1;
        }
        Ok(())
    }

    async fn write_post(&mut self, record: &PostRecord) -> Result<(), ArchiveError> {
        let name = post::name(record);
        let terms = crate::store::terms::list_for_posts(self.connection, &[record.id]).await?;
        let text = format!("{}{}", post::head(record, &terms, self.zone), record.source);
        self.put(&format!("{name}.{}", post::ending(record)), text.as_bytes())?;
        let body = render::body(self.connection, &record.source, &record.format, None).await?;
        if body.html != record.html {
            self.put(&format!("{name}{RENDERED}"), record.html.as_bytes())?;
        }
        let mut lines = JsonLinesWriter::new(self.folder.join(format!("{name}{COMMENTS}")));
        let mut comments = archive::stream_comments(self.connection, record.id);
        while let Some(comment) = comments.next().await {
            let mut comment = comment?;
            comment.html = comment.html.filter(|html| render::comment(&comment.source, None) != *html);
            lines.write(&comment)?;
            self.exported.comments += 1;
        }
        drop(comments);
        lines.finish()?;
        let revisions = self.folder.join(format!("{name}{REVISIONS}"));
        drain(archive::stream_revisions(self.connection, record.id), revisions).await
    }

    async fn write_media(&mut self) -> Result<(), ArchiveError> {
        let mut lines = JsonLinesWriter::new(self.folder.join(MEDIA));
        let mut last = i64::MIN;
        while let Some(mut picture) = archive::next_media(self.connection, last).await? {
            last = picture.id;
            picture.files = archive::list_files(self.connection, picture.id).await?;
            for file in &picture.files {
                let row = media::find_file(self.connection, picture.id, &file.name).await?;
                let name = format!("{MEDIA_FOLDER}/{}/{}", picture.id, file.name);
                match self.write_file(&row.ok_or(sqlx::Error::RowNotFound)?, &name).await {
                    Err(ArchiveError::File(error)) if error.is_of_one_file() => {
                        tracing::error!(%error, file = name, "a file is not in the archive");
                        self.exported.lost += 1;
                    }
                    written => written?,
                }
            }
            lines.write(&picture)?;
            self.exported.pictures += 1;
        }
        lines.finish()
    }

    /// Writes a file of the library, from the snapshot, or from the storage, where it stays for a time even if it is
    /// deleted. Those that are not pictures are never in memory as a whole.
    async fn write_file(&mut self, file: &FileRow, name: &str) -> Result<(), ArchiveError> {
        let length = file.length.unsigned_abs();
        match (file.key(), file.chunks_key()) {
            (Some(key), _) if file.is_picture() => {
                let content = self.store.read_object(&key, file.length).await.map_err(FileError::from)?;
                self.put(name, &content)
            }
            (Some(_), _) => {
                let (mut target, path) = self.create(name)?;
                let mut content = pin!(self.store.stream_file(file.clone(), 0..length));
                while let Some(part) = content.try_next().await? {
                    append(&mut target, &path, &part)?;
                }
                finish(&target, &path)
            }
            (None, Some(key)) => {
                let (mut target, path) = self.create(name)?;
                for number in 0..length.div_ceil(media::CHUNK) {
                    let chunk = media::read_chunk(self.connection, &key, number).await?;
                    append(&mut target, &path, &chunk.ok_or(sqlx::Error::RowNotFound)?)?;
                }
                finish(&target, &path)
            }
            (None, None) => {
                let content = media::read_content(self.connection, file.id).await?;
                self.put(name, &content.ok_or(sqlx::Error::RowNotFound)?)
            }
        }
    }

    /// Writes a file, and creates its folders as needed.
    fn put(&self, name: &str, content: &[u8]) -> Result<(), ArchiveError> {
        let (mut file, path) = self.create(name)?;
        append(&mut file, &path, content)?;
        finish(&file, &path)
    }

    /// Creates a file, and its folders as needed.
    fn create(&self, name: &str) -> Result<(File, PathBuf), ArchiveError> {
        let path = self.folder.join(name);
        let create = || {
            if let Some(above) = path.parent() {
                DirBuilder::new().recursive(true).mode(0o700).create(above)?;
            }
            File::create_new(&path)
        };
        let created = create();
        created.map(|file| (file, path.clone())).map_err(|error| ArchiveError::Write { path, error })
    }
}

fn append(file: &mut File, path: &Path, content: &[u8]) -> Result<(), ArchiveError> {
    file.write_all(content).map_err(|error| ArchiveError::Write { path: path.to_owned(), error })
}

fn finish(file: &File, path: &Path) -> Result<(), ArchiveError> {
    file.sync_all().map_err(|error| ArchiveError::Write { path: path.to_owned(), error })
}

async fn drain<T: Serialize>(mut rows: Rows<'_, T>, path: PathBuf) -> Result<(), ArchiveError> {
    let mut lines = JsonLinesWriter::new(path);
    while let Some(row) = rows.next().await {
        lines.write(&row?)?;
    }
    lines.finish()
}

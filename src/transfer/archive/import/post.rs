//! Imports a post or page with its terms, comments and revisions.

use std::path::Path;

use super::ArchiveReader;
use crate::media::responsive_images;
use crate::store::archive::{self, RevisionRecord};
use crate::store::posts;
use crate::text::slugify;
use crate::transfer::archive::files::{ArchivedComment, PostFiles, sibling};
use crate::transfer::archive::strict_front_matter::StrictFrontMatter;
use crate::transfer::archive::{ArchiveError, COMMENTS, REVISIONS, json_lines, post};

impl ArchiveReader<'_> {
    /// Imports a post. Its parent page is set later, since that may not have been imported yet.
    pub(super) async fn write_post(&mut self, files: PostFiles) -> Result<(), ArchiveError> {
        let PostFiles { source, format, mut body, comments } = files;
        let file = source.path.as_path();
        let head = StrictFrontMatter::read(&source)?;
        let record = post::read(&head, format, self.zone)?;
        body.html = responsive_images::complete(self.connection, &body.html).await?;
        let author = match &record.author {
            Some(name) => Some(self.find_author(name).ok_or_else(|| head.wrong("author", "nobody is called this"))?),
            None => None,
        };
        let mut placed = Vec::new();
        for (field, kind) in [("categories", "category"), ("tags", "tag")] {
            for name in head.list(field)? {
                let found = self.find_term(kind, &name);
                placed.push(found.ok_or_else(|| head.wrong(field, &format!("there is no {kind} {name}")))?);
            }
        }
        let new = post::new_post(&head, &record, author, body)?;
        let refused = ArchiveError::refused(file, None);
        let is_added = posts::add_with_id(self.connection, &new, record.id).await.map_err(&refused)?;
        let malformed =
            |problem: &str| ArchiveError::Malformed { path: file.to_owned(), line: None, problem: problem.to_owned() };
        if !is_added {
            let is_guid = posts::is_known(self.connection, &new).await.map_err(&refused)?;
            return Err(malformed(if is_guid {
                "another post has this guid"
            } else {
                "another post has this slug or id"
            }));
        }
        archive::complete_post(self.connection, &record).await.map_err(&refused)?;
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

    /// Finds an author by slug, or by a name that gives the slug.
    fn find_author(&self, name: &str) -> Option<i64> {
        self.authors.get(name).or_else(|| self.authors.get(&slugify(name))).copied()
    }

    fn find_term(&self, kind: &str, name: &str) -> Option<i64> {
        let find = |slug: String| self.terms.get(&(kind.to_owned(), slug)).copied();
        find(name.to_owned()).or_else(|| find(slugify(name)))
    }
}

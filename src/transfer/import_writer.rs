//! Writes import records to the database. One import is one transaction.

mod author;
mod comment;
mod entry;
mod menu;
mod redirect;
mod term;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::first_pass::FirstPass;
use super::prepare::PreparedRecord;
use super::record::{
    ImportRecord, ImportedEntry, ImportedMenuItem, ImportedRedirect, ImportedRedirectTarget, ImportedSite,
    ImportedTermKind,
};
use super::report::ImportReport;
use crate::model::address::{Address, Period};
use crate::model::language::Language;
use crate::store::redirect_candidates::{self, CandidateTarget};
use crate::store::sql::Connection;
use crate::store::{posts, settings, terms};
use crate::text::old_path;
pub use comment::new_comment;
use redirect::PendingRedirects;

/// The setting of the site's language.
const LANGUAGE: &str = "site.language";

/// Returns the language of a tag such as `en-GB`, if the site has it.
fn language(tag: &str) -> Option<Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    Some(Language::from_tag(&primary)).filter(|language| language.tag() == primary)
}

/// Writes records in their order. Must be concluded with [`ImportWriter::finish`].
pub struct ImportWriter<'a> {
    connection: &'a mut Connection,
    first_pass: &'a FirstPass,
    report: ImportReport,
    /// IDs by lower-case login.
    authors: HashMap<String, i64>,
    /// The names of authors by lower-case login, and the other way round.
    author_names: HashMap<String, String>,
    author_logins: HashMap<String, String>,
    /// The login that each slug was assigned to in this import.
    author_slugs: HashMap<String, String>,
    /// The slugs of authors here who stand for others, by login.
    author_places: HashMap<String, String>,
    /// IDs by the slug in the record.
    terms: HashMap<(ImportedTermKind, String), i64>,
    /// The slug in the record, by the assigned one.
    term_slugs: HashMap<(ImportedTermKind, String), String>,
    /// Digests of the GUIDs in this import, to detect duplicates.
    guids: HashSet<u64>,
    /// The paths of published entries in menus, by original ID.
    places: HashMap<i64, String>,
    /// The titles of published entries in menus, by original ID.
    titles: HashMap<i64, String>,
    /// The paths and names of categories and tags, by original ID.
    term_places: HashMap<i64, (String, String)>,
    /// Pairs of a category and its parent, by slug, that the first pass did not know.
    nested: Vec<(String, String)>,
    menu_items: Vec<ImportedMenuItem>,
    /// Old paths of listings and their targets, which yield to those of posts.
    late: Vec<(String, String)>,
    /// The old paths of years and months that had posts. Those of a blog in a folder are known by nothing else.
    archives: BTreeSet<String>,
    /// The IDs of pages by original ID.
    pages: HashMap<i64, i64>,
    pages_below: Vec<(i64, i64)>,
    waiting: PendingRedirects,
}

impl<'a> ImportWriter<'a> {
    /// Creates a writer.
    pub async fn begin(
        connection: &'a mut Connection,
        first_pass: &'a FirstPass,
        report: ImportReport,
    ) -> sqlx::Result<Self> {
        redirect_candidates::open(connection).await?;
        Ok(Self {
            connection,
            first_pass,
            report,
            authors: HashMap::new(),
            author_names: HashMap::new(),
            author_logins: HashMap::new(),
            author_slugs: HashMap::new(),
            author_places: HashMap::new(),
            terms: HashMap::new(),
            term_slugs: HashMap::new(),
            guids: HashSet::new(),
            places: HashMap::new(),
            titles: HashMap::new(),
            term_places: HashMap::new(),
            nested: Vec::new(),
            menu_items: Vec::new(),
            late: Vec::new(),
            archives: BTreeSet::new(),
            pages: HashMap::new(),
            pages_below: Vec::new(),
            waiting: PendingRedirects::default(),
        })
    }

    /// Writes the guest authors, whose records may come after the entries that they sign.
    pub async fn write_guests(&mut self) -> sqlx::Result<()> {
        for guest in &self.first_pass.guests {
            self.write_author(guest).await?;
        }
        Ok(())
    }

    /// Writes a batch. Its posts and pages are written with few statements: each is a round trip to the connection's
    /// thread.
    pub async fn write(&mut self, batch: Vec<PreparedRecord>) -> sqlx::Result<()> {
        let mut entries = Vec::new();
        for prepared in batch {
            match prepared {
                PreparedRecord::Entry(entry, ready) => entries.push((*entry, Some(*ready))),
                PreparedRecord::Other(ImportRecord::Entry(attachment)) => entries.push((*attachment, None)),
                PreparedRecord::Other(record) => self.write_record(record).await?,
            }
        }
        self.write_entries(entries).await
    }

    async fn write_record(&mut self, record: ImportRecord) -> sqlx::Result<()> {
        match record {
            // Already inserted into the entries that use them.
            ImportRecord::Pattern { .. } | ImportRecord::Guest(_) => Ok(()),
            ImportRecord::Site(site) => self.write_site(&site).await,
            ImportRecord::Author(author) => self.write_author(&author).await,
            ImportRecord::Term(term) => self.write_term(&term).await,
            ImportRecord::Entry(entry) => self.pass_attachment(*entry).await,
            ImportRecord::MenuItem(item) => {
                self.menu_items.push(item);
                Ok(())
            }
            ImportRecord::Redirect(redirect) => self.write_old_path(&redirect).await,
            ImportRecord::LeftOut(left_out) => {
                self.report.add(left_out);
                Ok(())
            }
            ImportRecord::Warning(warning) => {
                self.report.warn(warning);
                Ok(())
            }
        }
    }

    /// Sets the site's title, tagline and language, unless they are set already. A site that has posts keeps its language.
    async fn write_site(&mut self, site: &ImportedSite) -> sqlx::Result<()> {
        let is_new = !posts::has_any(self.connection).await?;
        let language = language(&site.language).filter(|_| is_new).map(Language::tag).unwrap_or_default();
        for (name, text) in
            [(settings::TITLE, site.title.as_str()), (settings::TAGLINE, &site.tagline), (LANGUAGE, language)]
        {
            if !text.is_empty() && settings::find(self.connection, name).await?.is_none() {
                settings::set(self.connection, name, text).await?;
            }
        }
        Ok(())
    }

    /// Writes the redirect to a term or author.
    async fn write_old_path(&mut self, redirect: &ImportedRedirect) -> sqlx::Result<()> {
        let target = match &redirect.to {
            ImportedRedirectTarget::Term(id) => self.term_places.get(id).map(|(target, _)| target.clone()),
            ImportedRedirectTarget::Author(login) => {
                let login = login.to_lowercase();
                let own = || self.author_slugs.iter().find(|(_, owner)| **owner == login).map(|(slug, _)| slug);
                let slug = self.author_places.get(&login).or_else(own);
                slug.map(|slug| Address::Author(slug).to_string())
            }
        };
        match target {
            Some(target) => self.write_redirect(&redirect.from, &target).await,
            None => Ok(()),
        }
    }

    /// Attachments are not stored as entries. The old page of an attachment redirects to the entry it was uploaded to.
    async fn pass_attachment(&mut self, entry: ImportedEntry) -> sqlx::Result<()> {
        for left_out in entry.left_out.iter().cloned() {
            self.report.add(left_out.at(&entry.title));
        }
        for _ in &entry.comments {
            self.report.leave_out("comment on an attachment", "attachments have no pages here");
        }
        let address = entry.attachment_url.as_deref().unwrap_or_default();
        if self.first_pass.context.moved.target(address).is_none() {
            self.report.count_attachment();
        }
        if let Some(parent) = entry.parent_old_id {
            for path in &entry.old_paths {
                self.write_candidates(path, CandidateTarget::Entry(parent)).await?;
            }
        }
        Ok(())
    }

    /// Writes what is known only at the end: the category tree, page parents, redirects, the menu, and counts.
    pub async fn finish(mut self) -> sqlx::Result<ImportReport> {
        let nested = self.nested.iter().map(|(child, parent)| (child, parent));
        for (child, parent) in self.first_pass.parents.iter().chain(nested) {
            let id = |slug: &String| self.terms.get(&(ImportedTermKind::Category, slug.clone())).copied();
            if let (Some(child), Some(parent)) = (id(child), id(parent)) {
                terms::nest(self.connection, child, parent).await?;
            }
        }
        for (child, parent) in &self.pages_below {
            if let Some(parent) = self.pages.get(parent) {
                posts::nest(self.connection, *child, *parent).await?;
            }
        }
        let archives = std::mem::take(&mut self.archives).into_iter();
        let archives = archives.map(|path| (path.clone(), format!("{}{path}", Address::Archive(Period::All))));
        for (path, target) in std::mem::take(&mut self.late).into_iter().chain(archives) {
            self.write_candidates(&path, CandidateTarget::Place(target)).await?;
        }
        self.settle_candidates().await?;
        for (path, place) in &self.first_pass.context.moved.redirects {
            self.write_redirect(&old_path::normalize(path), place).await?;
        }
        if let Some(folder) = self.first_pass.folder() {
            self.write_redirect(&folder, "/").await?;
        }
        // The menu may have targets among these redirects.
        self.flush(1).await?;
        self.write_menu().await?;
        terms::recount(self.connection).await?;
        Ok(self.report)
    }
}

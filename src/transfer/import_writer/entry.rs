//! Writes posts and pages.

use std::mem::take;

use super::{ImportWriter, comment};
use crate::clock::now;
use crate::media::responsive_images;
use crate::model::address::Address;
use crate::model::admin::post::BodyFormat;
use crate::store::posts::{self, InsertedPost, NewPost, PostKind, PostStatus, TextRow};
use crate::store::redirect_candidates::CandidateTarget;
use crate::text::{fold, old_path};
use crate::transfer::first_pass::{digest, slug};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::prepare::PreparedEntry;
use crate::transfer::record::{
    ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedImage, ImportedTermKind, Markup,
};
use crate::transfer::wordpress::links;

/// Maximum length of a title derived from the text, in characters.
const LONGEST_TITLE: usize = 60;
/// Maximum length of a canonical address, in bytes.
const LONGEST_CANONICAL: usize = 2_000;

impl ImportWriter<'_> {
    /// Writes posts and pages with their rendered texts, and attachments, which have none.
    pub(super) async fn write_entries(
        &mut self,
        mut entries: Vec<(ImportedEntry, Option<PreparedEntry>)>,
    ) -> sqlx::Result<()> {
        let mut posts = Vec::with_capacity(entries.len());
        for (entry, ready) in &mut entries {
            let Some(ready) = ready else { continue };
            if !self.guids.insert(digest(&entry.guid)) {
                entry.guid = format!("{}#{}", entry.guid, entry.old_id);
            }
            self.sign(entry).await?;
            ready.body.html = responsive_images::complete(self.connection, &ready.body.html).await?;
            posts.push(self.new_post(entry, ready));
        }
        let placed = posts::add_all(self.connection, &posts).await?;
        let (mut in_terms, mut discussions) = (Vec::new(), Vec::new());
        let with_ready = entries.iter_mut().filter_map(|(entry, ready)| Some((&*entry, ready.as_mut()?)));
        for ((entry, ready), (post, placed)) in with_ready.zip(posts.iter().zip(&placed)) {
            let Some((id, _)) = placed else { continue };
            let categories = entry.categories.iter().map(|slug| (ImportedTermKind::Category, slug.clone()));
            let tags = entry.tags.iter().map(|slug| (ImportedTermKind::Tag, slug.clone()));
            let terms = categories.chain(tags).filter_map(|term| self.terms.get(&term).copied());
            in_terms.push((*id, post, terms.collect()));
            discussions.push((*id, entry, take(&mut ready.comments)));
        }
        posts::set_all_terms(self.connection, &in_terms).await?;
        self.write_comments(discussions).await?;
        let mut written = posts.iter().zip(placed);
        for (entry, ready) in entries {
            match ready.and_then(|ready| Some((ready, written.next()?))) {
                None => self.pass_attachment(entry).await?,
                Some((_, (_, None))) => {
                    self.report.count_present();
                    self.move_pictures(&entry.guid).await?;
                }
                Some((ready, (post, Some(placed)))) => {
                    self.report.absorb(ready.losses, &post.title);
                    self.follow_up(entry, post, placed).await?;
                }
            }
        }
        Ok(())
    }

    /// Writes the redirects to a new post, and counts it.
    async fn follow_up(
        &mut self,
        mut entry: ImportedEntry,
        post: &NewPost,
        (id, slug): InsertedPost,
    ) -> sqlx::Result<()> {
        responsive_images::add_shown(self.connection, id, &post.html, &post.image_src).await?;
        if !(entry.seo_title.is_empty() && entry.seo_description.is_empty()) {
            posts::set_search_texts(self.connection, id, &entry.seo_title, &entry.seo_description).await?;
        }
        if entry.noindex {
            posts::set_noindex(self.connection, id).await?;
        }
        match canonical(&entry, &self.first_pass.context.base_url) {
            Some(canonical) if !canonical.is_empty() => posts::set_canonical(self.connection, id, &canonical).await?,
            Some(_) => {}
            None => {
                let problem = "its canonical address is not a web address and was left out";
                let detail = entry.canonical.clone();
                self.report.warn(ImportWarning::InEntry { title: post.title.clone(), problem, detail });
            }
        }
        let place = match post.kind {
            PostKind::Post => Address::Post(&slug).to_string(),
            PostKind::Page => Address::Page(&slug).to_string(),
        };
        // A redirect to an unpublished post would reveal its slug.
        if post.status == PostStatus::Published {
            self.write_paths(&entry, &post.title, place).await?;
        }
        if post.kind == PostKind::Page && entry.old_id > 0 {
            self.pages.insert(entry.old_id, id);
            self.pages_below.extend(entry.parent_old_id.map(|parent| (id, parent)));
        }
        entry.status = record_status(post.status);
        self.report.count_entry(&entry);
        Ok(())
    }

    /// Updates the picture URLs of a post that was imported earlier without its pictures.
    async fn move_pictures(&mut self, guid: &str) -> sqlx::Result<()> {
        let moved = &self.first_pass.context.moved;
        let Some(old) = posts::find_texts(self.connection, guid).await? else { return Ok(()) };
        let mut new = TextRow {
            id: old.id,
            source: moved.replace(&old.source),
            html: moved.replace(&old.html),
            image_src: moved.target(&old.image_src).unwrap_or(&old.image_src).to_owned(),
        };
        if new == old {
            return Ok(());
        }
        new.html = responsive_images::complete(self.connection, &new.html).await?;
        posts::set_texts(self.connection, &new).await?;
        responsive_images::set_shown(self.connection, new.id, &new.html, &new.image_src).await
    }

    async fn write_paths(&mut self, entry: &ImportedEntry, title: &str, place: String) -> sqlx::Result<()> {
        for path in &entry.old_paths {
            self.write_redirect(path, &place).await?;
        }
        for path in &entry.usual_paths {
            if let Some((year, month)) = archive(path)
                && !self.archives.contains(month)
            {
                self.archives.extend([year.to_owned(), month.to_owned()]);
            }
            self.write_candidates(path, CandidateTarget::Place(place.clone())).await?;
        }
        if self.first_pass.in_menus.contains(&entry.old_id) {
            self.places.insert(entry.old_id, place.clone());
            self.titles.insert(entry.old_id, title.to_owned());
        }
        match entry.old_id {
            0 => Ok(()),
            old_id => self.write_place(old_id, place).await,
        }
    }

    fn new_post(&mut self, entry: &ImportedEntry, ready: &mut PreparedEntry) -> NewPost {
        let kind = if entry.kind == ImportedEntryKind::Page { PostKind::Page } else { PostKind::Post };
        let (status, published_at) = self.status(entry);
        let image = self.image(entry);
        let slug = self.free_slug(entry);
        let comment_count = comment::count_published(entry, &ready.comments);
        let body = &mut ready.body;
        let excerpt = if entry.excerpt.is_empty() { take(&mut body.excerpt) } else { entry.excerpt.clone() };
        let title = title(entry, &excerpt, &slug);
        NewPost {
            kind,
            status,
            title_folded: fold(&title),
            title,
            slug,
            source: ready.source.take().unwrap_or_else(|| self.first_pass.context.moved.replace(&entry.body)),
            format: if entry.markup == Markup::Markdown { BodyFormat::Markdown } else { BodyFormat::Visual },
            html: take(&mut body.html),
            excerpt,
            standfirst: entry.excerpt.clone(),
            seo_title: entry.seo_title.clone(),
            seo_description: entry.seo_description.clone(),
            minutes: body.minutes,
            author_id: self.authors.get(&entry.author.to_lowercase()).copied(),
            image_src: image.url,
            image_alt: image.alt,
            image_caption: image.caption,
            comments_open: entry.comments_open,
            menu_order: entry.menu_order,
            pinned_at: entry.sticky.then(|| published_at.unwrap_or_else(now)),
            published_at,
            updated_at: entry.modified_ms.or(published_at).unwrap_or_else(now),
            password: entry.password.clone(),
            guid: Some(entry.guid.clone()),
            comment_count,
        }
    }

    /// Returns the slug. That of an unpublished entry gets a number if a published one needs it.
    fn free_slug(&self, entry: &ImportedEntry) -> String {
        let slug = slug(entry);
        let is_shown = matches!(entry.status, ImportedEntryStatus::Published | ImportedEntryStatus::Protected);
        match !is_shown && self.first_pass.published.contains(&digest(&(entry.kind, &slug))) {
            true => format!("{slug}-{}", entry.old_id),
            false => slug,
        }
    }

    /// Returns status and time. Entries published in the future become scheduled, and published entries always have a
    /// time.
    fn status(&mut self, entry: &ImportedEntry) -> (PostStatus, Option<i64>) {
        let status = match entry.status {
            ImportedEntryStatus::Published => PostStatus::Published,
            ImportedEntryStatus::Draft => PostStatus::Draft,
            ImportedEntryStatus::Scheduled => PostStatus::Scheduled,
            ImportedEntryStatus::Private => PostStatus::Private,
            ImportedEntryStatus::Protected => PostStatus::Protected,
            ImportedEntryStatus::Trash => PostStatus::Trash,
        };
        match entry.published_ms {
            Some(time) if status == PostStatus::Published && time > now() => (PostStatus::Scheduled, Some(time)),
            // Readers have never seen it, and it must not appear by itself among old posts.
            time if status == PostStatus::Scheduled && time.is_none_or(|time| time <= now()) => {
                let problem = "it was scheduled for a time that has passed, and never appeared; it is a draft now";
                self.report.warn(ImportWarning::InEntry { title: entry.title.clone(), problem, detail: String::new() });
                (PostStatus::Draft, time)
            }
            None if status == PostStatus::Published => {
                self.report.warn(ImportWarning::NoDate(entry.title.clone()));
                (status, Some(entry.modified_ms.unwrap_or_else(now)))
            }
            time => (status, time),
        }
    }

    fn image(&self, entry: &ImportedEntry) -> ImportedImage {
        let stated = entry.image.clone();
        let attached = || {
            let found = self.first_pass.context.attachments.get(entry.thumbnail_old_id?)?;
            Some(ImportedImage { url: found.url.clone(), alt: found.alt.clone(), caption: found.caption.clone() })
        };
        let mut image = stated.or_else(attached).unwrap_or_default();
        if let Some(place) = self.first_pass.context.moved.target(&image.url) {
            image.url = place.to_owned();
        }
        image
    }
}

/// Returns the canonical address of an entry: a path if it is on the old site, and empty if it is the entry's own.
/// `None` if it is no web address.
fn canonical(entry: &ImportedEntry, base_url: &str) -> Option<String> {
    let stated = entry.canonical.trim();
    let inner = stated.starts_with('/') && !stated.starts_with("//");
    let path = if inner { Some(stated.to_owned()) } else { links::local(stated, base_url) };
    if let Some(path) = path {
        let own = links::local(&entry.link, base_url).unwrap_or_default();
        let is_own = old_path::normalize(&path) == old_path::normalize(&own);
        return Some(if is_own { String::new() } else { path });
    }
    let whole = if stated.starts_with("//") { format!("https:{stated}") } else { stated.to_owned() };
    let is_web = || url::Url::parse(&whole).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    (whole.is_empty() || (whole.len() <= LONGEST_CANONICAL && is_web())).then_some(whole)
}

/// Returns the paths of the year and the month in a dated path (`/2021/03/…`).
fn archive(path: &str) -> Option<(&str, &str)> {
    let (year, month) = (path.get(..5)?, path.get(..8)?);
    let is_digit = |index: usize| path.as_bytes()[index].is_ascii_digit();
    let is_dated = [1, 2, 3, 4, 6, 7].into_iter().all(is_digit) && path.as_bytes()[5] == b'/';
    (is_dated && path[8..].starts_with('/')).then_some((year, month))
}

fn record_status(status: PostStatus) -> ImportedEntryStatus {
    match status {
        PostStatus::Published => ImportedEntryStatus::Published,
        PostStatus::Draft => ImportedEntryStatus::Draft,
        PostStatus::Scheduled => ImportedEntryStatus::Scheduled,
        PostStatus::Private => ImportedEntryStatus::Private,
        PostStatus::Protected => ImportedEntryStatus::Protected,
        PostStatus::Trash => ImportedEntryStatus::Trash,
    }
}

/// Returns the title of an entry, or the beginning of its text if it has none.
fn title(entry: &ImportedEntry, excerpt: &str, slug: &str) -> String {
    if !entry.title.trim().is_empty() {
        return entry.title.clone();
    }
    let mut title = String::new();
    for word in excerpt.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() > LONGEST_TITLE {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() { slug.to_owned() } else { title }
}

//! Reads a feed element by element.

use std::collections::HashSet;
use std::io::BufRead;
use std::path::Path;

use jiff::tz::TimeZone;

use super::item::FeedItem;
use super::{blogger, item, xhtml};
use crate::text::old_path::normalize;
use crate::text::plain_text::plain;
use crate::text::slugify;
use crate::transfer::discussion::DiscussionRecord;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{
    ImportRecord, ImportedAuthor, ImportedRedirect, ImportedRedirectTarget, ImportedSite, ImportedTerm,
    ImportedTermKind,
};
use crate::transfer::two_passes::Sink;
use crate::transfer::wordpress::xml::{XmlElement, XmlReader, XmlStep};
use crate::transfer::wordpress::{ReadError, ReadProblem};

/// What is wanted of a feed.
pub enum Part<'a> {
    /// The site and its posts and pages.
    Entries(Sink<'a, ImportRecord>),
    /// The comments, which only Blogger has.
    Comments(Sink<'a, DiscussionRecord>),
}

const NO_FEED: &str = "this is no feed: it does not begin with <rss>, <feed> or <rdf:RDF>";
const WORDPRESS: &str = "this is an export of WordPress: use `longan import wordpress`";

/// Gives what is wanted to its sink. Only one element is in memory at a time. `zone` applies to times without one.
///
/// # Errors
/// If the file is no feed, or ends too soon.
pub fn read(input: impl BufRead, path: &Path, zone: &TimeZone, mut part: Part) -> Result<(), String> {
    let mut xml = XmlReader::new(input);
    let mut state = FeedState::default();
    let (mut depth, mut text) = (0_usize, String::new());
    loop {
        text.clear();
        let step = match xml.step(&mut text) {
            Ok(step) => step,
            Err(error) => return state.end_early(&error, path, &mut part),
        };
        match step {
            XmlStep::Start(element) if depth == 0 => {
                if !matches!(element.name.as_str(), "rss" | "feed" | "rdf:RDF") {
                    return Err(NO_FEED.to_owned());
                }
                if element.attributes.iter().any(|(_, value)| value.contains("wordpress.org/export")) {
                    return Err(WORDPRESS.to_owned());
                }
                depth += 1;
            }
            // In RSS 1.0, the items stand beside the channel.
            XmlStep::Start(element) if element.name == "channel" => depth += 1,
            XmlStep::Start(element) => {
                let element = match xhtml::finish(&mut xml, element) {
                    Ok(element) => element,
                    Err(error) => return state.end_early(&error, path, &mut part),
                };
                state.warnings.append(&mut xml.take_warnings(path));
                if !state.take(&element, zone, &mut part) {
                    return Ok(());
                }
            }
            XmlStep::End => depth = depth.saturating_sub(1),
            XmlStep::Eof if state.is_empty && depth == 0 && !state.is_begun => return Err(NO_FEED.to_owned()),
            XmlStep::Eof => {
                state.give_site(&mut part);
                return Ok(());
            }
            XmlStep::Other => {}
        }
    }
}

/// What has been read so far.
struct FeedState {
    site: Option<ImportedSite>,
    is_empty: bool,
    is_begun: bool,
    count: i64,
    terms: HashSet<String>,
    authors: HashSet<String>,
    /// Those that were not given yet: they follow the site.
    warnings: Vec<ImportWarning>,
}

impl Default for FeedState {
    fn default() -> Self {
        Self {
            site: Some(ImportedSite::default()),
            is_empty: true,
            is_begun: false,
            count: 0,
            terms: HashSet::new(),
            authors: HashSet::new(),
            warnings: Vec::new(),
        }
    }
}

impl FeedState {
    /// Takes a child of the feed. Returns false if no more is wanted.
    fn take(&mut self, element: &XmlElement, zone: &TimeZone, part: &mut Part) -> bool {
        self.is_begun = true;
        match element.name.as_str() {
            "item" | "entry" => {
                self.is_empty = false;
                self.give_site(part);
                self.count += 1;
                self.take_item(element, zone, part)
            }
            name => {
                if let Some(site) = &mut self.site {
                    describe(site, name, element);
                }
                true
            }
        }
    }

    fn take_item(&mut self, element: &XmlElement, zone: &TimeZone, part: &mut Part) -> bool {
        match part {
            Part::Comments(sink) => blogger::comment(element, zone).into_iter().all(sink),
            Part::Entries(sink) if !self.warnings.is_empty() => {
                let warnings = std::mem::take(&mut self.warnings).into_iter().map(ImportRecord::Warning);
                warnings.collect::<Vec<_>>().into_iter().all(&mut **sink) && self.take_item(element, zone, part)
            }
            Part::Entries(sink) => match item::read(element, self.count, zone) {
                Ok(item) => self.records(item).into_iter().all(sink),
                Err(left_out) => left_out.is_none_or(|left_out| sink(ImportRecord::LeftOut(left_out))),
            },
        }
    }

    fn records(&mut self, item: FeedItem) -> Vec<ImportRecord> {
        let mut records = Vec::new();
        let FeedItem { mut entry, author, terms } = item;
        if let Some(name) = author {
            entry.author.clone_from(&name);
            if self.authors.insert(name.clone()) {
                let login = name.clone();
                records.push(ImportRecord::Author(ImportedAuthor { login, name, ..ImportedAuthor::default() }));
            }
        }
        for name in terms {
            let slug = slugify(&name);
            if slug.is_empty() || entry.tags.contains(&slug) {
                continue;
            }
            if self.terms.insert(slug.clone()) {
                let number = self.terms.len() as i64;
                let label = normalize(&format!("/search/label/{name}"));
                let (kind, description) = (ImportedTermKind::Tag, String::new());
                let (old_id, slug) = (Some(number), slug.clone());
                records.push(ImportRecord::Term(ImportedTerm { kind, old_id, slug, name, description, parent: None }));
                let to = ImportedRedirectTarget::Term(number);
                records.push(ImportRecord::Redirect(ImportedRedirect { from: label, to }));
            }
            entry.tags.push(slug);
        }
        records.push(ImportRecord::Entry(entry));
        records
    }

    /// Ends a feed that was cut off: what came before the cut comes in. Any other error stays one.
    fn end_early(&mut self, error: &ReadError, path: &Path, part: &mut Part) -> Result<(), String> {
        let ReadProblem::Truncated { line, .. } = &error.problem else { return Err(error.to_string()) };
        if self.is_empty {
            return Err(error.to_string());
        }
        if let Part::Entries(sink) = part {
            let (path, line, field) = (path.to_owned(), Some(*line), String::new());
            let (problem, detail) = ("the file is cut off here; what follows is missing", String::new());
            sink(ImportRecord::Warning(ImportWarning::InFile { path, line, field, problem, detail }));
        }
        Ok(())
    }

    /// Gives the site once all about it is known.
    fn give_site(&mut self, part: &mut Part) {
        if let (Some(site), Part::Entries(sink)) = (self.site.take(), part) {
            sink(ImportRecord::Site(site));
        }
    }
}

fn describe(site: &mut ImportedSite, name: &str, element: &XmlElement) {
    match name {
        "title" => site.title = plain(&element.text),
        "description" | "subtitle" => site.tagline = plain(&element.text),
        "language" => site.language = element.text.trim().to_owned(),
        "link" => {
            let is_page = element.attribute("rel").is_none_or(|rel| rel == "alternate");
            let address = element.attribute("href").unwrap_or(&element.text).trim().trim_end_matches('/');
            if is_page && site.base_url.is_empty() && address.starts_with("http") {
                site.base_url = address.to_owned();
            }
        }
        _ => {}
    }
}

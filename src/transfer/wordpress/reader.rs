//! Reads WordPress export files ("WXR": RSS 2.0 with WordPress's own elements).
//!
//! Elements are identified by their usual prefixes (`wp:`, `content:`, …): their namespace URIs contain the version of
//! the format and differ between 1.0, 1.1 and 1.2, while the names stay the same.

mod notes;

use std::collections::{HashSet, VecDeque};
use std::io::BufRead;

use jiff::tz::TimeZone;

use super::item::{self, ItemContext};
use super::read_error::{ReadError, ReadProblem};
use super::source::Position;
use super::xml::{XmlElement, XmlReader, XmlStep};
use crate::transfer::record::{
    ImportRecord, ImportedAuthor, ImportedSite, ImportedTerm, ImportedTermKind, SkippedItem,
};

/// Children of the channel that say nothing about the content.
const KNOWN: &[&str] = &[
    "atom:link",
    "cloud",
    "docs",
    "generator",
    "image",
    "lastBuildDate",
    "pubDate",
    "site",
    "sy:updateFrequency",
    "sy:updatePeriod",
    "wp:base_site_url",
];

/// Number of lines before the export in which its beginning is looked for.
const PREAMBLE: u64 = 200;

enum ReaderState {
    Begin,
    InChannel,
    Done,
}

/// Iterates over the records of a file in order. Ends after the first error.
pub struct WxrReader<R: BufRead> {
    xml: XmlReader<R>,
    context: ItemContext,
    state: ReaderState,
    site: Option<ImportedSite>,
    is_wordpress: bool,
    is_strict: bool,
    known: HashSet<(ImportedTermKind, String)>,
    authors: HashSet<String>,
    ready: VecDeque<ImportRecord>,
    /// Warnings and skipped items, which follow the site.
    notes: Vec<ImportRecord>,
}

impl<R: BufRead> WxrReader<R> {
    /// Creates a reader. `zone` is the old site's, for times in local time only.
    pub fn new(input: R, zone: TimeZone) -> Self {
        Self {
            xml: XmlReader::new(input),
            context: ItemContext::new(zone),
            state: ReaderState::Begin,
            site: Some(ImportedSite::default()),
            is_wordpress: false,
            is_strict: false,
            known: HashSet::new(),
            authors: HashSet::new(),
            ready: VecDeque::new(),
            notes: Vec::new(),
        }
    }

    /// Restricts the reader to what the first pass needs.
    pub fn outline(mut self) -> Self {
        self.context.is_outline = true;
        self
    }

    /// Makes the reader end with an error where it would mend the file.
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self.xml.set_strict();
        self
    }

    fn advance(&mut self) -> Result<(), ReadError> {
        match self.state {
            ReaderState::Begin => self.enter(),
            ReaderState::InChannel => self.read_child(),
            ReaderState::Done => Ok(()),
        }
    }

    /// Advances to the content of `<rss><channel>`.
    fn enter(&mut self) -> Result<(), ReadError> {
        let mut is_rss = false;
        let mut text = String::new();
        let mut first: Option<ReadError> = None;
        loop {
            let place = self.xml.position();
            let step = match (self.xml.step(&mut text), first.take()) {
                (Ok(XmlStep::Eof) | Err(_), Some(first)) => return Err(first),
                // Messages of the old server stand before the export.
                (Ok(step), Some(error)) if !is_rss && !matches!(&step, XmlStep::Start(tag) if tag.name == "rss") => {
                    first = Some(error);
                    text.clear();
                    if place.line > PREAMBLE {
                        return Err(first.unwrap_or_else(|| ReadProblem::Encoding.at(place)));
                    }
                    continue;
                }
                (step, Some(error)) => {
                    self.give_warning(error.line, String::new(), "what stands before the export was left out");
                    step?
                }
                (step, None) => step?,
            };
            let problem = match step {
                XmlStep::Other if text.trim().is_empty() => continue,
                XmlStep::Other => "it is not XML".into(),
                XmlStep::Start(element) if is_rss && element.name == "channel" => {
                    self.state = ReaderState::InChannel;
                    return Ok(());
                }
                XmlStep::Start(element) if is_rss => {
                    self.xml.finish(element)?;
                    continue;
                }
                XmlStep::Start(element) if element.name == "rss" => {
                    is_rss = true;
                    self.is_wordpress = element
                        .attributes
                        .iter()
                        .any(|(key, value)| key == "xmlns:wp" && value.contains("wordpress.org/export"));
                    continue;
                }
                XmlStep::Start(element) => format!("it begins with <{}>", element.name),
                XmlStep::Eof if !is_rss => "it is empty".into(),
                XmlStep::End | XmlStep::Eof => "there is no <channel> in it".into(),
            };
            let error = ReadProblem::NotWordPress(problem).at(place);
            if self.is_strict || is_rss {
                return Err(error);
            }
            first = Some(error);
        }
    }

    fn read_child(&mut self) -> Result<(), ReadError> {
        let place = self.xml.position();
        let element = match self.xml.step(&mut String::new())? {
            XmlStep::Other => return Ok(()),
            XmlStep::Start(element) => self.xml.finish(element)?,
            XmlStep::End | XmlStep::Eof => {
                self.require_wordpress(place)?;
                self.give_site();
                return self.leave();
            }
        };
        self.give_mended();
        match element.name.as_str() {
            "title" => self.site().title = item::value::plain(&element.text),
            "description" => self.site().tagline = item::value::plain(&element.text),
            "language" => element.text.trim().clone_into(&mut self.site().language),
            "link" => self.offer_base(&element.text, false),
            "wp:base_blog_url" => self.offer_base(&element.text, true),
            "wp:wxr_version" => self.is_wordpress = true,
            "wp:author" => {
                let (author, number) = item::author::declared(&element);
                self.context.users.extend(number.map(|number| (number, author.login.clone())));
                let old_path = number.map(|number| item::author::old_path(number, &author.login));
                self.give_author(author);
                self.ready.extend(old_path);
            }
            "wp:category" => self.give_term(item::term::category(&element)),
            "wp:tag" => self.give_term(item::term::tag(&element)),
            // Menus and bylines are known by their items.
            "wp:term" if ["author", "nav_menu"].contains(&element.get("wp:term_taxonomy").trim()) => {}
            "wp:term" => match item::term::any(&element) {
                Ok(term) => self.give_term(term),
                Err(left_out) => self.give_left_out(left_out),
            },
            "item" => {
                self.require_wordpress(place)?;
                self.give_item(&element, place);
            }
            name if KNOWN.contains(&name) => {}
            name => {
                let left_out = SkippedItem::new(format!("element {name}"), "it is not known here");
                self.notes.push(ImportRecord::LeftOut(left_out));
            }
        }
        Ok(())
    }

    fn require_wordpress(&self, place: Position) -> Result<(), ReadError> {
        match self.is_wordpress {
            true => Ok(()),
            false => Err(ReadProblem::NotWordPress("a feed, but not an export".into()).at(place)),
        }
    }

    fn site(&mut self) -> &mut ImportedSite {
        self.site.get_or_insert_default()
    }

    fn offer_base(&mut self, url: &str, is_better: bool) {
        let site = self.site();
        if is_better || site.base_url.is_empty() {
            site.base_url = url.trim().trim_end_matches('/').to_owned();
        }
    }

    /// Emits the site before any other record, once everything about it has been read.
    fn give_site(&mut self) {
        if let Some(site) = self.site.take_if(|_| self.authors.is_empty() && self.known.is_empty()) {
            self.ready.push_back(ImportRecord::Site(site));
        }
    }

    fn give_author(&mut self, author: ImportedAuthor) {
        if !author.login.is_empty() {
            self.give_site();
            if self.authors.insert(author.login.clone()) {
                self.ready.push_back(ImportRecord::Author(author));
            }
        }
    }

    fn give_term(&mut self, term: ImportedTerm) {
        if !term.slug.is_empty() {
            self.give_site();
            self.context.names.entry((term.kind, term.name.clone())).or_insert_with(|| term.slug.clone());
            if let Some(id) = term.old_id.filter(|_| term.kind == ImportedTermKind::Category) {
                self.context.categories.insert(id, term.slug.clone());
            }
            if self.known.insert((term.kind, term.slug.clone())) {
                self.ready.push_back(ImportRecord::Term(term));
            }
        }
    }

    fn give_left_out(&mut self, left_out: SkippedItem) {
        self.give_site();
        self.ready.push_back(ImportRecord::LeftOut(left_out));
    }

    fn give_item(&mut self, element: &XmlElement, place: Position) {
        self.give_site();
        self.ready.extend(self.notes.drain(..));
        let guest = || item::author::guest(element).map(ImportRecord::Guest);
        if let Some(record) = item::pattern(element).or_else(|| item::menu::read(element)).or_else(guest) {
            self.ready.push_back(record);
            return;
        }
        // An item may name undeclared authors and terms, as all items do in WXR 1.0.
        let terms = item::term::named(element, &mut self.context.names);
        match item::entry(element, &self.context) {
            Ok(entry) => {
                for field in item::unreadable_dates(element) {
                    self.give_warning(place.line, field.to_owned(), "this date cannot be read");
                }
                self.ready.extend(self.notes.drain(..));
                self.give_author(item::author::named(element));
                terms.into_iter().for_each(|term| self.give_term(term));
                self.ready.push_back(ImportRecord::Entry(Box::new(entry)));
            }
            Err(left_out) => self.give_left_out(left_out.at(item::value::plain(element.get("title")))),
        }
    }
}

impl<R: BufRead> Iterator for WxrReader<R> {
    type Item = Result<ImportRecord, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(Ok(record));
            }
            if matches!(self.state, ReaderState::Done) {
                return None;
            }
            if let Err(error) = self.advance()
                && let Some(error) = self.end_early(error)
            {
                self.state = ReaderState::Done;
                return Some(Err(error));
            }
        }
    }
}

#[cfg(test)]
mod tests;

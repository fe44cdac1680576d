use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::progress::ImportProgress;
use super::uploads::FetchOptions;
use crate::model::language::Language;

/// Options of an import.
pub struct ImportOptions {
    /// Run the import, then roll it back.
    pub dry_run: bool,
    /// Time zone of the old site, for times without one.
    pub time_zone: TimeZone,
    pub progress: ImportProgress,
    /// The old site's uploads folder, if its files are to be imported.
    pub media: Option<PathBuf>,
    /// Fetch the files that the folder lacks from the old site.
    pub fetch: Option<FetchOptions>,
    /// Fail where the import would mend a file, or leave out a field.
    pub strict: bool,
    /// The language of the site. Of a page in several languages, the one in this language comes in.
    pub language: Language,
    /// What the old site had instead of `category` in the addresses of categories. Empty: that.
    pub category_base: String,
    /// The IDs of authors here who stand for authors of the old site, by their login in lower case.
    pub authors: HashMap<String, i64>,
    /// The row in which what comes in is recorded, so that it can be undone.
    pub run: Option<i64>,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            dry_run: false,
            time_zone: TimeZone::UTC,
            progress: Arc::new(|_, _| {}),
            media: None,
            fetch: None,
            strict: false,
            language: Language::default(),
            category_base: String::new(),
            authors: HashMap::new(),
            run: None,
        }
    }
}

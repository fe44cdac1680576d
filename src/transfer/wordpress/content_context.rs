use std::collections::HashMap;

use super::attachments::Attachments;
use super::moved_files::MovedFiles;

/// What the content of a site refers to without saying it.
#[derive(Debug, Default)]
pub struct ContentContext {
    /// Links to there become paths of this site.
    pub base_url: String,
    pub attachments: Attachments,
    /// The bodies of synced patterns, by their numbers on the old site.
    pub patterns: HashMap<i64, String>,
    /// Where uploaded files are now.
    pub moved: MovedFiles,
}

/// The entry that content stands in.
#[derive(Clone, Copy)]
pub struct ContentLocation<'a> {
    /// Its number on the old site.
    pub entry_id: i64,
    pub context: &'a ContentContext,
}

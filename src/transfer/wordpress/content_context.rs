use std::collections::HashMap;

use super::attachments::Attachments;
use super::moved_files::MovedFiles;

/// The data of a site that its content refers to.
#[derive(Debug, Default)]
pub struct ContentContext {
    /// The URL of the old site. Links below it become paths of this site.
    pub base_url: String,
    pub attachments: Attachments,
    /// The bodies of synced patterns by original ID.
    pub patterns: HashMap<i64, String>,
    /// The new locations of uploaded files.
    pub moved: MovedFiles,
}

/// The entry that the content belongs to.
#[derive(Clone, Copy)]
pub struct ContentLocation<'a> {
    /// Its ID on the old site.
    pub entry_id: i64,
    pub context: &'a ContentContext,
}

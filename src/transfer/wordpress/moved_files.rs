use std::collections::{HashMap, HashSet};

use super::upload_addresses::{self, UploadAddress};

/// The new locations of the old site's files that were imported into the media library.
#[derive(Debug, Default)]
pub struct MovedFiles {
    /// The hosts of the old site's files.
    pub hosts: HashSet<String>,
    /// The new path of a picture by its path relative to the uploads folder.
    pub places: HashMap<String, String>,
    /// Old paths and their new targets.
    pub redirects: Vec<(String, String)>,
}

impl MovedFiles {
    /// Returns the new path of the file with this old URL.
    pub fn target(&self, address: &str) -> Option<&str> {
        let found = upload_addresses::find(address).into_iter().next()?;
        self.place(&found)
    }

    fn place(&self, upload: &UploadAddress) -> Option<&str> {
        let is_ours = upload.host.is_empty() || self.hosts.contains(&upload.host);
        self.places.get(&upload.file).filter(|_| is_ours).map(String::as_str)
    }

    /// Replaces the old URLs of files in a text.
    pub fn replace(&self, text: &str) -> String {
        if self.places.is_empty() {
            return text.to_owned();
        }
        let mut replaced = String::with_capacity(text.len());
        let mut from = 0;
        for upload in upload_addresses::find(text) {
            let Some(place) = self.place(&upload) else { continue };
            replaced.push_str(&text[from..upload.range.start]);
            replaced.push_str(place);
            from = upload.range.end;
        }
        replaced.push_str(&text[from..]);
        replaced
    }
}

use std::collections::{HashMap, HashSet};

use super::upload_addresses::{self, UploadAddress};

/// Where the files of an old site are now that have been taken into the media library.
#[derive(Debug, Default)]
pub struct MovedFiles {
    /// Those that the old site keeps its files on.
    pub hosts: HashSet<String>,
    /// The path of a picture here, by what follows the folder of uploads.
    pub places: HashMap<String, String>,
    /// Old paths, and where they lead.
    pub redirects: Vec<(String, String)>,
}

impl MovedFiles {
    /// Where the file with this old address is now.
    pub fn target(&self, address: &str) -> Option<&str> {
        let found = upload_addresses::find(address).into_iter().next()?;
        self.place(&found)
    }

    fn place(&self, upload: &UploadAddress) -> Option<&str> {
        let is_ours = upload.host.is_empty() || self.hosts.contains(&upload.host);
        self.places.get(&upload.file).filter(|_| is_ours).map(String::as_str)
    }

    /// The text with the addresses that its files have now.
    pub fn replace(&self, text: &str) -> String {
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

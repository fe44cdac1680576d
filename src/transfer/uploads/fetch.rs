//! Fetches the files that a copy of the uploads folder lacks from the old site: one after the other, with pauses. What is
//! there is not asked for again, so that a second import goes on where the first one ended.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::fs;
use tokio::io::AsyncWriteExt;
use tokio::time::{sleep, timeout};
use url::Url;

use super::folder::UploadsFolder;
use crate::link_preview::{FetchError, FileReader, Reach};
use crate::transfer::wordpress::upload_addresses::bare;

/// Where files are fetched from.
#[derive(Clone, Debug)]
pub struct FetchOptions {
    /// Further hosts of the old site than those that the export names.
    pub hosts: Vec<String>,
    /// Only tests reach other addresses than public ones.
    pub reach: Reach,
    /// The pause between two requests.
    pub pause: Duration,
    /// Maximum number of bytes of all files.
    pub total: u64,
}

impl Default for FetchOptions {
    fn default() -> FetchOptions {
        FetchOptions { hosts: Vec::new(), reach: Reach::Public, pause: Duration::from_millis(250), total: TOTAL }
    }
}

/// Maximum size of a file, in bytes, and how long it may take.
const LARGEST: u64 = 512 * 1024 * 1024;
/// Maximum size of all files together, in bytes.
const TOTAL: u64 = 100 * 1024 * 1024 * 1024;
const LONGEST: Duration = Duration::from_mins(5);
/// Maximum number of files per host.
const MOST: usize = 100_000;
/// After this number of failures in a row, a host is not asked any more.
const PATIENCE: u32 = 20;
/// After so many failures of all hosts, nothing is asked for any more: an export may name any number of hosts.
const TOTAL_PATIENCE: u32 = 200;
/// How often and how long a request waits if the site asks for it.
const WAITS: u32 = 3;
const LONGEST_WAIT: Duration = Duration::from_mins(2);
const USUAL_WAIT: Duration = Duration::from_secs(10);

/// What is written as it is in a path: letters, digits, and these.
const SPECIAL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A file of the old site.
pub struct WantedFile<'a> {
    /// The path relative to the uploads folder.
    pub file: &'a str,
    /// The path on its host.
    pub path: &'a str,
    /// In lower case and without `www.`; empty for that of the site.
    pub host: &'a str,
}

/// Fetches files into a folder.
pub struct Fetcher<'a> {
    reader: FileReader,
    options: &'a FetchOptions,
    /// The hosts that may be asked, without `www.`.
    hosts: HashSet<String>,
    /// Scheme and host by host without `www.`, as far as they are known.
    origins: &'a HashMap<String, String>,
    /// The host of the site itself.
    own: &'a str,
    asked: HashMap<String, AskedHost>,
    /// Failures of all hosts.
    failures: u32,
    /// Bytes that may still be fetched.
    left: u64,
}

#[derive(Default)]
struct AskedHost {
    files: usize,
    failures: u32,
}

impl<'a> Fetcher<'a> {
    /// Creates a fetcher. `None` if the system cannot be used for TLS.
    pub fn new(
        options: &'a FetchOptions,
        hosts: &HashSet<String>,
        origins: &'a HashMap<String, String>,
        own: &'a str,
    ) -> Option<Fetcher<'a>> {
        let further = options.hosts.iter().map(|host| bare(host));
        let hosts = hosts.iter().cloned().chain(further).filter(|host| !host.is_empty()).collect();
        Some(Fetcher {
            reader: FileReader::new(options.reach)?,
            options,
            hosts,
            origins,
            own,
            asked: HashMap::new(),
            failures: 0,
            left: options.total,
        })
    }

    /// Fetches a file into the folder. Returns false if its host is not one of the old site's, or has failed too often.
    pub async fn fetch(&mut self, wanted: &WantedFile<'_>, folder: &UploadsFolder) -> Result<bool, FetchError> {
        let host = if wanted.host.is_empty() { self.own } else { wanted.host }.to_owned();
        if !self.hosts.contains(&host) {
            return Ok(false);
        }
        let asked = self.asked.entry(host.clone()).or_default();
        if self.left == 0 {
            return Err(FetchError::NoMore);
        }
        if asked.files >= MOST || asked.failures >= PATIENCE || self.failures >= TOTAL_PATIENCE {
            return Ok(false);
        }
        asked.files += 1;
        let Some(place) = place(folder.root(), wanted.file) else { return Ok(false) };
        sleep(self.options.pause).await;
        let mut fetched = Err(FetchError::Unreachable);
        for origin in self.origins_of(&host) {
            let Ok(url) = Url::parse(&format!("{origin}{}", utf8_percent_encode(wanted.path, SPECIAL))) else {
                continue;
            };
            fetched = self.download(url, &place).await;
            // A site that has answered has no other address.
            if !matches!(fetched, Err(FetchError::Unreachable)) {
                break;
            }
        }
        let asked = self.asked.entry(host).or_default();
        match &fetched {
            Ok(()) | Err(FetchError::Refused(404 | 410)) => asked.failures = 0,
            Err(_) => {
                asked.failures += 1;
                self.failures += 1;
            }
        }
        fetched.map(|()| true)
    }

    fn origins_of(&self, host: &str) -> Vec<String> {
        match self.origins.get(host) {
            Some(origin) => vec![origin.clone()],
            None => vec![format!("https://{host}"), format!("http://{host}"), format!("https://www.{host}")],
        }
    }

    async fn download(&mut self, url: Url, place: &Path) -> Result<(), FetchError> {
        for _ in 0..WAITS {
            let done = timeout(LONGEST, self.try_download(url.clone(), place)).await;
            match done.unwrap_or(Err(FetchError::TooSlow)) {
                Err(FetchError::Wait(time)) => sleep(time.unwrap_or(USUAL_WAIT).min(LONGEST_WAIT)).await,
                done => return done,
            }
        }
        Err(FetchError::Wait(None))
    }

    async fn try_download(&mut self, url: Url, place: &Path) -> Result<(), FetchError> {
        let is_allowed = |url: &Url| {
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            url.host_str().is_some_and(|host| self.hosts.contains(&bare(&format!("{host}{port}"))))
        };
        let mut response = self.reader.open(url, is_allowed).await?;
        // Named when it is whole.
        let part = place.with_extension("part");
        let lost = |_| FetchError::Unreachable;
        fs::create_dir_all(place.parent().unwrap_or(place)).await.map_err(lost)?;
        let mut file = fs::File::create(&part).await.map_err(lost)?;
        let mut length = 0;
        while let Some(chunk) = response.chunk().await.map_err(|_| FetchError::Unreachable)? {
            length += chunk.len() as u64;
            let is_over = chunk.len() as u64 > self.left;
            self.left = self.left.saturating_sub(chunk.len() as u64);
            if length > LARGEST || is_over {
                let _ = fs::remove_file(&part).await;
                return Err(if is_over { FetchError::NoMore } else { FetchError::TooLarge });
            }
            file.write_all(&chunk).await.map_err(lost)?;
        }
        file.flush().await.map_err(lost)?;
        fs::rename(&part, place).await.map_err(lost)
    }
}

/// Returns where a file belongs in a folder. `None` if it would be outside.
fn place(root: &Path, file: &str) -> Option<PathBuf> {
    let file = Path::new(file);
    let stays_inside = file.components().all(|part| matches!(part, Component::Normal(_)));
    (stays_inside && file.file_name().is_some()).then(|| root.join(file))
}

//! Uploads that were interrupted, and can go on where they ended. They are known to this process only: after a restart, or
//! on another node, a file is sent again from its beginning.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::{Mutex as PartLock, oneshot};
use tokio::time::{Instant, sleep_until};

use crate::storage::DigestBuilder;

/// How many interrupted uploads a user may have, and all users together. Each takes space on the disk.
const PER_USER: usize = 3;
const AT_ONCE: usize = 12;
/// How long an interrupted upload is kept.
const KEPT: Duration = Duration::from_hours(1);

/// What tells a file of a user from others: as long as it is the same, what was received is its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FileIdentity {
    pub name: String,
    /// In bytes.
    pub length: u64,
    /// When it was changed last, in milliseconds since 1970.
    pub modified: i64,
}

/// The part of a file that has been received. The file on the disk has no name there, so it is gone when it is closed.
pub struct ReceivedPart {
    pub file: File,
    pub digest: DigestBuilder,
    /// The beginning, which tells the kind.
    pub head: Vec<u8>,
}

impl ReceivedPart {
    /// Creates an empty file beside the database.
    pub fn create(database: &Path) -> io::Result<ReceivedPart> {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(ReceivedPart { file: tempfile::tempfile_in(folder)?, digest: DigestBuilder::default(), head: Vec::new() })
    }
}

/// A part that a request may hold. `None` once the file is complete, or refused.
pub type SharedPart = Arc<PartLock<Option<ReceivedPart>>>;

struct PartialUpload {
    user: i64,
    identity: FileIdentity,
    part: SharedPart,
    /// Ends the request that holds the part, by being dropped.
    _interrupt: oneshot::Sender<()>,
    touched: Instant,
}

static UPLOADS: Mutex<Vec<PartialUpload>> = Mutex::new(Vec::new());

/// Finds the part that was received of a file, or adds an empty one. The request that still receives it, whose connection
/// may be lost without a word, ends. The other value is told when the same happens to this request.
pub fn take_over(user: i64, identity: FileIdentity) -> (SharedPart, oneshot::Receiver<()>) {
    let (interrupt, interrupted) = oneshot::channel();
    let mut uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = uploads.iter().position(|upload| upload.user == user && upload.identity == identity);
    let part = known.map(|at| uploads.remove(at).part).unwrap_or_default();
    let of_user = uploads.iter().filter(|upload| upload.user == user).count();
    // Those that rest longest come first.
    let oldest = match (of_user >= PER_USER, uploads.len() >= AT_ONCE) {
        (true, _) => uploads.iter().position(|upload| upload.user == user),
        (false, true) => Some(0),
        (false, false) => None,
    };
    if let Some(oldest) = oldest {
        uploads.remove(oldest);
    }
    let touched = Instant::now();
    uploads.push(PartialUpload { user, identity, part: part.clone(), _interrupt: interrupt, touched });
    drop(uploads);
    tokio::spawn(async move {
        sleep_until(touched + KEPT).await;
        remove_old();
    });
    (part, interrupted)
}

/// Returns the part that was received of a file. Adds nothing.
pub fn find(user: i64, identity: &FileIdentity) -> Option<SharedPart> {
    let known = {
        let uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
        uploads.iter().any(|upload| upload.user == user && upload.identity == *identity)
    };
    known.then(|| take_over(user, identity.clone()).0)
}

/// Forgets a file that is complete, or refused.
pub fn forget(user: i64, identity: &FileIdentity) {
    let mut uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
    uploads.retain(|upload| upload.user != user || upload.identity != *identity);
}

fn remove_old() {
    let mut uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
    uploads.retain(|upload| upload.touched.elapsed() < KEPT);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(name: &str) -> FileIdentity {
        FileIdentity { name: name.to_owned(), length: 10, modified: 1 }
    }

    #[tokio::test]
    async fn a_newer_request_ends_the_older_and_gets_its_part() {
        let (part, interrupted) = take_over(-1, identity("a"));
        *part.lock().await = Some(ReceivedPart::create(Path::new("longan.db")).unwrap());
        let found = find(-1, &identity("a")).unwrap();
        assert!(interrupted.await.is_err());
        assert!(found.lock().await.is_some());
        assert!(find(-2, &identity("a")).is_none(), "parts are of their user");
        forget(-1, &identity("a"));
        assert!(find(-1, &identity("a")).is_none());
    }

    #[tokio::test]
    async fn a_user_has_few_parts() {
        for name in ["a", "b", "c", "d"] {
            drop(take_over(-3, identity(name)));
        }
        assert!(find(-3, &identity("a")).is_none());
        assert!(find(-3, &identity("d")).is_some());
    }
}

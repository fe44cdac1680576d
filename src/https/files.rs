use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::sleep;

use super::{Certificate, CertificateError, CurrentCertificate};

/// How often the files are looked at.
const CHECK: Duration = Duration::from_mins(1);

/// Why a certificate cannot be read from files.
#[derive(Debug, thiserror::Error)]
pub enum CertificateFileError {
    #[error("cannot read {}: {error}", file.display())]
    Unreadable { file: PathBuf, error: io::Error },
    #[error("{} and {} cannot be used: {error}", cert.display(), key.display())]
    Unusable { cert: PathBuf, key: PathBuf, error: CertificateError },
}

/// Reads a certificate and its private key. Warns if others may read the key.
pub fn load(cert: &Path, key: &Path) -> Result<Certificate, CertificateFileError> {
    let read = |file: &Path| {
        std::fs::read(file).map_err(|error| CertificateFileError::Unreadable { file: file.to_owned(), error })
    };
    let (chain, private) = (read(cert)?, read(key)?);
    if std::fs::metadata(key).is_ok_and(|found| found.permissions().mode() & 0o007 != 0) {
        tracing::warn!("every user of this machine may read the private key {}: `chmod o= FILE`", key.display());
    }
    Certificate::parse(&chain, &private).map_err(|error| CertificateFileError::Unusable {
        cert: cert.to_owned(),
        key: key.to_owned(),
        error,
    })
}

/// When the files were last changed, and their lengths. `None`: one is not there.
fn stamp(files: [&Path; 2]) -> Option<[(SystemTime, u64); 2]> {
    let stamp = |file: &Path| std::fs::metadata(file).and_then(|found| Ok((found.modified()?, found.len()))).ok();
    Some([stamp(files[0])?, stamp(files[1])?])
}

/// Waits for the next look: a minute, or SIGHUP. Returns whether it was the signal.
async fn wait(hangup: &mut Option<Signal>) -> bool {
    match hangup {
        None => {
            sleep(CHECK).await;
            false
        }
        Some(hangup) => tokio::select! {
            () = sleep(CHECK) => false,
            _ = hangup.recv() => true,
        },
    }
}

/// Reads the files again whenever they have changed. If the new ones cannot be used, perhaps because only one of them
/// has been written yet, the certificate stays.
pub async fn watch(cert: &Path, key: &Path, current: &CurrentCertificate) {
    let mut hangup = signal(SignalKind::hangup()).ok();
    let mut known = stamp([cert, key]);
    loop {
        let is_asked = wait(&mut hangup).await;
        let found = stamp([cert, key]);
        if !is_asked && found == known {
            continue;
        }
        match load(cert, key) {
            Ok(certificate) => {
                tracing::info!(names = ?certificate.names, "the certificate was read again");
                current.replace(certificate);
            }
            Err(error) => tracing::error!("the certificate stays as it was: {error}"),
        }
        known = found;
    }
}

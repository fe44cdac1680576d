//! Passwords: hashing and verification.

mod policy;

pub use policy::{MAX_LENGTH, MIN_LENGTH, PasswordError, check};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::model::error::Error;

/// Memory in KiB, passes and lanes: the minimum for Argon2id in OWASP's Password Storage Cheat Sheet.
const PARAMS: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("refused when compiling"),
};

/// Maximum number of concurrent hash computations. Each takes 19 MiB and one core.
static HASHING_PERMITS: Semaphore = Semaphore::const_new(2);

/// Hash that is checked if there is no user, so that the response time does not reveal which accounts exist.
const DUMMY_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIG1lLg$5lklGe2T/ETUQvadcTctCEWUBqX7NSsmevPh5p9Sp1Y";

/// Result of checking a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordCheck {
    Wrong,
    Right,
    /// Correct, but hashed with outdated parameters; it should be rehashed.
    RightButOld,
}

/// Hashes a password. Returns a PHC string.
pub async fn hash(password: &str) -> Result<String, Error> {
    let password = normalize(password);
    work(move || {
        argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            Error::Internal
        })
    })
    .await?
}

/// Compares a password with a stored hash. With `None`, for an unknown user or one without a password, it takes as long
/// and returns `Wrong`.
pub async fn verify(password: &str, stored: Option<&str>) -> Result<PasswordCheck, Error> {
    // Longer passwords are never accepted, so the rest need not be hashed.
    let password: String = normalize(password).chars().take(MAX_LENGTH + 1).collect();
    let (stored, exists) = (stored.unwrap_or(DUMMY_HASH).to_owned(), stored.is_some());
    work(move || {
        let Ok(stored) = PasswordHash::new(&stored) else {
            tracing::error!("a stored password hash cannot be read");
            return PasswordCheck::Wrong;
        };
        match argon2().verify_password(password.as_bytes(), &stored) {
            Ok(()) if !exists => PasswordCheck::Wrong,
            Ok(()) if is_current(&stored) => PasswordCheck::Right,
            Ok(()) => PasswordCheck::RightButOld,
            Err(_) => PasswordCheck::Wrong,
        }
    })
    .await
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

fn is_current(stored: &PasswordHash) -> bool {
    let params = Params::try_from(stored);
    let same = |found: Params| {
        (found.m_cost(), found.t_cost(), found.p_cost()) == (PARAMS.m_cost(), PARAMS.t_cost(), PARAMS.p_cost())
    };
    stored.algorithm.as_str() == Algorithm::Argon2id.as_str() && params.is_ok_and(same)
}

/// Normalizes a password (RFC 8265, OpaqueString): macOS and Windows encode letters such as `ậ` differently.
fn normalize(password: &str) -> String {
    password.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// Runs a task on the blocking pool. The permit is held until the task ends, even if the caller is cancelled.
async fn work<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let permit = HASHING_PERMITS.acquire().await.map_err(|_| Error::Internal)?;
    let task = tokio::task::spawn_blocking(move || {
        let done = task();
        drop(permit);
        done
    });
    task.await.map_err(|error| {
        tracing::error!(%error, "hashing a password broke off");
        Error::Internal
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_matches_its_hash() {
        let stored = hash("cá kho tộ ngon").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(stored, hash("cá kho tộ ngon").await.unwrap());
        assert_eq!(verify("cá kho tộ ngon", Some(&stored)).await, Ok(PasswordCheck::Right));
        assert_eq!(verify("cá kho tô ngon", Some(&stored)).await, Ok(PasswordCheck::Wrong));
        assert_eq!(verify("", Some(&stored)).await, Ok(PasswordCheck::Wrong));
        assert_eq!(verify("cá kho tộ ngon", Some("damaged")).await, Ok(PasswordCheck::Wrong));
        assert_eq!(verify(&"x".repeat(100_000), Some(&stored)).await, Ok(PasswordCheck::Wrong));
    }

    #[tokio::test]
    async fn passwords_are_compared_in_nfc() {
        let stored = hash("cá kho tộ ngon").await.unwrap();
        let decomposed: String = "cá\u{a0}kho tộ ngon".nfd().collect();
        assert_eq!(verify(&decomposed, Some(&stored)).await, Ok(PasswordCheck::Right));
    }

    #[tokio::test]
    async fn unknown_users_have_no_password_but_cost_the_same() {
        let nobody = PasswordHash::new(DUMMY_HASH).unwrap();
        assert!(is_current(&nobody));
        // Even the correct password of the dummy hash is wrong.
        assert!(argon2().verify_password(b"nobody", &nobody).is_ok());
        assert_eq!(verify("nobody", None).await, Ok(PasswordCheck::Wrong));
    }

    #[tokio::test]
    async fn outdated_hashes_match_but_are_reported() {
        let weaker = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8 * 1024, 2, 1, None).unwrap());
        let stored = weaker.hash_password(b"long ago").unwrap().to_string();
        assert_eq!(verify("long ago", Some(&stored)).await, Ok(PasswordCheck::RightButOld));
        assert_eq!(verify("today", Some(&stored)).await, Ok(PasswordCheck::Wrong));
    }

    #[tokio::test]
    async fn cancelled_callers_hold_their_permit_until_the_work_ends() {
        let (started, starts) = std::sync::mpsc::channel();
        let occupy = || {
            let (started, (end, ended)) = (started.clone(), std::sync::mpsc::channel::<()>());
            let waiting = tokio::spawn(work(move || {
                started.send(()).unwrap();
                ended.recv().ok();
            }));
            (waiting, end)
        };
        let occupied = [occupy(), occupy()];
        tokio::task::spawn_blocking(move || [starts.recv(), starts.recv()].map(Result::unwrap)).await.unwrap();
        for (waiting, _) in &occupied {
            waiting.abort();
        }
        tokio::task::yield_now().await;
        assert!(occupied.iter().all(|(waiting, _)| waiting.is_finished()));
        assert_eq!(HASHING_PERMITS.available_permits(), 0);
        drop(occupied);
        assert!(hash("there is room again").await.is_ok());
    }
}

//! Log of requested paths that were not found, so that editors can add redirects for them.

use std::time::Duration;

use tokio::time::sleep;

use crate::clock::now;
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::redirect::NotFoundPath;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::not_found_log;

/// How often the counts are written to the database.
const STORE_INTERVAL: Duration = Duration::from_mins(1);
/// Maximum number of listed paths.
const MAX_LISTED: i64 = 50;
/// Maximum length of a counted path in bytes; nobody links to longer ones.
const MAX_PATH_LENGTH: usize = 200;

/// Counts a path that was not found. The query is ignored, since it may be private.
pub fn count(state: &AppState, path: &str) {
    let path = path.trim_end_matches('/');
    if is_worth_knowing(path) {
        state.not_found_log.count(path, now());
    }
}

/// Returns whether a path may be an outdated link, rather than a vulnerability probe, and has no personal data.
fn is_worth_knowing(path: &str) -> bool {
    const PROBES: [&str; 7] =
        ["/wp-admin", "/wp-login", "/wp-includes", "/wp-json", "/wp-content/plugins", "/xmlrpc.php", "/preview/"];
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let is_probe = PROBES.iter().any(|start| path.starts_with(start));
    let is_odd = path.chars().any(|c| c.is_control() || matches!(c, '@' | '\u{fffd}'));
    !path.is_empty() && path.len() <= MAX_PATH_LENGTH && !is_hidden && !is_probe && !is_odd
}

/// Writes the counts to the database.
pub async fn store(state: &AppState) -> Result<(), Error> {
    let counted = state.not_found_log.take();
    if counted.is_empty() {
        return Ok(());
    }
    let mut writing = state.store.write().await?;
    not_found_log::add(&mut writing, &counted, now()).await?;
    writing.commit().await?;
    Ok(())
}

/// Writes the counts periodically and never returns. Errors are logged, and the counts are then lost, which is
/// acceptable for a hint.
pub async fn run(state: AppState) {
    loop {
        sleep(STORE_INTERVAL).await;
        let _ = store(&state).await;
    }
}

/// Lists the paths requested most often.
pub async fn list(state: &AppState) -> Result<Vec<NotFoundPath>, Error> {
    store(state).await?;
    let site = &state.settings().site;
    let rows = not_found_log::list(&mut *state.store.read().await?, MAX_LISTED).await?;
    let present = |row: not_found_log::NotFoundRow| NotFoundPath {
        path: row.path,
        count: row.count,
        seen: date::format(row.seen_at, DateStyle::Minute, site),
    };
    Ok(rows.into_iter().map(present).collect())
}

/// Removes a path from the log.
pub async fn forget(state: &AppState, path: &str) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    not_found_log::forget(&mut writing, path).await?;
    writing.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_and_personal_data_are_not_counted() {
        for path in ["/2019/05/cu", "/posts/lua", "/wp-content/uploads/a.jpg", "/bai-viet.aspx", "/m\u{f9}a"] {
            assert!(is_worth_knowing(path), "{path}");
        }
        for path in ["/.env", "/a/.git/config", "/wp-login.php", "/u/lan@example.org", "/preview/x", "/a\u{fffd}", ""] {
            assert!(!is_worth_knowing(path), "{path}");
        }
        assert!(!is_worth_knowing(&format!("/{}", "a".repeat(MAX_PATH_LENGTH))));
    }
}

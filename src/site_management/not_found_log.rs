//! Addresses that readers ask for and that show nothing: so that somebody can lead them on.

use std::time::Duration;

use crate::clock::now;
use tokio::time::sleep;

use crate::i18n::date::{self, DateStyle};
use crate::model::admin::redirect::NotFoundPath;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::not_found_log;

/// How often what was counted is stored.
const STORE_INTERVAL: Duration = Duration::from_secs(60);
/// How many are shown.
const MAX_LISTED: i64 = 50;
/// Longer paths are nobody's links.
const MAX_PATH_LENGTH: usize = 200;

/// Counts a path that showed nothing. Its query is not looked at: it may hold what is nobody's business.
pub fn count(state: &AppState, path: &str) {
    let path = path.trim_end_matches('/');
    if is_worth_knowing(path) {
        state.not_found_log.count(path, now());
    }
}

/// Whether this may be a link that somebody has set, not a search for holes; and tells nothing of anybody.
fn is_worth_knowing(path: &str) -> bool {
    const PROBES: [&str; 7] =
        ["/wp-admin", "/wp-login", "/wp-includes", "/wp-json", "/wp-content/plugins", "/xmlrpc.php", "/preview/"];
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let is_probe = PROBES.iter().any(|start| path.starts_with(start));
    let is_odd = path.chars().any(|c| c.is_control() || matches!(c, '@' | '\u{fffd}'));
    !path.is_empty() && path.len() <= MAX_PATH_LENGTH && !is_hidden && !is_probe && !is_odd
}

/// Stores what was counted.
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

/// Stores what was counted, for ever. What fails is in the log, and the counts are lost: they are no more than a hint.
pub async fn run(state: AppState) {
    loop {
        sleep(STORE_INTERVAL).await;
        let _ = store(&state).await;
    }
}

/// The most asked for.
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

/// Forgets one.
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
    fn probes_and_what_tells_of_people_are_not_kept() {
        for path in ["/2019/05/cu", "/posts/lua", "/wp-content/uploads/a.jpg", "/bai-viet.aspx", "/m\u{f9}a"] {
            assert!(is_worth_knowing(path), "{path}");
        }
        for path in ["/.env", "/a/.git/config", "/wp-login.php", "/u/lan@example.org", "/preview/x", "/a\u{fffd}", ""] {
            assert!(!is_worth_knowing(path), "{path}");
        }
        assert!(!is_worth_knowing(&format!("/{}", "a".repeat(MAX_PATH_LENGTH))));
    }
}

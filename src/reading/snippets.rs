//! Code of other services on readers' pages.

use super::placements::parse_pages;
use crate::model::snippet::{Snippet, SnippetConsent, SnippetHosts};
use crate::store::snippets::{self, SnippetRow};
use crate::store::sql::Connection;
use crate::text::snippet::{parse_host, parse_snippet, with_origins};

/// Reads the snippets that are on. Those that would not be accepted now, such as from an archive that somebody has
/// changed, are left out.
pub async fn read_snippets(reading: &mut Connection) -> sqlx::Result<Vec<Snippet>> {
    let rows = snippets::list(reading).await?.into_iter().filter(|row| row.active);
    Ok(rows.filter_map(|row| present(&row)).collect())
}

fn present(row: &SnippetRow) -> Option<Snippet> {
    let Ok(code) = parse_snippet(&row.source) else {
        tracing::warn!(snippet = row.id, "the code of a snippet is not valid, so it is left out");
        return None;
    };
    let hosts = |stored: &str| stored.lines().filter_map(|host| parse_host(host).ok()).collect();
    let declared = SnippetHosts {
        scripts: hosts(&row.script_hosts),
        connections: hosts(&row.connect_hosts),
        frames: hosts(&row.frame_hosts),
    };
    Some(Snippet {
        place: row.place,
        pages: parse_pages(&row.pages),
        consent: if row.consent { SnippetConsent::Needed } else { SnippetConsent::NotNeeded },
        hosts: with_origins(declared, &code),
        html: code.html,
        inline_scripts: code.inline_scripts,
    })
}

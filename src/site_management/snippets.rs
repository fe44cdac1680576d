//! Code of other services on readers' pages.

use crate::accounts::event::{EventClient, record};
use crate::auth::session::RecentlyAuthenticated;
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::snippets::SnippetTexts;
use crate::model::admin::account::AccountEventKind;
use crate::model::admin::placement::Switch;
use crate::model::admin::snippet::SnippetDraft;
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::slot::PageKind;
use crate::model::snippet::SnippetConsent;
use crate::state::AppState;
use crate::store::snippets::{self, SnippetRow};
use crate::text::plain_text::collapse;
use crate::text::snippet::{parse_host, parse_snippet};

/// Maximum number of snippets.
const MOST: usize = 20;
/// Maximum lengths, in characters.
const LONGEST_NAME: usize = 100;
const LONGEST_SOURCE: usize = 20_000;
/// Maximum number of hosts in a field. All of them are in a header of each page.
const MOST_HOSTS: usize = 20;

/// Lists all snippets.
pub async fn list(state: &AppState) -> Result<Vec<SnippetDraft>, Error> {
    let rows = snippets::list(&mut *state.store.read().await?).await?;
    Ok(rows.iter().map(draft_of).collect())
}

/// Adds or replaces a snippet, and records that in the account of the administrator. `known` is the stored one that the
/// client has read.
///
/// # Errors
/// [`Error::Rejected`] with all errors, [`Error::Conflict`] if it has changed since, or `NotFound`.
pub async fn save(
    state: &AppState,
    user: &RecentlyAuthenticated,
    draft: SnippetDraft,
    known: Option<SnippetDraft>,
) -> Result<Vec<SnippetDraft>, Error> {
    let texts = &admin_texts(state.settings().site.language).snippets;
    let row = check(&draft, texts)?;
    let mut writing = state.store.write().await?;
    match draft.id {
        None if snippets::list(&mut writing).await?.len() >= MOST => {
            return Err(Rejection::error("", (texts.too_many)(MOST)));
        }
        None => snippets::add(&mut writing, &row).await?,
        Some(id) => {
            let stored = snippets::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
            if known.as_ref() != Some(&draft_of(&stored)) {
                return Err(Error::Conflict);
            }
            snippets::update(&mut writing, &row).await?;
        }
    }
    let source = EventClient::from(&**user);
    record(&mut writing, user.user.id, AccountEventKind::SnippetSaved, &row.name, &source).await?;
    writing.commit().await?;
    list(state).await
}

/// Removes a snippet, and records that in the account of the administrator.
pub async fn remove(state: &AppState, user: &RecentlyAuthenticated, id: i64) -> Result<Vec<SnippetDraft>, Error> {
    let mut writing = state.store.write().await?;
    if let Some(row) = snippets::find(&mut writing, id).await? {
        snippets::remove(&mut writing, id).await?;
        let source = EventClient::from(&**user);
        record(&mut writing, user.user.id, AccountEventKind::SnippetRemoved, &row.name, &source).await?;
    }
    writing.commit().await?;
    list(state).await
}

fn check(draft: &SnippetDraft, texts: &SnippetTexts) -> Result<SnippetRow, Error> {
    let mut errors = Rejections::default();
    let name = collapse(&draft.name);
    match name.chars().count() {
        0 => errors.add("snippet-name", texts.name_missing),
        1..=LONGEST_NAME => {}
        _ => errors.add("snippet-name", (texts.too_long)(LONGEST_NAME)),
    }
    let pages: Vec<&str> =
        PageKind::ALL.into_iter().filter(|page| draft.pages.contains(page)).map(PageKind::as_str).collect();
    if pages.is_empty() {
        errors.add("snippet-pages", texts.pages_missing);
    }
    let source = draft.source.trim().replace("\r\n", "\n");
    if source.chars().count() > LONGEST_SOURCE {
        errors.add("snippet-source", (texts.too_long)(LONGEST_SOURCE));
    } else if let Err(error) = parse_snippet(&source) {
        errors.add("snippet-source", (texts.source_wrong)(&error));
    }
    let mut hosts = |field: &str, typed: &str| {
        let typed: Vec<&str> = typed.split([',', ' ', '\n', '\r', '\t']).filter(|host| !host.is_empty()).collect();
        if typed.len() > MOST_HOSTS {
            errors.add(field, (texts.too_many_hosts)(MOST_HOSTS));
            return String::new();
        }
        let mut hosts: Vec<String> = Vec::with_capacity(typed.len());
        for typed in typed {
            match parse_host(typed) {
                Ok(host) if hosts.contains(&host) => {}
                Ok(host) => hosts.push(host),
                Err(error) => {
                    errors.add(field, (texts.host_wrong)(typed, error));
                    return String::new();
                }
            }
        }
        hosts.join("\n")
    };
    let script_hosts = hosts("snippet-script-hosts", &draft.script_hosts);
    let connect_hosts = hosts("snippet-connect-hosts", &draft.connect_hosts);
    let frame_hosts = hosts("snippet-frame-hosts", &draft.frame_hosts);
    errors.check()?;
    Ok(SnippetRow {
        id: draft.id.unwrap_or_default(),
        name,
        active: draft.switch == Switch::On,
        place: draft.place,
        pages: pages.join(" "),
        consent: draft.consent == SnippetConsent::Needed,
        source,
        script_hosts,
        connect_hosts,
        frame_hosts,
    })
}

fn draft_of(row: &SnippetRow) -> SnippetDraft {
    SnippetDraft {
        id: Some(row.id),
        name: row.name.clone(),
        switch: if row.active { Switch::On } else { Switch::Off },
        place: row.place,
        pages: row.pages.split(' ').filter_map(PageKind::parse).collect(),
        consent: if row.consent { SnippetConsent::Needed } else { SnippetConsent::NotNeeded },
        source: row.source.clone(),
        script_hosts: row.script_hosts.clone(),
        connect_hosts: row.connect_hosts.clone(),
        frame_hosts: row.frame_hosts.clone(),
    }
}

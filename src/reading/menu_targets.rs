use super::link_targets::find_link_targets;
use crate::i18n::navigation_texts;
use crate::model::address::{Address, Period};
use crate::model::admin::menu::{MenuTarget, MenuTargetKind};
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::state::AppState;
use crate::store::terms;
use crate::text::{fold, slugify};

/// Maximum number of categories, and of tags, that are found.
const TERMS_FOUND: usize = 8;
/// Maximum length of what is searched for, in characters.
const LONGEST: usize = 200;

/// Finds categories, tags, pages and posts by words of their name or title, without regard to diacritics.
pub async fn find_menu_targets(state: &AppState, text: &str) -> Result<Vec<MenuTarget>, Error> {
    let text: String = text.trim().chars().take(LONGEST).collect();
    let folded = fold(&text);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let archive = navigation_texts(state.settings().site.language).archive;
    if fold(archive).contains(&folded) {
        let path = Address::Archive(Period::All).to_string();
        found.push(MenuTarget { kind: MenuTargetKind::Archive, title: archive.to_owned(), path });
    }
    let mut reading = state.store.read().await?;
    let categories = terms::list_categories(&mut reading).await?.into_iter();
    let categories = categories.filter(|row| fold(&row.name).contains(&folded)).take(TERMS_FOUND);
    found.extend(categories.map(|row| term_target(TermKind::Category, &row.slug, row.name)));
    let filter = terms::term_table::TagFilter { name: text.to_lowercase(), slug: slugify(&text), after: None };
    let tags = terms::term_table::list_tags(&mut reading, &filter, TERMS_FOUND as i64).await?.into_iter();
    found.extend(tags.take(TERMS_FOUND).map(|row| term_target(TermKind::Tag, &row.slug, row.name)));
    drop(reading);
    found.extend(find_link_targets(state, &text).await?.into_iter().map(|target| {
        let kind = match Address::parse(&target.path) {
            Address::Page(_) => MenuTargetKind::Page,
            _ => MenuTargetKind::Post,
        };
        MenuTarget { kind, title: target.title, path: target.path }
    }));
    Ok(found)
}

fn term_target(kind: TermKind, slug: &str, title: String) -> MenuTarget {
    match kind {
        TermKind::Category => {
            MenuTarget { kind: MenuTargetKind::Category, title, path: Address::Category(slug).to_string() }
        }
        TermKind::Tag => MenuTarget { kind: MenuTargetKind::Tag, title, path: Address::Tag(slug).to_string() },
    }
}

//! The site's menus.

use url::Url;

use crate::i18n::admin::admin_texts;
use crate::model::admin::menu::{MAX_ITEMS, MenuItem, MenuPlace, is_path, is_target};
use crate::model::error::{Error, Rejection, Rejections};
use crate::state::AppState;
use crate::store::menu::{self, MenuItemRow};
use crate::text::plain_text::collapse;

/// Maximum length of a title, in characters.
const LONGEST_TITLE: usize = 80;
/// Maximum length of a target, in characters.
const LONGEST_TARGET: usize = 2000;

/// Replaces the menus of all places. Without an item in the header, it has the automatic menu of pages and categories.
/// `known` are the items that the client has read.
///
/// # Errors
///
/// [`Error::Conflict`] if the menu has changed since, [`Error::Rejected`] with all errors.
pub async fn save(state: &AppState, items: Vec<MenuItem>, known: Vec<MenuItem>) -> Result<(), Error> {
    let rows = check(state, items)?;
    let mut writing = state.store.write().await?;
    let stored: Vec<MenuItem> = menu::list(&mut writing).await?.into_iter().map(MenuItem::from).collect();
    if stored != known {
        return Err(Error::Conflict);
    }
    menu::replace(&mut writing, &rows).await?;
    Ok(writing.commit().await?)
}

fn check(state: &AppState, items: Vec<MenuItem>) -> Result<Vec<MenuItemRow>, Error> {
    let settings = state.settings();
    let texts = &admin_texts(settings.site.language).menu;
    for place in MenuPlace::ALL {
        if items.iter().filter(|item| item.place == place).count() > MAX_ITEMS {
            return Err(Rejection::error("", (texts.too_many)(MAX_ITEMS)));
        }
    }
    let mut errors = Rejections::default();
    let mut rows: Vec<MenuItemRow> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        // The first item of a place has none above it.
        let is_first = !rows.iter().any(|row| row.place == item.place);
        let row = MenuItemRow {
            title: collapse(&item.title),
            target: localize(item.target.trim(), &settings.site.address),
            place: item.place,
            level: (item.is_below && item.place.has_levels() && !is_first).into(),
        };
        match row.title.chars().count() {
            0 => errors.add(format!("item-{index}-title"), texts.title_missing),
            1..=LONGEST_TITLE => {}
            _ => errors.add(format!("item-{index}-title"), (texts.too_long)(LONGEST_TITLE)),
        }
        if row.target.is_empty() && !(row.level == 0 && has_below(&items, index)) {
            errors.add(format!("item-{index}-target"), texts.target_missing);
        } else if !row.target.is_empty() && !leads_somewhere(&row.target) {
            errors.add(format!("item-{index}-target"), texts.target_wrong);
        }
        rows.push(row);
    }
    errors.check()?;
    Ok(rows)
}

/// Returns whether the next item of the same place is below this one.
fn has_below(items: &[MenuItem], index: usize) -> bool {
    let place = items[index].place;
    place.has_levels() && items[index + 1..].iter().find(|item| item.place == place).is_some_and(|next| next.is_below)
}

/// Returns whether a target is a path of the site or an absolute HTTP URL, and not a script such as `javascript:`.
pub(super) fn leads_somewhere(target: &str) -> bool {
    let is_site = || Url::parse(target).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    is_target(target) && target.chars().count() <= LONGEST_TARGET && (is_path(target) || is_site())
}

/// Converts a URL of the site itself to its path, so that the menu stays valid when the site moves.
fn localize(target: &str, origin: &str) -> String {
    match target.strip_prefix(origin).filter(|_| !origin.is_empty()) {
        Some("") => "/".to_owned(),
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => target.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_or_http_urls() {
        for good in ["/", "/gioi-thieu", "/category/a?x=1#y", "https://example.org", "http://tòa-soạn.vn/đường"]
        {
            assert!(leads_somewhere(good), "{good}");
        }
        let bad = [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "/\\example.org",
            "\\\\example.org",
            "https://",
            "https:example.org",
            "mailto:a@example.org",
            "/a\tb",
            "/a b",
            "gioi-thieu",
            "sct.longan",
        ];
        for bad in bad {
            assert!(!leads_somewhere(bad), "{bad}");
        }
    }

    #[test]
    fn own_urls_become_paths() {
        let origin = "https://bao.example";
        assert_eq!(localize("https://bao.example/a", origin), "/a");
        assert_eq!(localize("https://bao.example", origin), "/");
        assert_eq!(localize("https://bao.example.org/a", origin), "https://bao.example.org/a");
        assert_eq!(localize("https://bao.example/a", ""), "https://bao.example/a");
    }
}

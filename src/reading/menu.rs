//! The menu: its links on the site, and its editor.

use super::category_tree::{arrange, arrange_all};
use crate::model::address::Address;
use crate::model::admin::menu::{Menu, MenuItem, MenuOffer};
use crate::model::error::Error;
use crate::model::site::SiteLink;
use crate::model::term::Term;
use crate::state::AppState;
use crate::store::menu::{self, MenuItemRow};
use crate::store::sql::Connection;
use crate::store::{posts, terms};

/// Number of categories in the default menu.
const CATEGORIES_IN_MENU: usize = 8;

/// Returns the links of the saved menu, or of the default menu if none is saved, and the index of the first link that
/// the footer repeats.
pub async fn list_links(reading: &mut Connection, categories: &[Term]) -> Result<(Vec<SiteLink>, usize), Error> {
    let made = menu::list(reading).await?;
    if made.is_empty() {
        return make_menu(reading, categories).await;
    }
    let dangling = menu::list_dangling(reading).await?;
    let shown = made.into_iter().filter(|item| !dangling.contains(&item.target));
    Ok((shown.map(|item| SiteLink { title: item.title, path: item.target }).collect(), 0))
}

/// Builds the default menu: the first categories, then the pages in their order.
async fn make_menu(reading: &mut Connection, categories: &[Term]) -> Result<(Vec<SiteLink>, usize), Error> {
    let top = categories.iter().filter(|category| category.depth == 0).take(CATEGORIES_IN_MENU);
    let mut links: Vec<SiteLink> = top
        .map(|category| SiteLink { path: Address::Category(&category.slug).to_string(), title: category.name.clone() })
        .collect();
    let pages_from = links.len();
    let pages = posts::list_menu(reading).await?.into_iter();
    links.extend(pages.map(|row| SiteLink { path: Address::Page(&row.slug).to_string(), title: row.title }));
    Ok((links, pages_from))
}

/// Reads the menu and the items that can be added to it.
pub async fn read_menu(state: &AppState) -> Result<Menu, Error> {
    let mut reading = state.store.read_for_page().await?;
    let rows = terms::list_categories(&mut reading).await?;
    let (automatic, _) = make_menu(&mut reading, &arrange(rows.clone())).await?;
    // Also those without posts, which a new site has, too.
    let offers = arrange_all(rows).into_iter().map(|category| {
        let target = Address::Category(&category.slug).to_string();
        MenuOffer { item: MenuItem { title: category.name, target }, depth: category.depth }
    });
    let pages = menu::list_pages(&mut reading).await?.into_iter().map(|page| {
        let target = Address::Page(&page.slug).to_string();
        MenuOffer { item: MenuItem { title: page.title, target }, depth: 0 }
    });
    let item = |row: MenuItemRow| MenuItem { title: row.title, target: row.target };
    Ok(Menu {
        items: menu::list(&mut reading).await?.into_iter().map(item).collect(),
        automatic: automatic.into_iter().map(|link| MenuItem { title: link.title, target: link.path }).collect(),
        categories: offers.collect(),
        pages: pages.collect(),
        dangling: menu::list_dangling(&mut reading).await?,
    })
}

//! The menus: their links on the site, and their editor.

use super::category_tree::{arrange, arrange_all};
use crate::i18n::navigation_texts;
use crate::model::address::{Address, Period};
use crate::model::admin::menu::{Menu, MenuItem, MenuOffer, MenuPlace};
use crate::model::error::Error;
use crate::model::language::Language;
use crate::model::menu::{MenuLink, SiteMenus};
use crate::model::site_link::SiteLink;
use crate::model::term::Term;
use crate::state::AppState;
use crate::store::menu::{self, MenuItemRow};
use crate::store::sql::Connection;
use crate::store::{posts, terms};

/// Number of categories in the default menu.
const CATEGORIES_IN_MENU: usize = 8;

/// Reads the menus of all places. The header has the default menu if none is saved, and the footer that of the header, but
/// without the levels; of the default menu, it has the pages.
pub async fn read_menus(reading: &mut Connection, categories: &[Term], language: Language) -> Result<SiteMenus, Error> {
    let made = menu::list(reading).await?;
    let dangling = if made.is_empty() { Vec::new() } else { menu::list_dangling(reading).await? };
    let place = |place| nest(made.iter().filter(|row| row.place == place), &dangling);
    let mut menus = SiteMenus {
        header: place(MenuPlace::Header),
        footer: place(MenuPlace::Footer),
        topics: place(MenuPlace::Topics),
    };
    let has = |place| made.iter().any(|row| row.place == place);
    let mut footer = menus.header.iter().map(|link| MenuLink { below: Vec::new(), ..link.clone() }).collect::<Vec<_>>();
    if !has(MenuPlace::Header) {
        let (links, pages_from) = make_menu(reading, categories).await?;
        let archive = SiteLink {
            path: Address::Archive(Period::All).to_string(),
            title: navigation_texts(language).archive.to_owned(),
        };
        let alone = |link| MenuLink { link, below: Vec::new() };
        footer = links[pages_from..].iter().cloned().chain([archive]).map(alone).collect();
        menus.header = links.into_iter().map(alone).collect();
    }
    if !has(MenuPlace::Footer) {
        footer.retain(|link| !link.link.path.is_empty());
        menus.footer = footer;
    }
    Ok(menus)
}

/// Arranges the items of a place in two levels. What leads nowhere now is left out; a group without links, too.
fn nest<'a>(rows: impl Iterator<Item = &'a MenuItemRow>, dangling: &[String]) -> Vec<MenuLink> {
    let mut links: Vec<MenuLink> = Vec::new();
    for row in rows {
        let is_hidden = dangling.contains(&row.target);
        let path = if is_hidden { String::new() } else { row.target.clone() };
        let link = SiteLink { title: row.title.clone(), path };
        match links.last_mut() {
            Some(above) if row.level > 0 => {
                if !is_hidden {
                    above.below.push(link);
                }
            }
            _ => links.push(MenuLink { link, below: Vec::new() }),
        }
    }
    links.retain(|link| !link.link.path.is_empty() || !link.below.is_empty());
    links
}

/// Builds the default menu: the first categories, then the pages in their order, and returns the index of the first page.
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

/// Reads the menus and the items that can be added to them.
pub async fn read_menu(state: &AppState) -> Result<Menu, Error> {
    let mut reading = state.store.read_for_page().await?;
    let rows = terms::list_categories(&mut reading).await?;
    let (automatic, _) = make_menu(&mut reading, &arrange(rows.clone())).await?;
    // Also those without posts, which a new site has, too.
    let offers = arrange_all(rows).into_iter().map(|category| {
        let target = Address::Category(&category.slug).to_string();
        MenuOffer { item: offered(category.name, target), depth: category.depth }
    });
    let pages = menu::list_pages(&mut reading).await?.into_iter().map(|page| {
        let target = Address::Page(&page.slug).to_string();
        MenuOffer { item: offered(page.title, target), depth: 0 }
    });
    let automatic = automatic.into_iter().map(|link| offered(link.title, link.path));
    Ok(Menu {
        items: menu::list(&mut reading).await?.into_iter().map(MenuItem::from).collect(),
        automatic: automatic.collect(),
        categories: offers.collect(),
        pages: pages.collect(),
        dangling: menu::list_dangling(&mut reading).await?,
    })
}

fn offered(title: String, target: String) -> MenuItem {
    MenuItem { title, target, ..MenuItem::default() }
}

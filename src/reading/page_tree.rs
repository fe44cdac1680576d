use crate::model::address::Address;
use crate::model::site_link::SiteLink;
use crate::store::posts::page_tree::{self, PageLinkRow};
use crate::store::sql::Connection;

/// The pages above one, topmost first, and those directly below it.
#[derive(Debug, Default)]
pub struct PageTree {
    pub above: Vec<SiteLink>,
    pub below: Vec<SiteLink>,
}

/// Reads the pages around one.
pub async fn read_page_tree(reading: &mut Connection, id: i64) -> sqlx::Result<PageTree> {
    let present = |row: PageLinkRow| SiteLink { path: Address::Page(&row.slug).to_string(), title: row.title };
    let above = page_tree::list_above(reading, id).await?.into_iter().map(present).collect();
    let below = page_tree::list_below(reading, id).await?.into_iter().map(present).collect();
    Ok(PageTree { above, below })
}

use crate::model::admin::embed::EmbedPage;
use crate::text::body::{label_of_page, page_of_player};
use crate::text::embed::Embed;

/// Returns the page for an address that somebody has pasted: that of a page or of a player. `None` if it has no player.
/// No site is asked.
pub fn find_embed(address: &str) -> Option<EmbedPage> {
    let embed = Embed::of(address)?;
    let address = page_of_player(address)?;
    let label = label_of_page(&address);
    Some(EmbedPage { source: embed.provider.name().to_owned(), label, address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_their_pages() {
        let found = find_embed(" https://www.youtube.com/embed/a-1?rel=0 ").unwrap();
        assert_eq!((found.address.as_str(), found.source.as_str()), ("https://www.youtube.com/watch?v=a-1", "YouTube"));
        assert_eq!(found.label, "youtube.com — /watch?v=a-1");
        assert_eq!(find_embed("https://bao.example/"), None);
    }
}

use crate::i18n::navigation_texts;
use crate::model::address::{Address, Period};
use crate::model::site::Site;
use crate::model::site_link::SiteLink;
use crate::model::term::Term;
use crate::model::view::View;

/// Returns the pages above that of a view, topmost first, without the front page. For a post, the last one is its section.
pub fn above(site: &Site, view: &View, path: &str) -> Vec<SiteLink> {
    match (view, Address::parse(path)) {
        (View::Post(post), _) => post.categories.first().map_or_else(Vec::new, |section| {
            let mut above = categories_above(&site.categories, &section.slug);
            above.push(category_link(section));
            above
        }),
        (View::Page(page), _) => page.above.clone(),
        (View::Listing(_), Address::Category(slug)) => categories_above(&site.categories, slug),
        (View::Listing(_), Address::Archive(period)) => {
            let texts = navigation_texts(site.language);
            let link = |period: Period| SiteLink {
                path: period.to_string(),
                title: match period {
                    Period::Year(year) => (texts.year)(year),
                    Period::All | Period::Month(..) => texts.archive.to_owned(),
                },
            };
            period.above().into_iter().map(link).collect()
        }
        _ => Vec::new(),
    }
}

fn category_link(category: &Term) -> SiteLink {
    SiteLink { path: Address::Category(&category.slug).to_string(), title: category.name.clone() }
}

/// Returns the categories above one, topmost first. `categories` is the tree in depth-first order.
fn categories_above(categories: &[Term], slug: &str) -> Vec<SiteLink> {
    let Some(place) = categories.iter().position(|category| category.slug == slug) else { return Vec::new() };
    let mut depth = categories[place].depth;
    let mut above = Vec::new();
    for category in categories[..place].iter().rev() {
        if category.depth < depth {
            depth = category.depth;
            above.push(category_link(category));
        }
    }
    above.reverse();
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_categories_above_one_are_those_of_its_branch() {
        let term = |slug: &str, depth| Term { slug: slug.to_owned(), name: slug.to_uppercase(), count: 1, depth };
        let tree = [term("a", 0), term("b", 1), term("c", 2), term("d", 1), term("e", 0), term("f", 1)];
        let above = |slug| categories_above(&tree, slug).into_iter().map(|link| link.title).collect::<Vec<_>>();
        assert_eq!(above("c"), ["A", "B"]);
        assert_eq!(above("d"), ["A"]);
        assert_eq!(above("f"), ["E"]);
        assert!(above("a").is_empty() && above("e").is_empty() && above("unknown").is_empty());
    }
}

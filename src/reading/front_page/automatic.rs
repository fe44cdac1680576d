use crate::model::address::Address;
use crate::model::front_page::{Section, SectionKind};
use crate::store::terms::TermRow;

/// A category with fewer posts has no section of its own.
const ENOUGH_POSTS: i64 = 12;
/// Maximum number of categories with sections.
const MAX_CATEGORIES: usize = 6;
/// Number of the latest posts.
const LATEST: u32 = 6;

/// Returns the sections of a front page that nobody has arranged: a lead, the latest posts, and the first categories that
/// have enough. `per_page` is the length of other lists.
pub fn arrange(categories: &[TermRow], per_page: u32) -> Vec<Section> {
    let top = categories.iter().filter(|term| term.parent_id.is_none() && term.post_count >= ENOUGH_POSTS);
    let categories = top
        .take(MAX_CATEGORIES)
        .map(|term| Section { source: Address::Category(&term.slug).to_string(), ..Section::new(SectionKind::Term) });
    let latest = Section { count: LATEST.min(per_page), ..Section::new(SectionKind::Latest) };
    [Section::new(SectionKind::Lead), latest].into_iter().chain(categories).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_with_enough_posts_have_sections() {
        let term = |slug: &str, parent_id, post_count| TermRow {
            id: 1,
            slug: slug.to_owned(),
            name: slug.to_owned(),
            description_html: String::new(),
            parent_id,
            post_count,
            position: 0,
        };
        let categories = [term("a", None, 40), term("b", Some(1), 40), term("c", None, 2)];
        let sections = arrange(&categories, 4);
        let kinds: Vec<_> = sections.iter().map(|section| section.kind).collect();
        assert_eq!(kinds, [SectionKind::Lead, SectionKind::Latest, SectionKind::Term]);
        assert_eq!((sections[1].count, sections[2].source.as_str()), (4, "/category/a"));
    }
}

//! What the elements of an export may contain, to mend XML in which ends are missing.

/// Elements of exports that have parts. All others whose names begin with `wp:` hold texts.
const CONTAINERS: &[&str] =
    &["wp:author", "wp:category", "wp:comment", "wp:commentmeta", "wp:postmeta", "wp:tag", "wp:term", "wp:termmeta"];
/// Other elements that hold texts.
const TEXTS: &[&str] = &[
    "category",
    "content:encoded",
    "dc:creator",
    "description",
    "excerpt:encoded",
    "guid",
    "link",
    "pubDate",
    "title",
];
/// Parts of an item that no text contains.
const PARTS: &[&str] = &["content:encoded", "dc:creator", "excerpt:encoded", "guid", "item", "pubDate"];

/// Parts of an item that neither its fields nor its comments contain.
const AFTER: &[&str] = &[
    "content:encoded",
    "wp:comment_status",
    "wp:is_sticky",
    "wp:menu_order",
    "wp:ping_status",
    "wp:post_date",
    "wp:post_id",
    "wp:post_name",
    "wp:post_parent",
    "wp:post_type",
    "wp:status",
];

/// Returns whether the end of the innermost element is missing before the start of another one. `open` are the names of
/// the innermost elements, from inside.
pub fn ends_before(open: &[&str], start: &str) -> bool {
    let Some(inner) = open.first() else { return false };
    let is_text = inner.starts_with("wp:") && !CONTAINERS.contains(inner) || TEXTS.contains(inner);
    let is_part = start.starts_with("wp:") || PARTS.contains(&start);
    let is_after = matches!(*inner, "wp:postmeta" | "wp:comment") && AFTER.contains(&start)
        || *inner == "wp:postmeta" && matches!(start, "wp:postmeta" | "wp:comment");
    // Items are not in each other.
    is_text && is_part || is_after || start == "item" && open.contains(&"item")
}

/// Splits what was taken for a tag because of a `<` in the text before it: `5 <3</title` has the text `5 <3`, and then
/// the tag `/title`.
pub fn stray_part(tag: &str) -> Option<(&str, &str)> {
    let place = tag.rfind('<')?;
    let is_quoted = ['"', '\''].iter().any(|quote| tag[..place].matches(*quote).count() % 2 == 1);
    let rest = &tag[place + 1..];
    let begins = rest.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic());
    (begins && !is_quoted).then(|| (&tag[..place], rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_item_end_its_texts() {
        assert!(ends_before(&["wp:post_parent", "item", "channel"], "wp:menu_order"));
        assert!(ends_before(&["title", "item", "channel"], "dc:creator"));
        assert!(ends_before(&["wp:comment", "item", "channel"], "item"));
        assert!(!ends_before(&["wp:comment", "item", "channel"], "wp:comment_id"));
        assert!(!ends_before(&["item", "channel", "rss"], "title"));
        assert!(!ends_before(&["title", "entry", "feed"], "div"));
    }

    #[test]
    fn a_sign_in_the_text_is_told_from_a_tag() {
        assert_eq!(stray_part("3</title"), Some(("3", "/title")));
        assert_eq!(stray_part(" 5 and <wp:post_id"), Some((" 5 and ", "wp:post_id")));
        assert_eq!(stray_part("a title=\"<b\""), None);
        assert_eq!(stray_part("rss version='2.0'"), None);
    }
}

//! Which steps of a plan cost more, the larger the site is.

use std::collections::BTreeSet;

use longan::store::sql::Connection;

use super::explain::explain;

/// Tables that grow with the site, and their aliases in statements.
#[rustfmt::skip]
const GROWING: [&str; 13] = [
    "posts", "p", "comments", "c", "q", "post_terms", "pt", "redirects", "r",
    "revisions", "spam_tokens", "related_posts", "rp",
];

/// Sorts that are allowed although growing tables are involved, because the rows are few in any case.
const FEW: [(&str, &str); 12] = [
    ("ORDER BY wanted.key", "the results on one page"),
    ("SELECT related_id FROM related_posts WHERE post_id", "the few posts that are stored for one"),
    ("FROM clock t LEFT JOIN changes", "what one transaction has changed"),
    ("FROM terms t\n         WHERE t.kind", "tags, which are few beside posts, in the admin"),
    ("ORDER BY ranked.number DESC", "a thousand read posts of each of the last days, or the newest comments"),
    ("ORDER BY menu_order, title", "pages at the top of the site, which have one menu"),
    ("WHERE pt.post_id IN (", "the terms of the posts on one page"),
    ("WHERE pt.post_id = $1 ORDER BY t.post_count", "the terms of a post"),
    ("FROM related_posts rp JOIN posts p", "the posts related to one"),
    ("FROM above a JOIN posts parents", "the pages above one"),
    ("GROUP BY 1", "what the last days have brought"),
    ("FROM posts p CROSS JOIN comments c", "comments on the posts of somebody who has few"),
];

/// Whether a line of a plan scans or sorts a growing table, or reads all its rows of a kind.
pub fn is_dear(statement: &str, line: &str) -> bool {
    let is_whole = |place: &&str| line.ends_with(place);
    if ["(kind=?)", "(status=?)", "(kind=? AND status=?)"].iter().any(is_whole) && !statement.contains("LIMIT") {
        return line.starts_with("SEARCH p ") || line.starts_with("SEARCH posts ");
    }
    // It has an entry for each row.
    if line.starts_with("BLOOM FILTER ON p ") || line.starts_with("BLOOM FILTER ON c ") {
        return true;
    }
    if let Some(name) = line.strip_prefix("SCAN ") {
        return GROWING.contains(&name.split(' ').next().unwrap_or_default());
    }
    let grows = statement.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| GROWING.contains(&word));
    line.starts_with("USE TEMP B-TREE") && grows && !FEW.iter().any(|(part, _)| statement.contains(part))
}

/// Returns the steps of plans that are dear, with their statements. `is_allowed` statements are only planned.
pub async fn find_dear(
    connection: &mut Connection,
    statements: &BTreeSet<String>,
    is_allowed: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut dear = Vec::new();
    // Temporary tables are those of the write connection.
    let reads = |statement: &&String| ["SELECT", "WITH"].iter().any(|verb| statement.starts_with(verb));
    for statement in statements.iter().filter(reads).filter(|statement| !statement.contains("temp.")) {
        let plan = explain(connection, statement).await;
        assert!(!plan.is_empty(), "{statement}");
        let lines = plan.into_iter().filter(|line| !is_allowed(statement) && is_dear(statement, line));
        dear.extend(lines.map(|line| format!("{line}\n    {statement}")));
    }
    dear
}

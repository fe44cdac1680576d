use std::collections::HashMap;

use crate::model::term::Term;
use crate::store::terms::TermRow;

/// Arranges the categories as a tree in depth-first order. Branches without posts are left out.
pub fn arrange(rows: Vec<TermRow>) -> Vec<Term> {
    // From the end: a category stays if it has posts or if the one that stayed last is its child.
    let mut kept: Vec<Term> = Vec::new();
    for term in arrange_all(rows).into_iter().rev() {
        if term.count > 0 || kept.last().is_some_and(|below| below.depth == term.depth + 1) {
            kept.push(term);
        }
    }
    kept.reverse();
    kept
}

/// Arranges the categories as a tree in depth-first order, including those without posts.
pub fn arrange_all(rows: Vec<TermRow>) -> Vec<Term> {
    let mut below: HashMap<Option<i64>, Vec<TermRow>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(row);
    }
    let mut arranged: Vec<Term> = Vec::new();
    let mut pending: Vec<(TermRow, u8)> = Vec::new();
    pending.extend(below.remove(&None).into_iter().flatten().rev().map(|row| (row, 0)));
    while let Some((row, depth)) = pending.pop() {
        let children = below.remove(&Some(row.id)).into_iter().flatten().rev();
        pending.extend(children.map(|row| (row, depth.saturating_add(1))));
        arranged.push(Term { slug: row.slug, name: row.name, count: row.post_count, depth });
    }
    arranged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_branches_are_left_out() {
        let row = |id, parent_id, post_count| TermRow {
            id,
            slug: format!("c{id}"),
            name: format!("C{id}"),
            description_html: String::new(),
            parent_id,
            post_count,
            position: 0,
        };
        let rows = vec![
            row(1, None, 0),
            row(2, Some(1), 0),
            row(3, Some(2), 4),
            row(4, None, 0),
            row(5, Some(4), 0),
            row(6, None, 1),
        ];
        assert_eq!(arrange_all(rows.clone()).len(), rows.len());
        let kept: Vec<_> = arrange(rows).into_iter().map(|term| (term.slug, term.depth)).collect();
        let expected = [("c1", 0), ("c2", 1), ("c3", 2), ("c6", 0)].map(|(slug, depth)| (slug.to_owned(), depth));
        assert_eq!(kept, expected);
    }
}

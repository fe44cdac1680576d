//! Which posts each section shows.

use std::collections::HashSet;

/// The posts that a section may show, best first.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    pub posts: Vec<i64>,
    /// Number of posts to show.
    pub count: usize,
    /// Whether it may show what sections above show.
    pub may_repeat: bool,
}

/// The posts of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub posts: Vec<i64>,
    /// Whether the pool has more that the page does not show above.
    pub has_more: bool,
}

/// Selects the posts of each section, from above. No post is shown twice, unless a section may repeat posts.
pub fn select(pools: &[Pool]) -> Vec<Selection> {
    let mut shown: HashSet<i64> = HashSet::new();
    let mut selections = Vec::with_capacity(pools.len());
    for pool in pools {
        let mut own = HashSet::new();
        let mut free = pool.posts.iter().filter(|post| pool.may_repeat || !shown.contains(post));
        let mut free = free.by_ref().copied().filter(|post| own.insert(*post));
        let posts: Vec<i64> = free.by_ref().take(pool.count).collect();
        let has_more = free.next().is_some();
        shown.extend(&posts);
        selections.push(Selection { posts, has_more });
    }
    selections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_post_is_shown_twice() {
        let pool = |posts: &[i64], count, may_repeat| Pool { posts: posts.to_vec(), count, may_repeat };
        let pools = [
            pool(&[1, 2, 2, 3], 2, false),
            pool(&[1, 2, 3, 4], 2, false),
            pool(&[1, 4, 5], 2, true),
            pool(&[5, 6], 2, false),
            pool(&[], 3, false),
        ];
        let selected = select(&pools);
        let posts: Vec<_> = selected.iter().map(|one| one.posts.clone()).collect();
        assert_eq!(posts, [vec![1, 2], vec![3, 4], vec![1, 4], vec![5, 6], vec![]]);
        assert_eq!(selected.iter().map(|one| one.has_more).collect::<Vec<_>>(), [true, false, true, false, false]);
    }
}

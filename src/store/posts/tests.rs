use super::test_posts::post;
use super::*;
use crate::model::term::TermKind;
use crate::store::sql;
use crate::store::{Store, terms, testing};

async fn with_posts(count: i64) -> (Store, testing::Place, i64) {
    let (store, folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let term = terms::NewTerm {
        kind: TermKind::Category,
        slug: "co-khi".to_owned(),
        name: "Cơ khí".to_owned(),
        description: String::new(),
        description_html: String::new(),
    };
    let term = terms::ensure(&mut writing, &term).await.unwrap();
    for number in 0..count {
        // Pairs have the same time, so that the ID decides their order.
        let new = post(&format!("post-{number}"), number / 2);
        let (id, _) = add(&mut writing, &new).await.unwrap().unwrap();
        set_terms(&mut writing, id, &new, &[term]).await.unwrap();
    }
    let hidden = NewPost { status: PostStatus::Draft, ..post("draft", 99) };
    let (id, _) = add(&mut writing, &hidden).await.unwrap().unwrap();
    set_terms(&mut writing, id, &hidden, &[term]).await.unwrap();
    terms::recount(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    (store, folder, term)
}

#[tokio::test]
async fn paging_visits_every_post_once_and_back() {
    let (store, _folder, term) = with_posts(7).await;
    let mut reading = store.read().await.unwrap();
    for scope in [ListingScope::Home, ListingScope::Term(term), ListingScope::Branch(term)] {
        let mut seen = Vec::new();
        let mut cursor = ListingCursor::Start;
        let last = loop {
            let page = list(&mut reading, scope, cursor, 3).await.unwrap();
            let end = page.posts.last().unwrap().clone();
            seen.extend(page.posts.iter().map(|card| card.slug.clone()));
            assert!(seen.len() <= 7, "the cursor goes on");
            if !page.has_older {
                break page;
            }
            cursor = ListingCursor::Before(end.published_at, end.id);
        };
        let expected: Vec<_> = (0..7).rev().map(|number| format!("post-{number}")).collect();
        assert_eq!(seen, expected);
        let first = &last.posts[0];
        let back = list(&mut reading, scope, ListingCursor::After(first.published_at, first.id), 3).await.unwrap();
        let back: Vec<_> = back.posts.iter().map(|card| card.slug.as_str()).collect();
        assert_eq!(back, ["post-3", "post-2", "post-1"]);
    }
}

#[tokio::test]
async fn a_category_lists_posts_of_its_descendants_once() {
    let (store, _folder, child) = with_posts(5).await;
    let mut writing = store.write().await.unwrap();
    let parent = terms::NewTerm {
        kind: TermKind::Category,
        slug: "cong-nghiep".to_owned(),
        name: "Công nghiệp".to_owned(),
        description: String::new(),
        description_html: String::new(),
    };
    let parent = terms::ensure(&mut writing, &parent).await.unwrap();
    terms::nest(&mut writing, child, parent).await.unwrap();
    let both = post("ca-hai", 9);
    let (id, _) = add(&mut writing, &both).await.unwrap().unwrap();
    set_terms(&mut writing, id, &both, &[child, parent]).await.unwrap();
    let first = list(&mut writing, ListingScope::Branch(parent), ListingCursor::Start, 4).await.unwrap();
    let slugs: Vec<_> = first.posts.iter().map(|card| card.slug.as_str()).collect();
    assert_eq!((slugs, first.has_older), (vec!["ca-hai", "post-4", "post-3", "post-2"], true));
    let last = &first.posts[3];
    let rest = list(&mut writing, ListingScope::Branch(parent), ListingCursor::Before(last.published_at, last.id), 4)
        .await
        .unwrap();
    assert_eq!(rest.posts.len(), 2);
    assert_eq!(list(&mut writing, ListingScope::Term(parent), ListingCursor::Start, 9).await.unwrap().posts.len(), 1);
}

#[tokio::test]
async fn counts_and_neighbours_leave_drafts_out() {
    let (store, _folder, term) = with_posts(4).await;
    let mut reading = store.read().await.unwrap();
    let found = terms::find(&mut reading, TermKind::Category, "co-khi").await.unwrap().unwrap();
    assert_eq!((found.id, found.post_count), (term, 4));
    let newest = find(&mut reading, PostKind::Post, "post-3").await.unwrap().unwrap();
    let (older, newer) = neighbours(&mut reading, newest.published_at, newest.id).await.unwrap();
    assert_eq!(older.unwrap().slug, "post-2");
    assert!(newer.is_none());
    let oldest = find(&mut reading, PostKind::Post, "post-0").await.unwrap().unwrap();
    let (older, newer) = neighbours(&mut reading, oldest.published_at, oldest.id).await.unwrap();
    assert!(older.is_none());
    assert_eq!(newer.unwrap().slug, "post-1", "the next one, not the newest");
    assert!(find(&mut reading, PostKind::Post, "draft").await.unwrap().is_none());
    assert!(find(&mut reading, PostKind::Page, "post-3").await.unwrap().is_none());
    assert_eq!(list_latest(&mut reading, 2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_taken_slug_gets_a_number_and_a_known_guid_adds_nothing() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let first = post("tin", 1);
    assert_eq!(add(&mut writing, &first).await.unwrap().unwrap().1, "tin");
    assert!(add(&mut writing, &first).await.unwrap().is_none());
    let second = NewPost { guid: None, pinned_at: Some(1), ..first.clone() };
    assert_eq!(add(&mut writing, &second).await.unwrap().unwrap().1, "tin-2");
    let page = NewPost { guid: None, kind: PostKind::Page, ..first };
    let (id, slug) = add(&mut writing, &page).await.unwrap().unwrap();
    assert_eq!(slug, "tin");
    assert_eq!(list_menu(&mut writing).await.unwrap().len(), 1);
    nest(&mut writing, id, id).await.unwrap();
    assert_eq!(list_menu(&mut writing).await.unwrap().len(), 1, "no page is below itself");
    let below = NewPost { slug: "duoi".to_owned(), ..page };
    let (child, _) = add(&mut writing, &below).await.unwrap().unwrap();
    nest(&mut writing, child, id).await.unwrap();
    assert_eq!(list_menu(&mut writing).await.unwrap().len(), 1);
    assert_eq!(list_pinned(&mut writing).await.unwrap().len(), 1);
    assert_eq!(list(&mut writing, ListingScope::Home, ListingCursor::Start, 9).await.unwrap().posts.len(), 1);
    assert!(list(&mut writing, ListingScope::Author(1), ListingCursor::Start, 9).await.unwrap().posts.is_empty());
    for number in 0..11 {
        let pinned = post(&format!("ghim-{number}"), number);
        add(&mut writing, &NewPost { pinned_at: Some(1), ..pinned }).await.unwrap();
    }
    assert_eq!(list_pinned(&mut writing).await.unwrap().len(), 12, "the home page leaves them out elsewhere");
    recount_comments(&mut writing, id).await.unwrap();
}

#[tokio::test]
async fn add_all_matches_posts_by_guid_not_by_slug() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let known = post("tin", 1);
    let (id, _) = add(&mut writing, &known).await.unwrap().unwrap();
    sql::query("UPDATE posts SET slug = 'moi' WHERE id = $1").bind(id).execute(&mut writing).await.unwrap();
    let new = NewPost { guid: Some("other".to_owned()), ..post("tin", 2) };
    let third = NewPost { guid: Some("third".to_owned()), ..post("tin", 3) };
    let placed = add_all(&mut writing, &[known, new, third]).await.unwrap();
    let slugs: Vec<_> = placed.iter().map(|placed| placed.as_ref().map(|(_, slug)| slug.as_str())).collect();
    assert_eq!(slugs, [None, Some("tin"), Some("tin-2")]);
    let guid: String = sql::query_scalar("SELECT guid FROM posts WHERE id = $1")
        .bind(placed[1].as_ref().unwrap().0)
        .fetch_one(&mut writing)
        .await
        .unwrap();
    assert_eq!(guid, "other");
}

#[tokio::test]
async fn the_post_that_was_pinned_last_comes_first() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    for (slug, pinned_at) in [("a", 2), ("b", 3), ("c", 1)] {
        add(&mut writing, &NewPost { pinned_at: Some(pinned_at), ..post(slug, 1) }).await.unwrap();
    }
    let slugs: Vec<_> = list_pinned(&mut writing).await.unwrap().into_iter().map(|card| card.slug).collect();
    assert_eq!(slugs, ["b", "a", "c"]);
}

#[tokio::test]
async fn feeds_have_published_posts_only() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let (shown, _) = add(&mut writing, &post("tin", 1)).await.unwrap().unwrap();
    let draft = NewPost { status: PostStatus::Draft, ..post("draft", 2) };
    let (draft, _) = add(&mut writing, &draft).await.unwrap().unwrap();
    let rows = feed::list_whole(&mut writing, &[shown, draft]).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.post.id).collect::<Vec<_>>(), [shown]);
}

#[tokio::test]
async fn pages_below_a_deleted_one_move_up() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let mut ids = Vec::new();
    for slug in ["tren", "giua", "duoi"] {
        let (id, _) = add(&mut writing, &NewPost { kind: PostKind::Page, ..post(slug, 1) }).await.unwrap().unwrap();
        if let Some(above) = ids.last() {
            nest(&mut writing, id, *above).await.unwrap();
        }
        ids.push(id);
    }
    let middle = status::find(&mut writing, ids[1]).await.unwrap().unwrap();
    status::delete(&mut writing, &middle).await.unwrap();
    assert_eq!(status::find(&mut writing, ids[2]).await.unwrap().unwrap().parent_id, Some(ids[0]));
}

use super::*;
use crate::model::term::TermKind;
use crate::store::posts::test_posts::post;
use crate::store::posts::{self, NewPost};
use crate::store::terms::{self, NewTerm};
use crate::store::{Store, WriteTransaction, testing};

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

async fn term(writing: &mut WriteTransaction, kind: TermKind, slug: &str) -> i64 {
    let (name, text) = (slug.to_owned(), String::new);
    let new = NewTerm { kind, slug: slug.to_owned(), name, description: text(), description_html: text() };
    terms::ensure(writing, &new).await.unwrap()
}

async fn add(writing: &mut WriteTransaction, slug: &str, title: &str, day: i64, terms: &[i64]) -> i64 {
    let new = NewPost { title: title.to_owned(), ..post(slug, day * DAY) };
    let (id, _) = posts::add(writing, &new).await.unwrap().unwrap();
    posts::set_terms(writing, id, &new, terms).await.unwrap();
    id
}

async fn related(store: &Store, id: i64) -> Vec<String> {
    let rows = list(&mut store.read().await.unwrap(), id, 4).await.unwrap();
    rows.into_iter().map(|row| row.slug).collect()
}

/// Does what the background task does.
async fn work(store: &Store) {
    loop {
        let mut writing = store.write().await.unwrap();
        let count = compute_some(&mut writing).await.unwrap();
        writing.commit().await.unwrap();
        if count == 0 {
            return;
        }
    }
}

#[tokio::test]
async fn rare_terms_and_phrases_relate_posts() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let news = term(&mut writing, TermKind::Category, "tin").await;
    let bridge = term(&mut writing, TermKind::Tag, "cau-treo").await;
    for number in 0..40 {
        let title = format!("Chuyện thường ngày {number}");
        add(&mut writing, &format!("tin-{number}"), &title, number, &[news]).await;
    }
    add(&mut writing, "cau-cu", "Sửa chữa sau bão", 3, &[news, bridge]).await;
    add(&mut writing, "lu-quet", "Lũ quét ở miền núi", 5, &[news]).await;
    terms::recount(&mut writing).await.unwrap();
    let subject = add(&mut writing, "bai", "Cầu treo chịu được lũ quét", 30, &[news, bridge]).await;
    writing.commit().await.unwrap();
    work(&store).await;
    let found = related(&store, subject).await;
    assert_eq!(found[..2], ["cau-cu", "lu-quet"], "a rare tag, then a rare phrase");

    // Those that it names may name it in turn; computing nothing new writes nothing.
    let mut writing = store.write().await.unwrap();
    let named: i64 = sql::query_scalar("SELECT COUNT(*) FROM related_posts WHERE related_id = $1")
        .bind(subject)
        .fetch_one(&mut writing)
        .await
        .unwrap();
    assert!(named >= 2);

    // What is not published any more disappears at once, and so does what is deleted.
    sql::query("UPDATE posts SET status = 'draft' WHERE slug = 'cau-cu'").execute(&mut writing).await.unwrap();
    sql::query("DELETE FROM posts WHERE slug = 'lu-quet'").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let left = related(&store, subject).await;
    assert!(!left.contains(&"cau-cu".to_owned()) && !left.contains(&"lu-quet".to_owned()), "{left:?}");
}

#[tokio::test]
async fn a_save_computes_its_own_list_and_leaves_those_of_others() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let tag = term(&mut writing, TermKind::Tag, "ca-phe").await;
    for number in 0..6 {
        add(&mut writing, &format!("khac-{number}"), "Một chuyện khác hẳn", number, &[]).await;
    }
    let first = add(&mut writing, "mot", "Giá hạt tiêu", 1, &[tag]).await;
    terms::recount(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    work(&store).await;
    assert!(related(&store, first).await.is_empty());

    let mut writing = store.write().await.unwrap();
    let second = add(&mut writing, "hai", "Mùa thu hoạch", 2, &[tag]).await;
    terms::recount_these(&mut writing, &[tag]).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(related(&store, second).await, ["mot"]);
    assert!(has_backlog(&mut store.read().await.unwrap()).await.unwrap());
    work(&store).await;
    assert_eq!(related(&store, first).await, ["hai"]);
}

#[tokio::test]
async fn a_list_invalidates_only_its_page() {
    use crate::store::change_tracking::StoreChange;

    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let tag = term(&mut writing, TermKind::Tag, "ca-phe").await;
    let first = add(&mut writing, "mot", "Giá hạt tiêu", 1, &[tag]).await;
    for number in 0..6 {
        add(&mut writing, &format!("khac-{number}"), "Một chuyện khác hẳn", number, &[]).await;
    }
    writing.commit().await.unwrap();
    work(&store).await;
    let mut writing = store.write().await.unwrap();
    add(&mut writing, "hai", "Mùa thu hoạch", 2, &[tag]).await;
    writing.commit().await.unwrap();
    let (told, heard) = std::sync::mpsc::channel();
    store.changes.listen(Box::new(move |changes| drop(told.send(changes.to_vec()))));
    let mut writing = store.write().await.unwrap();
    compute_some(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(heard.recv().unwrap(), [StoreChange::Comments(first)]);
}

#[tokio::test]
async fn neighbours_are_of_the_same_term() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let (a, b) = (term(&mut writing, TermKind::Category, "a").await, term(&mut writing, TermKind::Category, "b").await);
    add(&mut writing, "mot", "Một", 1, &[a]).await;
    add(&mut writing, "hai", "Hai", 2, &[b]).await;
    let third = add(&mut writing, "ba", "Ba", 3, &[a, b]).await;
    add(&mut writing, "bon", "Bốn", 4, &[b]).await;
    writing.commit().await.unwrap();
    let mut reading = store.read().await.unwrap();
    let mut slugs = async |term| {
        let (older, newer) = list_neighbours(&mut reading, term, 3 * DAY, third).await.unwrap();
        (older.map(|row| row.slug), newer.map(|row| row.slug))
    };
    assert_eq!(slugs(a).await, (Some("mot".to_owned()), None));
    assert_eq!(slugs(b).await, (Some("hai".to_owned()), Some("bon".to_owned())));
}

mod both_engines;

use proptest::prelude::*;
use sqlx::AssertSqlSafe;

use super::*;
use crate::store::posts::{self, NewPost, test_posts::post};
use crate::store::sql::{self, Connection, Engine};
use crate::store::{Store, testing};
use crate::text::search::{Ending, Query};

/// A post with a title and a text.
fn written(slug: &str, at: i64, title: &str, text: &str) -> NewPost {
    NewPost { title: title.to_owned(), html: format!("<p>{text}</p>"), ..post(slug, at) }
}

async fn add(store: &Store, posts: &[NewPost]) {
    let mut writing = store.write().await.unwrap();
    for post in posts {
        posts::add(&mut writing, post).await.unwrap().unwrap();
    }
    writing.commit().await.unwrap();
}

async fn write(store: &Store, sql: &'static str) {
    let mut writing = store.write().await.unwrap();
    writing.run(sql).await.unwrap();
    writing.commit().await.unwrap();
}

/// Returns the slugs of the posts found, then the IDs of the comments.
async fn search(store: &Store, typed: &str) -> Vec<String> {
    let mut reading = store.read().await.unwrap();
    let query = Query::parse(typed, Ending::Finished);
    let posts = super::posts(&mut reading, &query, RankingEffort::Thorough, 100).await.unwrap();
    let shown = read_posts(&mut reading, &posts).await.unwrap();
    let mut found: Vec<String> = shown.into_iter().map(|post| post.slug).collect();
    let comments = comments(&mut reading, &query, 100).await.unwrap();
    let shown = read_comments(&mut reading, &comments).await.unwrap();
    found.extend(shown.into_iter().map(|comment| comment.id.to_string()));
    assert_eq!(found.len(), posts.len() + comments.len(), "nothing is found that is not shown");
    found
}

async fn count_indexed(connection: &mut Connection) -> (i64, i64, i64) {
    let count = async |connection: &mut Connection, table: &str| -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        sql::query_scalar(AssertSqlSafe(sql)).fetch_one(connection).await.unwrap()
    };
    let tables = match connection.engine() {
        Engine::Sqlite => ["search_posts_docsize", "search_places", "search_comments_docsize"],
        Engine::Postgres => ["search_posts", "search_posts", "search_comments"],
    };
    (count(connection, tables[0]).await, count(connection, tables[1]).await, count(connection, tables[2]).await)
}

#[tokio::test]
async fn any_form_of_a_word_is_found_and_the_typed_one_first() {
    let (store, _folder) = testing::open().await;
    add(
        &store,
        &[
            written("duong-xa", 1, "Xã xa", "Con đường nhỏ"),
            written("duong-thuy", 2, "Dương", "Họ Dương"),
            written("duong", 3, "Tin", "plain duong"),
            written("duong-bo", 4, "Đường bộ", "Không có gì"),
            written("hai", 5, "Hai", "Ba"),
        ],
    )
    .await;
    for typed in ["đường", "ĐƯỜNG", "đu\u{31b}o\u{31b}\u{300}ng"] {
        assert_eq!(search(&store, typed).await, ["duong-bo", "duong-xa", "duong-thuy", "duong"], "{typed}");
    }
    assert_eq!(search(&store, "dương").await[0], "duong-thuy");
    assert_eq!(search(&store, "duong").await, ["duong-bo", "duong-thuy", "duong", "duong-xa"], "the title first");
}

#[tokio::test]
async fn words_are_found_however_they_are_written() {
    let (store, _folder) = testing::open().await;
    let texts = [
        ("thai", "น้ำท่วมกรุงเทพ ทุกสองสัปดาห์"),
        ("japanese", "東京都のテレビ"),
        ("chinese", "我在上海大学学习"),
        ("hidden", "cà\u{AD}phê sữa\u{2060}đá"),
        ("wide", "ｗｉｄｅ ﾃﾚﾋﾞ"),
        ("phone", "gọi (0272) 3826-888 nhé 🎉"),
        ("joined", "hoặc 0901234567 ❤\u{FE0F}"),
    ];
    add(&store, &texts.map(|(slug, text)| written(slug, 1, "Tin", text))).await;
    for (typed, found) in [
        ("กรุงเทพ", &["thai"][..]),
        ("สัปดาห์", &["thai"]),
        ("東京", &["japanese"]),
        ("京都", &[]),
        ("テレビ", &["wide", "japanese"]),
        ("大学", &["chinese"]),
        ("上海大学", &["chinese"]),
        ("càphê", &["hidden"]),
        ("suada", &["hidden"]),
        ("wi\u{AD}de", &["wide"]),
        ("02723826888", &["phone"]),
        ("0272 3826 888", &["phone"]),
        ("3826", &["phone"]),
        ("0901 234 567", &["joined"]),
        ("0901.234.567", &["joined"]),
        ("🎉", &["phone"]),
        ("❤", &["joined"]),
    ] {
        assert_eq!(search(&store, typed).await, found, "{typed}");
    }
}

#[tokio::test]
async fn the_newest_first_among_equals() {
    let (store, _folder) = testing::open().await;
    let hour = 3_600_000;
    let times = [5, 1, 4 * hour, 3, 9 * hour, 2];
    let posts: Vec<NewPost> =
        times.iter().map(|at| written(&format!("p{at}"), *at, "Tin", "Một câu như nhau")).collect();
    add(&store, &posts).await;
    let expected = [9 * hour, 4 * hour, 5, 3, 2, 1].map(|at| format!("p{at}"));
    assert_eq!(search(&store, "nhau").await, expected);
    // An hour gets as many slots as it needs.
    let crowd: Vec<NewPost> = (0..200).map(|n| written(&format!("c{n:03}"), n, "Tin", "Rất đông")).collect();
    add(&store, &crowd).await;
    let found = search(&store, "đông").await;
    assert_eq!((found.len(), found[0].as_str()), (100, "c199"));
}

#[tokio::test]
async fn phrases_beginnings_and_exclusion() {
    let (store, _folder) = testing::open().await;
    add(
        &store,
        &[
            written("a", 1, "Một", "khu công nghiệp hỗ trợ"),
            written("b", 2, "Hai", "nghiệp, công: hỗ trợ khu"),
            written("c", 3, "Ba", "công nghệ"),
        ],
    )
    .await;
    assert_eq!(search(&store, "cong nghiep").await, ["b", "a"]);
    assert_eq!(search(&store, "\"cong nghiep\"").await, ["a"]);
    assert_eq!(search(&store, "\"công ngh\"*").await, ["c", "a"]);
    assert_eq!(search(&store, "ngh*").await, ["c", "b", "a"]);
    assert_eq!(search(&store, "công -\"hỗ trợ\"").await, ["c"]);
    assert_eq!(search(&store, "công -nghe -mot").await, ["b"], "the title counts, too");
    assert_eq!(search(&store, "-công").await, [""; 0]);
    assert_eq!(search(&store, "một nghiệp").await, ["a"], "one in the title, one in the text");
}

#[tokio::test]
async fn changes_are_searchable_after_commit() {
    let (store, _folder) = testing::open().await;
    add(&store, &[written("tin", 1, "Lúa nếp", "đồng bằng")]).await;
    write(
        &store,
        "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid)
         SELECT id, 'Lan', 'lan@example.org', '', '<p>ngon thật</p>', 'waiting', 2, 'g' FROM posts",
    )
    .await;
    let steps: [(&str, &[&str]); 22] = [
        ("SELECT 1", &["tin"]),
        ("UPDATE posts SET status = 'draft'", &[]),
        ("UPDATE posts SET status = 'scheduled', published_at = 9", &[]),
        ("UPDATE posts SET status = 'published'", &["tin"]),
        ("UPDATE comments SET status = 'published'", &["tin", "1"]),
        ("UPDATE posts SET status = 'private'", &[]),
        ("UPDATE posts SET status = 'published'", &["tin", "1"]),
        ("UPDATE posts SET status = 'protected'", &[]),
        ("UPDATE posts SET status = 'published'", &["tin", "1"]),
        ("UPDATE posts SET status = 'trash'", &[]),
        ("UPDATE posts SET status = 'published', published_at = 99999999", &["tin", "1"]),
        ("UPDATE posts SET title = 'Khác', html = '<p>x</p>'", &["1"]),
        ("UPDATE posts SET standfirst = 'nếp ngon bằng'", &["tin", "1"]),
        ("UPDATE comments SET html = '<p>y</p>'", &["tin"]),
        ("UPDATE comments SET html = '<p>Nếp ngon bằng z</p>'", &["tin", "1"]),
        ("UPDATE comments SET status = 'spam'", &["tin"]),
        ("UPDATE comments SET status = 'published'", &["tin", "1"]),
        ("UPDATE comments SET status = 'trash'", &["tin"]),
        ("UPDATE comments SET status = 'published'", &["tin", "1"]),
        ("UPDATE posts SET comment_count = 1, updated_at = 12", &["tin", "1"]),
        ("DELETE FROM comments", &["tin"]),
        ("DELETE FROM posts", &[]),
    ];
    for (sql, expected) in steps {
        write(&store, sql).await;
        let mut found = search(&store, "nep").await;
        found.extend(search(&store, "ngon -nếp").await);
        found.extend(search(&store, "\"ngon bang z\"").await);
        found.dedup();
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{sql}");
    }
    assert_eq!(count_indexed(&mut store.read().await.unwrap()).await, (0, 0, 0), "nothing is left behind");
}

#[tokio::test]
async fn comments_go_with_their_post() {
    let (store, _folder) = testing::open().await;
    add(&store, &[written("tin", 1, "Tin", "x")]).await;
    write(
        &store,
        "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid)
         SELECT id, 'Lan', 'lan@example.org', '', '<p>ngon thật</p>', 'published', 2, 'g' FROM posts",
    )
    .await;
    assert_eq!(search(&store, "ngon").await, ["1"]);
    for email in ["lan@example.org", "example", "Lan"] {
        assert_eq!(search(&store, email).await, [""; 0], "{email}");
    }
    write(&store, "UPDATE posts SET status = 'draft'").await;
    assert_eq!(search(&store, "ngon").await, [""; 0]);
    let found_before = read_comments(&mut store.read().await.unwrap(), &[1]).await.unwrap();
    assert!(found_before.is_empty(), "not even if it was found while the post was published");
    write(&store, "DELETE FROM posts").await;
    assert_eq!(count_indexed(&mut store.read().await.unwrap()).await, (0, 0, 0));
}

#[tokio::test]
async fn rolled_back_changes_are_not_found() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    posts::add(&mut writing, &written("tin", 1, "Tin", "x")).await.unwrap();
    writing.rollback().await.unwrap();
    add(&store, &[written("khac", 1, "Khác", "x")]).await;
    assert_eq!(search(&store, "x").await, ["khac"]);
}

#[tokio::test]
async fn the_backlog_is_indexed_eventually() {
    let (store, _folder) = testing::open().await;
    add(&store, &[written("a", 1, "A", "x")]).await;
    let mut writing = store.write().await.unwrap();
    let (id, _) = posts::add(&mut writing, &written("b", 2, "B", "x")).await.unwrap().unwrap();
    sql::query("UPDATE posts SET html = '<p>y</p>' WHERE slug = 'a'").execute(&mut writing).await.unwrap();
    sql::query(
        "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid)
         VALUES ($1, 'Lan', 'lan@example.org', '', '<p>x</p>', 'published', 2, 'g')",
    )
    .bind(id)
    .execute(&mut writing)
    .await
    .unwrap();
    writing.commit_unindexed().await.unwrap();
    assert_eq!(search(&store, "x").await, ["a"]);
    // A rolled back transaction leaves the backlog unchanged.
    let mut writing = store.write().await.unwrap();
    assert_eq!(index_some(&mut writing).await.unwrap().0.len(), 2);
    writing.rollback().await.unwrap();
    assert_eq!(search(&store, "x").await, ["a"]);
    for taken in [(2, 0), (0, 1), (0, 0)] {
        assert_eq!(has_backlog(&mut store.read().await.unwrap()).await.unwrap(), taken != (0, 0));
        let mut writing = store.write().await.unwrap();
        let (posts, comments) = index_some(&mut writing).await.unwrap();
        assert_eq!((posts.len(), comments), taken);
        writing.commit().await.unwrap();
    }
    assert_eq!(search(&store, "x").await, ["b", "1"]);
    assert_eq!(search(&store, "y").await, ["a"]);
    let mut writing = store.write().await.unwrap();
    while merge_segments(&mut writing).await.unwrap() {}
    writing.commit().await.unwrap();
    assert_eq!(search(&store, "x").await, ["b", "1"]);
}

/// Any input must result in a valid FTS5 expression.
#[test]
fn no_query_is_a_syntax_error() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (store, _folder) = runtime.block_on(testing::open());
    runtime.block_on(add(&store, &[written("tin", 1, "Tin", "công nghiệp hỗ trợ")]));
    let operators = "(AND|OR|NOT|NEAR|công|nghi|hỗ|[-\"“”*^():{}=@_+,.'\\\\ \u{300}\u{0}]|[a-zđê]){0,24}";
    let typed = prop_oneof![any::<String>(), operators.prop_map(|typed| typed)];
    proptest!(ProptestConfig::with_cases(400), |(typed in typed)| {
        for ending in [Ending::Finished, Ending::Open] {
            let query = Query::parse(&typed, ending);
            runtime.block_on(async {
                let mut reading = store.read().await.unwrap();
                for care in [RankingEffort::Thorough, RankingEffort::Quick] {
                    super::posts(&mut reading, &query, care, 10).await.unwrap();
                }
                comments(&mut reading, &query, 10).await.unwrap();
            });
        }
    });
}

use super::*;
use crate::store::comments::{self, ModerationStatus, NewComment};
use crate::store::{posts, redirects, settings, testing};

async fn begin(connection: &mut Connection) -> (i64, Snapshot) {
    let run = sql::query_scalar(
        "INSERT INTO import_runs (status, files, folder, choices, created_at)
         VALUES ('importing', '[]', '', '{}', 1) RETURNING id",
    )
    .fetch_one(&mut *connection)
    .await
    .unwrap();
    note_media(connection, run).await.unwrap();
    (run, begin_recording(connection).await.unwrap())
}

async fn comment(connection: &mut Connection, post: i64, parent: Option<i64>, guid: &str) -> i64 {
    let comment = NewComment {
        post_id: post,
        parent_id: parent,
        author_id: None,
        name: "Lan".to_owned(),
        email: String::new(),
        source: "Hay".to_owned(),
        html: "<p>Hay</p>".to_owned(),
        status: ModerationStatus::Published,
        created_at: 1,
        address: None,
        website: String::new(),
        kind: crate::model::comment::CommentKind::Comment,
        guid: guid.to_owned(),
    };
    comments::insert(connection, &comment).await.unwrap()
}

#[tokio::test]
async fn comments_that_were_answered_since_stay() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let (post, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
    let older = comment(&mut writing, post, None, "older").await;
    let (run, before) = begin(&mut writing).await;
    let answered = comment(&mut writing, post, Some(older), "a").await;
    let left = comment(&mut writing, post, Some(answered), "b").await;
    comment(&mut writing, post, None, "c").await;
    record(&mut writing, run, &before).await.unwrap();
    let since = comment(&mut writing, post, Some(left), "since").await;
    let brought = read_brought(&mut writing, run).await.unwrap().unwrap();
    assert_eq!(undo(&mut writing, run, &brought, Kept::Nothing, 2).await.unwrap(), 0);
    let ids: Vec<i64> = sql::query_scalar("SELECT id FROM comments ORDER BY id").fetch_all(&mut writing).await.unwrap();
    assert_eq!(ids, [older, answered, left, since]);
    let count: i64 = sql::query_scalar("SELECT comment_count FROM posts").fetch_one(&mut writing).await.unwrap();
    assert_eq!(count, 4);
}

#[tokio::test]
async fn settings_redirects_and_files_go_unless_somebody_needs_them() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    redirects::add(&mut writing, "/own", "/posts/tin").await.unwrap();
    let (run, before) = begin(&mut writing).await;
    settings::set(&mut writing, settings::TITLE, "Báo cũ").await.unwrap();
    settings::set(&mut writing, settings::TAGLINE, "Khẩu hiệu cũ").await.unwrap();
    redirects::add(&mut writing, "/old", "/posts/tin").await.unwrap();
    let (post, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
    sql::query(
        "INSERT INTO media (digest, name, content_type, width, height, size, created_at)
         VALUES ('d', 'a.jpg', 'image/jpeg', 1, 1, 1, 1)",
    )
    .execute(&mut writing)
    .await
    .unwrap();
    record(&mut writing, run, &before).await.unwrap();
    settings::set(&mut writing, settings::TAGLINE, "Khẩu hiệu mới").await.unwrap();
    let brought = read_brought(&mut writing, run).await.unwrap().unwrap();
    assert_eq!((brought.posts.last, brought.settings.len()), (post, 2));
    assert!(list_changed(&mut writing, &brought, 9).await.unwrap().is_empty());
    sql::query("UPDATE posts SET version = 2").execute(&mut writing).await.unwrap();
    assert_eq!(count_changed(&mut writing, &brought).await.unwrap(), 1);
    assert_eq!(undo(&mut writing, run, &brought, Kept::Changed, 2).await.unwrap(), 0);
    assert_eq!(redirects::find(&mut writing, "/old").await.unwrap().as_deref(), Some("/posts/tin"), "to what stays");
    assert_eq!(redirects::find(&mut writing, "/own").await.unwrap().as_deref(), Some("/posts/tin"));
    assert_eq!(settings::find(&mut writing, settings::TITLE).await.unwrap(), None);
    let tagline = settings::find(&mut writing, settings::TAGLINE).await.unwrap();
    assert_eq!(tagline.as_deref(), Some("Khẩu hiệu mới"));
    let left: i64 = sql::query_scalar("SELECT COUNT(*) FROM media").fetch_one(&mut writing).await.unwrap();
    assert_eq!(left, 0);
}

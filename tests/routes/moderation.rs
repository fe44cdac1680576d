//! The moderation queue, called as the admin's client calls it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::admin::comment::{
    CommentQueuePage, Decision, ModerationCounts, ModerationResult, ModerationStatus, NewComments, QueuedComment,
};
use longan::model::user::Role;
use longan::store::spam_tokens::TOTAL;
use longan::store::sql;
use serde_json::json;

use crate::routes::moderator::{Moderator, POST, add, post};
use crate::routes::site::Site;
use crate::routes::spam::{learned, tally};

#[tokio::test]
async fn authors_look_after_their_own_posts() {
    let site = Site::sample().await;
    let (author, editor) = (Moderator::new(&site, Role::Author).await, Moderator::new(&site, Role::Editor).await);
    let own: i64 = find_post(&site, "=").await;
    let other: i64 = find_post(&site, "<>").await;
    let (mine, theirs) = (
        add(&site, own, "Hay", ModerationStatus::Waiting).await,
        add(&site, other, "Hay quá", ModerationStatus::Waiting).await,
    );
    let listed: Vec<i64> = author.queue(ModerationStatus::Waiting).await.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(listed, [mine]);
    for (moderator, count) in [(&author, 1), (&editor, 2)] {
        let news: NewComments = moderator.read("comments/news?status=Waiting&after=0").await;
        assert_eq!(news.fresh, count);
    }
    assert_eq!(editor.queue(ModerationStatus::Waiting).await.counts.waiting, 2);

    for (function, arguments) in [
        ("comments/decide", json!({ "ids": [mine, theirs], "decision": "Approve" })),
        (
            "comments/undo",
            json!({ "former": [{ "id": theirs, "status": "Trash", "lesson": null, "trashed_from": null }] }),
        ),
        ("comments/delete", json!({ "ids": [theirs] })),
        ("comments/edit", json!({ "edit": { "id": theirs, "name": "a", "body": "b", "before": "Hay quá" } })),
        ("comments/reply", json!({ "id": theirs, "body": "a" })),
    ] {
        assert_eq!(author.write(function, arguments).await.0, StatusCode::FORBIDDEN, "{function}");
    }
    assert_eq!(
        editor.queue(ModerationStatus::Waiting).await.counts.waiting,
        2,
        "nothing was changed, not even their own"
    );
    assert_eq!(author.decide(&[mine], Decision::Approve).await.counts.waiting, 0);
}

/// A post by the author that authors are logged in as, or by another one.
async fn find_post(site: &Site, sign: &str) -> i64 {
    let sql = format!(
        "SELECT p.id FROM posts p JOIN authors a ON a.id = p.author_id WHERE p.kind = 'post' AND a.slug {sign} $1 LIMIT 1"
    );
    let mut reading = site.state.store.read().await.unwrap();
    sql::query_scalar(sqlx::AssertSqlSafe(sql)).bind(crate::routes::site::AUTHOR).fetch_one(&mut reading).await.unwrap()
}

#[tokio::test]
async fn editing_a_comment_is_validated_and_retrains_the_filter() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Một **ý**", ModerationStatus::Waiting).await;
    editor.decide(&[id], Decision::Approve).await;
    let edit = |name: &str, body: &str, before: &str| json!({ "edit": { "id": id, "name": name, "body": body, "before": before } });

    let (status, said) = editor.write("comments/edit", edit("", " ", "Một **ý**")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("Name") && said.contains("Body"), "{said}");
    let (status, said) = editor.write("comments/edit", edit("Lan", "[](https://a.example)", "Một **ý**")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a body that shows nothing");
    assert!(said.contains("Missing"), "{said}");
    let entry: QueuedComment = editor.done("comments/edit", edit(" Lan ", "Hai *ý* <script>", "Một **ý**")).await;
    assert_eq!((entry.name.as_str(), entry.source.as_str()), ("Lan", "Hai *ý* <script>"));
    assert!(entry.html.contains("<em>ý</em> &lt;script&gt;") && entry.edited.is_some());
    assert_eq!(learned(&site, &["word:mot", "word:hai"]).await, [tally("word:hai", 0, 1)], "learned anew");

    let (status, _) = editor.write("comments/edit", edit("Lan", "Ba ý", "Một **ý**")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(site.get(POST).await.body.contains("Hai <em>ý</em>"));
}

#[tokio::test]
async fn a_reply_is_published_with_its_parent() {
    let site = Site::sample().await;
    let author = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Cho hỏi giờ mở cửa", ModerationStatus::Waiting).await;
    let (status, _) = author.write("comments/reply", json!({ "id": id, "body": " " })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(author.queue(ModerationStatus::Waiting).await.counts.waiting, 1);

    let answer = json!({ "id": id, "body": "Từ **bảy giờ**." });
    let changed: ModerationResult = author.done("comments/reply", answer.clone()).await;
    assert_eq!(changed.counts.waiting, 0);
    let again: ModerationResult = author.done("comments/reply", answer).await;
    assert_eq!(again.counts.published, changed.counts.published, "a retry adds nothing");
    let page = site.get(POST).await.body;
    assert!(page.contains("Cho hỏi giờ mở cửa") && page.contains("Từ <strong>bảy giờ</strong>."));
    assert!(page.contains(&format!("/author/{}", crate::routes::site::AUTHOR)), "it has the name of the profile");

    let counts: ModerationCounts = author.done("comments/undo", json!({ "former": changed.former })).await;
    assert_eq!((counts.waiting, counts.trash), (1, 1));
    let page = site.get(POST).await.body;
    assert!(!page.contains("Cho hỏi giờ mở cửa") && !page.contains("bảy giờ"));
}

#[tokio::test]
async fn only_what_is_thrown_away_is_deleted() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Chào", ModerationStatus::Waiting).await;
    let _: ModerationResult = editor.done("comments/reply", json!({ "id": id, "body": "Chào bạn" })).await;
    let before = editor.queue(ModerationStatus::Published).await;
    let counts: ModerationCounts = editor.done("comments/delete", json!({ "ids": [id] })).await;
    assert_eq!(counts.published, before.counts.published, "a published comment is not deleted");

    editor.decide(&[id], Decision::Spam).await;
    let counts: ModerationCounts = editor.done("comments/delete", json!({ "ids": [id, id, 999_999] })).await;
    assert_eq!(counts.spam, 0);
    assert_eq!(learned(&site, &[TOTAL]).await, [tally("", 1, 0)], "what it taught stays");
    let answer = editor.queue(ModerationStatus::Published).await.entries.remove(0);
    assert!(answer.source == "Chào bạn" && answer.parent.is_none(), "its answer is still there");
    assert!(
        editor
            .done::<ModerationResult>("comments/decide", json!({ "ids": [id], "decision": "Spam" }))
            .await
            .former
            .is_empty()
    );
}

#[tokio::test]
async fn the_queue_goes_on_and_tells_of_news() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    for number in 0..30 {
        add(&site, post, &format!("Ý kiến {number}"), ModerationStatus::Waiting).await;
    }
    let first = editor.queue(ModerationStatus::Waiting).await;
    assert!(first.more && first.entries.len() == 25 && first.counts.waiting == 30);
    let place = first.entries[24].place;
    let second: CommentQueuePage =
        editor.read(&format!("comments?status=Waiting&before[0]={}&before[1]={}", place.0, place.1)).await;
    assert!(!second.more && second.entries.len() == 5);
    assert!(second.entries.iter().all(|entry| first.entries.iter().all(|known| known.id != entry.id)));

    let news: NewComments = editor.read(&format!("comments/news?status=Waiting&after={}", first.newest)).await;
    assert_eq!(news.fresh, 0);
    let fresh = add(&site, post, "Mới", ModerationStatus::Waiting).await;
    add(&site, post, "Mới mà đã đăng", ModerationStatus::Published).await;
    let news: NewComments = editor.read(&format!("comments/news?status=Waiting&after={}", first.newest)).await;
    assert_eq!((news.fresh, news.counts.waiting), (1, 31));
    let page: CommentQueuePage = editor.read(&format!("comments/fresh?status=Waiting&after={}", first.newest)).await;
    assert_eq!(page.entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [fresh]);
    assert_eq!(page.entries[0].about.path.as_deref(), Some(POST));
}

#[tokio::test]
async fn the_page_shows_what_waits() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Một **ý** <b>", ModerationStatus::Waiting).await;
    let get = |url: &str| Request::get(url).header(header::COOKIE, &editor.cookie).body(Body::empty()).unwrap();
    let page = site.ask(get("/admin/comments")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(&format!("id=\"comment-{id}\"")));
    assert!(page.body.contains("Một <strong>ý</strong> &lt;b&gt;") && page.body.contains("192.0.2.7"));
    assert!(site.ask(get("/admin/comments?status=spam")).await.body.contains("Không có bình luận nào ở đây"));
    assert!(site.ask(get("/admin/comments?status=blocked")).await.body.contains("block-pattern"));
}

//! The comment form without JavaScript.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::clock::{advance, now};
use longan::commenting::{CommentScope, decide};
use longan::config::Moderation;
use longan::model::admin::comment::Decision;
use longan::store::comments::{ModerationStatus, queue};
use longan::store::counts;
use longan::store::posts::{self, PostKind};

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// The post id and the form token: the hidden fields of the comment form.
async fn hidden(site: &Site) -> (String, String) {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    (value("post"), value("stamp"))
}

pub async fn send(site: &Site, changes: &[(&str, &str)]) -> Answer {
    send_as(site, "", changes).await
}

/// Sends the comment form with changed fields, from a browser that has a cookie.
async fn send_as(site: &Site, cookie: &str, changes: &[(&str, &str)]) -> Answer {
    let (post, form_token) = hidden(site).await;
    let mut fields = vec![
        ("post", post.as_str()),
        ("stamp", form_token.as_str()),
        ("parent", ""),
        ("website", ""),
        ("name", "Lan Anh"),
        ("email", "lan@example.org"),
        ("body", "Bài **hay**, cảm ơn tòa soạn."),
    ];
    for change in changes {
        fields.retain(|(name, _)| *name != change.0);
        fields.push(*change);
    }
    site.post_as(POST, cookie, &fields).await
}

async fn queue(site: &Site, status: ModerationStatus) -> usize {
    counts::comments(&mut site.state.store.read().await.unwrap(), status, None).await.unwrap() as usize
}

fn moderate(moderation: Moderation) -> impl FnOnce(&mut longan::config::Settings) {
    move |settings| settings.comments.moderation = moderation
}

#[tokio::test]
async fn a_published_comment_is_there_at_once_and_counted() {
    let site = Site::with(moderate(Moderation::Nobody)).await;
    let before: i64 = count(&site).await;
    let answer = send(&site, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let (url, fragment) = answer.location.split_once('#').unwrap();
    assert_eq!(url, POST);
    let page = site.get(POST).await.body;
    assert!(page.contains(&format!("id=\"{fragment}\"")));
    assert!(page.contains("Bài <strong>hay</strong>"));
    assert!(!page.contains("lan@example.org"));
    assert_eq!(count(&site).await, before + 1);
    assert!(site.get("/").await.body.contains(&format!("{} bình luận", before + 1)));
}

async fn count(site: &Site) -> i64 {
    let page = site.get(POST).await.body;
    between(&page, "id=\"comments-title\">", " ").parse().unwrap()
}

#[tokio::test]
async fn a_waiting_comment_is_shown_to_its_author_alone() {
    let site = Site::with(moderate(Moderation::Everyone)).await;
    let answer = send(&site, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location.contains("?waiting="));
    let own = site.get(&answer.location).await.body;
    assert!(own.contains("Bài <strong>hay</strong>") && own.contains("đang chờ duyệt"));
    assert!(!site.get(POST).await.body.contains("Bài <strong>hay</strong>"));
    let forged = answer.location.replace("waiting=", "waiting=1");
    assert!(!site.get(&forged).await.body.contains("Bài <strong>hay</strong>"));
    assert_eq!(queue(&site, ModerationStatus::Waiting).await, 1);
}

#[tokio::test]
async fn known_commenters_do_not_wait() {
    let site = Site::with(moderate(Moderation::FirstTime)).await;
    let first = send(&site, &[]).await;
    assert!(first.location.contains("waiting"));
    let again = send_as(&site, &first.cookie, &[("body", "Chờ nữa.")]).await;
    assert!(again.location.contains("waiting"), "nothing of theirs is published");
    let mut writing = site.state.store.write().await.unwrap();
    let id = queue::newest(&mut writing).await.unwrap();
    decide(&mut writing, CommentScope::Everything, &[id], Decision::Approve).await.unwrap();
    writing.commit().await.unwrap();
    let second = send_as(&site, &first.cookie, &[("body", "Thêm một ý."), ("email", "LAN@example.org")]).await;
    assert!(!second.location.contains("waiting"), "{}", second.location);
    assert!(
        send(&site, &[("body", "Một ý khác.")]).await.location.contains("waiting"),
        "the address alone shows nothing"
    );
    let other = send_as(&site, &first.cookie, &[("body", "Ý nữa."), ("name", "Minh")]).await;
    assert!(other.location.contains("waiting"), "another name");
}

#[tokio::test]
async fn validation_errors_keep_what_was_typed() {
    let site = Site::sample().await;
    let answer = send(&site, &[("name", ""), ("email", "lan@"), ("body", "Một ý \"kiến\" & <b>")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = &answer.body;
    assert!(page.contains("Xin cho biết tên của bạn."));
    assert!(page.contains("Email này chưa đúng"));
    assert!(page.contains("value=\"lan@\""));
    let typed = between(page, "<textarea", "</textarea>");
    assert!(typed.ends_with("Một ý &quot;kiến&quot; &amp; &lt;b&gt;"), "{typed}");
    assert_eq!(page.matches("aria-invalid=\"true\"").count(), 2);
    assert_eq!(queue(&site, ModerationStatus::Waiting).await, 0);
}

#[tokio::test]
async fn text_cannot_close_its_textarea() {
    let site = Site::sample().await;
    let answer = send(&site, &[("name", ""), ("body", "</textarea><script>alert(1)</script>")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.body.contains("<script>alert"));
    let answer = send(&site, &[("name", "\"><script>alert(1)</script>"), ("body", "")]).await;
    assert!(!answer.body.contains("<script>alert"));
}

#[tokio::test]
async fn replies_belong_to_published_comments_of_the_post() {
    let site = Site::with(moderate(Moderation::Nobody)).await;
    let page = site.get(POST).await.body;
    let parent = between(&page, "?reply=", "#").to_owned();
    let form = site.get(&format!("{POST}?reply={parent}")).await.body;
    assert!(form.contains(&format!("name=\"parent\" value=\"{parent}\"")));
    assert!(form.contains("class=\"replying\""));
    assert_eq!(send(&site, &[("parent", &parent)]).await.status, StatusCode::SEE_OTHER);
    for gone in ["999999", "x"] {
        let answer = send(&site, &[("parent", gone)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("không còn nữa"));
    }
}

#[tokio::test]
async fn automated_comments_are_rejected() {
    let site = Site::with(|settings| settings.comments.seconds_to_write = 60).await;
    let fast = send(&site, &[]).await;
    assert_eq!(fast.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fast.body.contains("Bạn gửi quá nhanh"));
    assert!(send(&site, &[("stamp", "1-1.forged")]).await.body.contains("hết hạn"));

    let site = Site::with(moderate(Moderation::Nobody)).await;
    let trapped = send(&site, &[("website", "https://spam.example")]).await;
    assert_eq!(trapped.status, StatusCode::SEE_OTHER, "the program learns nothing");
    assert_eq!(queue(&site, ModerationStatus::Spam).await, 1);
    assert!(!site.get(POST).await.body.contains("Bài <strong>hay</strong>"));
}

#[tokio::test]
async fn a_form_that_was_tampered_with_keeps_its_text() {
    let site = Site::sample().await;
    let answer = send(&site, &[("post", "abc"), ("body", "Một ý dài")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Một ý dài") && answer.body.contains("hết hạn"));
}

#[tokio::test]
async fn too_many_in_a_row_have_to_wait() {
    let site = Site::sample().await;
    let burst = site.state.settings().comments.burst.get();
    for number in 0..burst {
        let answer = send(&site, &[("body", &format!("Ý kiến {number}"))]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let answer = send(&site, &[("body", "Một ý nữa")]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.body.contains("Một ý nữa") && answer.body.contains("Xin chờ"));
}

#[tokio::test]
async fn the_same_words_are_stored_once() {
    let site = Site::with(moderate(Moderation::Nobody)).await;
    let first = send(&site, &[]).await;
    assert!(first.cookie.contains("longan-commenter="), "{}", first.cookie);
    assert_eq!(send_as(&site, &first.cookie, &[]).await.location, first.location);
}

#[tokio::test]
async fn concurrent_comments_are_each_stored_once() {
    let site = Site::with(|settings| {
        settings.comments.moderation = Moderation::Nobody;
        settings.comments.burst = 1000.try_into().unwrap();
    })
    .await;
    let before = count(&site).await;
    let bodies: Vec<String> = (0..20).map(|number| format!("Ý kiến {}", number % 10)).collect();
    let cookie = format!("__Host-longan-commenter={}", "a".repeat(43));
    let sent = bodies.iter().map(|body| async { send_as(&site, &cookie, &[("body", body.as_str())]).await });
    let locations: Vec<String> = futures::future::join_all(sent).await.into_iter().map(|sent| sent.location).collect();
    assert!(locations.iter().all(|location| location.contains("#comment-")), "{locations:?}");
    assert_eq!(locations[..10], locations[10..], "sent twice, kept once");
    assert_eq!(count(&site).await, before + 10);
}

#[tokio::test]
async fn closed_posts_take_nothing() {
    let site = Site::with(|settings| settings.comments.close_after_days = 1).await;
    let page = site.get(POST).await.body;
    assert!(!page.contains("id=\"comment-form\"") && page.contains("không nhận thêm bình luận"));
    let form_token = longan::auth::form_token::issue(&site.state.signer, 1);
    let fields =
        [("post", "1"), ("stamp", &form_token), ("name", "Lan"), ("email", "lan@example.org"), ("body", "Hay")];
    let answer = site.post(POST, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn posts_close_after_a_number_of_days() {
    let site = Site::with(|settings| settings.comments.close_after_days = 3).await;
    let published = posts::find(&mut site.state.store.read().await.unwrap(), PostKind::Post, &POST[7..]).await;
    let closing = published.unwrap().unwrap().published_at + 3 * 24 * 60 * 60 * 1000;
    advance(closing - 1000 - now());
    assert_eq!(send(&site, &[]).await.status, StatusCode::SEE_OTHER);
    let (post, form_token) = hidden(&site).await;
    advance(2000);
    let fields = [
        ("post", &*post),
        ("stamp", &*form_token),
        ("name", "Lan"),
        ("email", "lan@example.org"),
        ("body", "Muộn rồi."),
    ];
    assert_eq!(site.post(POST, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn foreign_and_oversized_requests_are_refused() {
    let site = Site::sample().await;
    let request = |origin: &str, length: usize| {
        Request::post(POST)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "bao.example")
            .header(header::ORIGIN, origin)
            .body(Body::from(format!("body={}", "a".repeat(length))))
            .unwrap()
    };
    assert_eq!(site.ask(request("https://evil.example", 1)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.ask(request("https://bao.example", 1100 * 1024)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.ask(request("https://bao.example", 1)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.post("/", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

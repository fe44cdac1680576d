//! How the author of a comment is identified.

use axum::http::StatusCode;
use longan::commenting::{CommentScope, decide};
use longan::config::Moderation;
use longan::model::admin::comment::Decision;
use longan::model::user::Role;
use longan::store::comments::queue;
use longan::store::sql;

use crate::routes::moderator::POST;
use crate::routes::site::{Answer, Site, between};

async fn site(moderation: Moderation) -> Site {
    Site::with(|settings| {
        settings.comments.moderation = moderation;
        settings.comments.burst = 100.try_into().unwrap();
    })
    .await
}

async fn send(site: &Site, cookie: &str, name: &str, email: &str, body: &str) -> Answer {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (value("post"), value("stamp"));
    let fields = [("post", post.as_str()), ("stamp", &form_token), ("name", name), ("email", email), ("body", body)];
    site.post_as(POST, cookie, &fields).await
}

fn waits(answer: &Answer) -> bool {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location.contains("waiting=")
}

async fn newest(site: &Site) -> i64 {
    queue::newest(&mut site.state.store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_guessed_email_address_reveals_nothing() {
    let site = site(Moderation::FirstTime).await;
    let first = send(&site, "", "Lan", "lan@example.org", "Bài hay quá.").await;
    let id = newest(&site).await;
    for (number, email) in ["lan@example.org", "minh@example.org"].into_iter().enumerate() {
        let guess = send(&site, "", "Lan", email, "Bài hay quá.").await;
        assert!(waits(&guess) && guess.location != first.location);
        assert_eq!(newest(&site).await, id + 1 + number as i64, "a comment of its own, {email}");
    }
    let again = send(&site, &first.cookie, "Lan", "lan@example.org", "Bài hay quá.").await;
    assert_eq!(again.location, first.location, "whoever has sent it is answered with it");
}

#[tokio::test]
async fn the_same_words_at_once_wait_though_nobody_else_does() {
    let site = site(Moderation::Nobody).await;
    assert!(!waits(&send(&site, "", "Lan", "lan@example.org", "Bài hay quá.").await));
    assert!(waits(&send(&site, "", "Lan", "lan@example.org", "Bài hay quá.").await));
    assert!(waits(&send(&site, "", "Minh", "minh@example.org", "Bài hay quá.").await), "whatever the address");
    assert!(!waits(&send(&site, "", "Minh", "minh@example.org", "Bài rất hay.").await));
}

#[tokio::test]
async fn comments_that_imitate_staff_wait() {
    let site = site(Moderation::Nobody).await;
    let editor = site.log_in(Role::Editor).await;
    let author: String = sql::query_scalar("SELECT name FROM authors WHERE slug = $1")
        .bind(crate::routes::site::AUTHOR)
        .fetch_one(&mut site.state.store.read().await.unwrap())
        .await
        .unwrap();
    let disguised = author.replace('o', "\u{43e}");
    for (name, email) in [
        ("Khách", "EDITOR@bao.example"),
        (author.as_str(), "a@b.vn"),
        (&disguised, "a@b.vn"),
        ("e d i t o r", "a@b.vn"),
    ] {
        assert!(
            waits(&send(&site, "", name, email, &format!("Đính chính của {name} {email}")).await),
            "{name} {email}"
        );
    }
    assert!(!waits(&send(&site, "", "Khách", "khach@example.org", "Một ý").await));

    let own = send(&site, &editor, "", "", "Tòa soạn trả lời.").await;
    assert!(!waits(&own), "{}", own.location);
    let page = site.get(POST).await.body;
    let comment = between(&page, &format!("id=\"{}\"", own.location.split_once('#').unwrap().1), "</article>");
    assert!(comment.contains("class=\"badge staff\"") && comment.contains(&author), "{comment}");
    let other = send(&site, &editor, "Bạn đọc", "ban@example.org", "Ý riêng").await;
    assert!(!waits(&other));
    let page = site.get(POST).await.body;
    let comment = between(&page, &format!("id=\"{}\"", other.location.split_once('#').unwrap().1), "</article>");
    assert!(!comment.contains("badge"), "under another name nobody is marked");
}

#[tokio::test]
async fn invisible_names_and_bodies_count_as_missing() {
    let site = site(Moderation::Nobody).await;
    for (name, body) in [
        ("\u{200b}\u{200b}", "Tên không thấy"),
        ("\u{3164}", "Tên"),
        ("\u{2060}\u{ad}", "Tên"),
        ("Lan", "\u{200b}"),
        ("Lan", "\u{2800}\u{2800}"),
        ("Lan", "\u{3164}\n\u{3164}"),
        ("Lan", "&nbsp;"),
        ("Lan", "&#x200b;&shy;"),
        ("Lan", "\u{115f}\u{1160}"),
        ("Lan", "\u{e0041}\u{e0042}"),
        ("Lan", "> \u{200b}\n\n**\u{200b}**"),
    ] {
        let answer = send(&site, "", name, "a@b.vn", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?} {body:?}");
    }
    let piled = send(&site, "", &format!("Z{}", "\u{301}".repeat(70)), "a@b.vn", "Hay").await;
    assert!(piled.status == StatusCode::UNPROCESSABLE_ENTITY && piled.body.contains("quá nhiều dấu"));
}

#[tokio::test]
async fn comments_removed_by_moderators_are_reported_when_sent_again() {
    let site = site(Moderation::Nobody).await;
    let first = send(&site, "", "Lan", "lan@example.org", "Lời bị gỡ.").await;
    let id = newest(&site).await;
    let mut writing = site.state.store.write().await.unwrap();
    decide(&mut writing, CommentScope::Everything, &[id], Decision::Trash).await.unwrap();
    writing.commit().await.unwrap();
    let again = send(&site, &first.cookie, "Lan", "lan@example.org", "Lời bị gỡ.").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.body.contains("người kiểm duyệt đã gỡ") && again.body.contains("Lời bị gỡ."),
        "nothing typed is lost"
    );
    assert!(
        waits(&send(&site, "", "Minh", "minh@example.org", "Lời bị gỡ.").await),
        "to others they are new, and wait"
    );
}

#[tokio::test]
async fn rules_that_other_programs_write_are_in_force() {
    let site = site(Moderation::Nobody).await;
    assert!(!waits(&send(&site, "", "Lan", "lan@example.org", "Cần vay tiền").await));
    let sql = "INSERT INTO blocks (kind, pattern, created_at) VALUES ('word', 'vay tiền', 0)";
    let mut writing = site.state.store.write().await.unwrap();
    sql::query(sql).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert!(waits(&send(&site, "", "Lan", "lan@example.org", "Ai cần v.a.y t.i.ề.n").await));
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("DELETE FROM blocks").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert!(!waits(&send(&site, "", "Lan", "lan@example.org", "Cần vay tiền, tiếp").await));
}

//! Mail, through a real SMTP server.

use axum::http::StatusCode;
use longan::clock::now;
use longan::mail::sender;
use longan::model::user::Role;
use longan::store::mails;
use serde_json::{Value, json};

use crate::mail_server::{MailServer, ReceivedMail, configure, free_port};
use crate::routes::site::{Answer, Site, between};

const PASSWORD: &str = "cá lóc nướng trui";

async fn site_with(server: &MailServer) -> Site {
    Site::with(|settings| server.configure(settings)).await
}

/// Sends all mail that is due, and returns what the server has.
async fn send(site: &Site, server: &MailServer) -> Vec<ReceivedMail> {
    sender::round(&site.state, "test").await.unwrap().unwrap();
    server.received()
}

/// Waits for the mail that a request has queued after its answer.
async fn queued(site: &Site) -> i64 {
    for _ in 0..200 {
        let count = mails::count_waiting(&mut site.state.store.read().await.unwrap()).await.unwrap();
        if count > 0 {
            return count;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    0
}

async fn status(site: &Site, admin: &str) -> Value {
    serde_json::from_str(&site.get_as("/api/admin/mail", admin).await.body).unwrap()
}

fn link_in(mail: &ReceivedMail) -> String {
    let link = mail.text.lines().find(|line| line.starts_with("https://bao.example/admin/")).unwrap();
    link.trim().strip_prefix("https://bao.example").unwrap().to_owned()
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail() {
    let server = MailServer::start();
    let site = site_with(&server).await;
    let session = site.log_in(Role::Editor).await;
    assert!(site.get("/admin/login").await.body.contains("/admin/login/forgotten"));
    let ask = async |email: &str| -> Answer { site.post("/admin/login/forgotten", &[("email", email)]).await };
    let wrong = ask("editor@").await;
    assert!(wrong.status == 422 && wrong.body.contains("value=\"editor@\""), "what was typed is kept");
    let unknown = ask("nobody@bao.example").await;
    let known = ask("Editor@bao.example").await;
    assert_eq!(known.body, unknown.body.replace("nobody@", "Editor@"), "nobody learns who has an account");

    assert_eq!(queued(&site).await, 1);
    let mails = send(&site, &server).await;
    let [mail] = &mails[..] else { panic!("{} mails", mails.len()) };
    assert_eq!(mail.to, "editor@bao.example");
    assert!(mail.from.ends_with("<toasoan@bao.example>"), "{}", mail.from);
    assert!(mail.id.ends_with("@bao.example"), "{}", mail.id);
    assert!(mail.subject.starts_with("Đặt lại mật khẩu ở "), "{}", mail.subject);
    assert!(mail.html.contains("Đặt lại mật khẩu</a>"), "{}", mail.html);
    let link = link_in(mail);
    let page = site.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    let token = between(&page.body, "name=\"token\" value=\"", "\"").to_owned();
    let short = site.post("/admin/login/reset", &[("token", &token), ("password", "ngắn")]).await;
    assert!(short.status == 422 && short.body.contains("password-error"));
    let inside = site.post("/admin/login/reset", &[("token", &token), ("password", PASSWORD)]).await;
    assert_eq!(inside.location, "/admin", "{}", inside.body);
    assert_eq!(site.get_as("/api/admin/account", &session).await.status, StatusCode::UNAUTHORIZED, "others are out");
    assert_eq!(site.get(&link).await.status, StatusCode::FORBIDDEN, "it works once");
    let again = site.post("/admin/login/reset", &[("token", &token), ("password", PASSWORD)]).await;
    assert_eq!((again.status, again.cookie.as_str()), (StatusCode::FORBIDDEN, ""));
    let told = send(&site, &server).await;
    assert!(told.iter().any(|mail| mail.subject.starts_with("Đã đổi mật khẩu – ")), "the owner is told");
}

#[tokio::test]
async fn without_mail_nothing_is_offered_or_queued() {
    let site = Site::sample().await;
    site.log_in(Role::Editor).await;
    assert!(!site.get("/admin/login").await.body.contains("/admin/login/forgotten"));
    assert_eq!(site.get("/admin/login/forgotten").await.status, StatusCode::NOT_FOUND);
    let asked = site.post("/admin/login/forgotten", &[("email", "editor@bao.example")]).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
    let admin = site.log_in(Role::Administrator).await;
    assert_eq!(status(&site, &admin).await["problem"], "Off");
    let (_, invitation) = invite(&site, &admin).await;
    assert_eq!(invitation["is_mailed"], false);
    assert_eq!(mails::count_waiting(&mut site.state.store.read().await.unwrap()).await.unwrap(), 0);
}

async fn invite(site: &Site, admin: &str) -> (StatusCode, Value) {
    let invitee = json!({ "name": "Kim Ngân", "email": "ngan@bao.example", "role": "Author" });
    site.call("users/invite", admin, json!({ "invitee": invitee })).await
}

#[tokio::test]
async fn mail_waits_for_a_server_that_is_away_and_is_sent_once() {
    let port = free_port();
    let site = Site::with(|settings| configure(settings, port)).await;
    let admin = site.log_in(Role::Administrator).await;
    let (_, invitation) = invite(&site, &admin).await;
    assert_eq!(invitation["is_mailed"], true);
    assert!(sender::round(&site.state, "test").await.unwrap().is_err(), "nobody listens");
    assert_eq!(status(&site, &admin).await["waiting"], 1);
    let (_, test) = site.call("mail/test", &admin, json!({})).await;
    assert!(test["is_sent"] == false && test["answer"].as_str().unwrap().contains("refused"), "{test}");

    let server = MailServer::start_on(port, &[]);
    longan::clock::advance(2 * 60 * 1000);
    let mails = send(&site, &server).await;
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ngan@bao.example"]);
    assert!(site.get(&link_in(&mails[0])).await.body.contains("Kim Ngân"));
    assert_eq!(send(&site, &server).await.len(), 1, "not again");
    let (_, test) = site.call("mail/test", &admin, json!({})).await;
    assert_eq!(test["is_sent"], true, "{test}");
}

#[tokio::test]
async fn mail_that_is_refused_for_good_is_listed() {
    let server = MailServer::start_refusing();
    let site = site_with(&server).await;
    let admin = site.log_in(Role::Administrator).await;
    invite(&site, &admin).await;
    assert!(send(&site, &server).await.is_empty());
    let status = status(&site, &admin).await;
    assert_eq!((&status["waiting"], &status["failed"][0]["recipient"]), (&json!(0), &json!("ngan@bao.example")));
    assert!(status["failed"][0]["answer"].as_str().unwrap().contains("552"), "{status}");
}

#[tokio::test]
async fn one_node_sends_and_the_next_goes_on_when_it_is_gone() {
    let server = MailServer::start();
    let site = site_with(&server).await;
    let admin = site.log_in(Role::Administrator).await;
    invite(&site, &admin).await;
    let mut writing = site.state.store.write().await.unwrap();
    assert!(mails::hold(&mut writing, "another", now(), now() + 60_000).await.unwrap());
    writing.commit().await.unwrap();
    assert!(send(&site, &server).await.is_empty(), "another process sends");
    longan::clock::advance(61_000);
    assert_eq!(send(&site, &server).await.len(), 1);
}

#[tokio::test]
async fn moderators_are_told_of_comments_that_wait() {
    let server = MailServer::start();
    let site = Site::with(|settings| {
        server.configure(settings);
        settings.comments.moderation = longan::config::Moderation::Everyone;
    })
    .await;
    let editor = site.log_in(Role::Editor).await;
    assert!(send(&site, &server).await.is_empty());
    let (saved, _) = site.call("mail/notices/save", &editor, json!({ "comments": "AtOnce" })).await;
    assert_eq!(saved, StatusCode::OK);
    assert!(send(&site, &server).await.is_empty(), "what waits already is not news");
    for words in ["Bài hay quá.", "Cho tôi hỏi thêm một câu."] {
        crate::routes::comments::send(&site, &[("body", words)]).await;
    }
    let mails = send(&site, &server).await;
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["editor@bao.example"], "one for both");
    assert!(mails[0].text.contains("https://bao.example/admin/comments"), "{}", mails[0].text);
    assert_eq!(send(&site, &server).await.len(), 1, "they have been told");
}

#[tokio::test]
async fn the_password_is_written_and_never_read() {
    let server = MailServer::start();
    let site = site_with(&server).await;
    let admin = site.log_in(Role::Administrator).await;
    let (code, saved) = site.call("mail/password", &admin, json!({ "password": "bí-mật-99" })).await;
    assert_eq!((code, &saved["password"]), (StatusCode::OK, &json!("Stored")));
    assert!(site.state.settings().mail_password.is_some());
    for url in ["/api/admin/mail", "/api/admin/settings", "/admin/settings"] {
        assert!(!site.get_as(url, &admin).await.body.contains("bí-mật-99"), "{url}");
    }
    let (_, removed) = site.call("mail/password", &admin, json!({ "password": "" })).await;
    assert_eq!(removed["password"], "None");
}

/// Comments as somebody who wants to be told of replies, and returns the mails that follow.
async fn subscribe(site: &Site, server: &MailServer, email: &str) -> (i64, Vec<ReceivedMail>) {
    let changes = [("body", "Đường này bao giờ làm xong?"), ("email", email), ("replies", "on")];
    let sent = crate::routes::comments::send(site, &changes).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let id = sent.location.rsplit('-').next().unwrap().parse().unwrap();
    (id, send(site, server).await)
}

async fn reply(site: &Site, parent: i64, words: &str) {
    let parent = parent.to_string();
    let changes = [("body", words), ("parent", &parent), ("email", "minh@example.org")];
    let sent = crate::routes::comments::send(site, &changes).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

async fn site_of_readers(server: &MailServer) -> Site {
    Site::with(|settings| {
        server.configure(settings);
        settings.comments.moderation = longan::config::Moderation::Nobody;
    })
    .await
}

#[tokio::test]
async fn readers_are_told_of_replies_after_they_have_confirmed() {
    let server = MailServer::start();
    let site = site_of_readers(&server).await;
    let (comment, mails) = subscribe(&site, &server, "Lan@example.org").await;
    let [question] = &mails[..] else { panic!("{} mails", mails.len()) };
    assert_eq!(question.to, "lan@example.org");
    assert!(!question.text.contains("Lan Anh") && !question.text.contains("Đường này"), "nothing a stranger has typed");
    reply(&site, comment, "Chưa biết được.").await;
    assert_eq!(send(&site, &server).await.len(), 1, "not before it is confirmed");

    let link = question.text.lines().find(|line| line.contains("confirm=")).unwrap();
    let link = link.strip_prefix("https://bao.example").unwrap();
    assert_eq!(site.get(&link.replace("confirm", "x").replacen("token=", "token=a", 1)).await.status, 403);
    let page = site.get(link).await;
    assert!(page.status == 200 && page.body.contains("lan@example.org") && page.body.contains("role=\"status\""));
    reply(&site, comment, "Cuối năm nay, bạn nhé.").await;
    let mails = send(&site, &server).await;
    let [_, told] = &mails[..] else { panic!("{} mails", mails.len()) };
    assert!(told.text.contains("Cuối năm nay") && told.text.contains("comment"), "{}", told.text);
    assert_eq!(send(&site, &server).await.len(), 2, "once");

    let unsubscribe = told.unsubscribe.strip_prefix("https://bao.example").unwrap();
    let ended = site.post(unsubscribe, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(ended.status, StatusCode::OK);
    reply(&site, comment, "Năm sau mới xong.").await;
    assert_eq!(send(&site, &server).await.len(), 2, "no more");
}

#[tokio::test]
async fn replies_that_wait_are_told_when_they_are_published() {
    let server = MailServer::start();
    let site = site_of_readers(&server).await;
    let (comment, mails) = subscribe(&site, &server, "lan@example.org").await;
    let link = mails[0].text.lines().find(|line| line.contains("confirm=")).unwrap();
    site.get(link.strip_prefix("https://bao.example").unwrap()).await;
    let mut changed = (*site.state.settings()).clone();
    changed.comments.moderation = longan::config::Moderation::Everyone;
    site.state.replace_settings(changed);
    reply(&site, comment, "Sắp xong rồi đó.").await;
    assert_eq!(send(&site, &server).await.len(), 1, "it waits for a moderator");
    let editor = site.log_in(Role::Editor).await;
    let queue = site.get_as("/api/admin/comments?status=Waiting", &editor).await.body;
    let queue: Value = serde_json::from_str(&queue).unwrap();
    let waiting = queue["entries"].as_array().unwrap().iter().find(|row| row["parent"].is_object()).unwrap();
    site.call("comments/decide", &editor, json!({ "ids": [waiting["id"]], "decision": "Approve" })).await;
    assert_eq!(send(&site, &server).await.len(), 2);
}

#[tokio::test]
async fn nobody_is_flooded_with_questions() {
    let server = MailServer::start();
    let site = Site::with(|settings| {
        server.configure(settings);
        settings.comments.burst = 100.try_into().unwrap();
    })
    .await;
    for words in ["Một.", "Hai.", "Ba.", "Bốn.", "Năm."] {
        let changes = [("body", words), ("email", "nan-nhan@example.org"), ("replies", "on")];
        crate::routes::comments::send(&site, &changes).await;
    }
    let mails = send(&site, &server).await;
    assert_eq!(mails.len(), 3);
    longan::clock::advance(3 * 24 * 60 * 60 * 1000);
    send(&site, &server).await;
    let link = mails[0].text.lines().find(|line| line.contains("confirm=")).unwrap();
    let page = site.get(link.strip_prefix("https://bao.example").unwrap()).await;
    assert!(page.status == 200 && !page.body.contains("/posts/"), "the address was forgotten");
}

//! A logged-in moderator, for the tests of moderation.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::admin::comment::{CommentQueuePage, Decision, ModerationResult, ModerationStatus};
use longan::model::user::Role;
use longan::store::comments::{self, NewComment, Provenance, SpamVerdict};
use longan::text::comment::render;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::routes::site::{Site, between};

pub const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// A user who is logged in to a site.
pub struct Moderator<'a> {
    site: &'a Site,
    pub cookie: String,
}

impl<'a> Moderator<'a> {
    pub async fn new(site: &'a Site, role: Role) -> Moderator<'a> {
        Moderator { site, cookie: site.log_in(role).await }
    }

    pub async fn write(&self, function: &str, arguments: Value) -> (StatusCode, String) {
        let request = Request::post(format!("/api/admin/{function}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin");
        let answer = self.site.ask(request.body(Body::from(arguments.to_string())).unwrap()).await;
        (answer.status, answer.body)
    }

    pub async fn done<T: DeserializeOwned>(&self, function: &str, arguments: Value) -> T {
        let (status, body) = self.write(function, arguments).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    pub async fn read<T: DeserializeOwned>(&self, query: &str) -> T {
        let request = Request::get(format!("/api/admin/{query}")).header(header::COOKIE, &self.cookie);
        let answer = self.site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    pub async fn queue(&self, status: ModerationStatus) -> CommentQueuePage {
        self.read(&format!("comments?status={status:?}")).await
    }

    pub async fn decide(&self, ids: &[i64], decision: Decision) -> ModerationResult {
        self.done("comments/decide", json!({ "ids": ids, "decision": decision })).await
    }
}

/// Adds a comment to a post.
pub async fn add(site: &Site, post: i64, body: &str, status: ModerationStatus) -> i64 {
    let mut writing = site.state.store.write().await.unwrap();
    let comment = NewComment {
        post_id: post,
        parent_id: None,
        author_id: None,
        name: "Lan Anh".to_owned(),
        email: "lan@example.org".to_owned(),
        source: body.to_owned(),
        html: render(body).html,
        status,
        created_at: longan::clock::now(),
        address: Some("192.0.2.7".to_owned()),
        website: String::new(),
        kind: longan::model::comment::CommentKind::Comment,
        guid: format!("{post}{body}"),
    };
    let id = comments::add(&mut writing, &comment, &SpamVerdict::default(), &Provenance::default())
        .await
        .unwrap()
        .unwrap()
        .id;
    writing.commit().await.unwrap();
    id
}

/// The post at [`POST`].
pub async fn post(site: &Site) -> i64 {
    between(&site.get(POST).await.body, "name=\"post\" value=\"", "\"").parse().unwrap()
}

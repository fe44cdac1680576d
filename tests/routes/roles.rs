//! Every server function, called in every role and without a session.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use leptos::server_fn::axum::server_fn_paths;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::site::Site;

/// Who may call a function, and valid arguments for it. They name things that do not exist, so that nothing is changed.
pub struct Function {
    /// `None`: anybody, logged in or not.
    least: Option<Role>,
    /// A query string for reads, JSON for writes.
    pub arguments: Arguments,
}

pub enum Arguments {
    Query(&'static str),
    Json(Value),
}

use Arguments::{Json, Query};

/// All server functions. A function that is missing here fails the test.
pub fn functions() -> BTreeMap<&'static str, Function> {
    let everybody = |arguments| Function { least: None, arguments };
    let author = |arguments| Function { least: Some(Role::Author), arguments };
    let editor = |arguments| Function { least: Some(Role::Editor), arguments };
    let administrator = |arguments| Function { least: Some(Role::Administrator), arguments };
    BTreeMap::from([
        ("/api/view", everybody(Query("url=/"))),
        ("/api/comments", everybody(Json(json!({ "draft": {} })))),
        ("/api/admin/backup", administrator(Query(""))),
        ("/api/admin/dashboard", author(Query(""))),
        ("/api/admin/imports", administrator(Query(""))),
        ("/api/admin/imports/one", administrator(Query("id=999999"))),
        ("/api/admin/imports/report", administrator(Query("id=999999"))),
        ("/api/admin/imports/changes", administrator(Query("id=999999"))),
        ("/api/admin/imports/start", administrator(Json(json!({ "id": 999_999, "choices": {}, "is_dry_run": true })))),
        ("/api/admin/imports/discard", administrator(Json(json!({ "id": 999_999 })))),
        ("/api/admin/imports/undo", administrator(Json(json!({ "id": 999_999, "keep_changed": true })))),
        ("/api/admin/desk", author(Query(""))),
        ("/api/admin/comments", author(Query("status=Waiting"))),
        ("/api/admin/comments/news", author(Query("status=Waiting&after=0"))),
        ("/api/admin/comments/fresh", author(Query("status=Waiting&after=999999"))),
        ("/api/admin/comments/decide", author(Json(json!({ "ids": [999_999], "decision": "Approve" })))),
        ("/api/admin/comments/undo", author(Json(json!({ "former": [] })))),
        ("/api/admin/comments/delete", author(Json(json!({ "ids": [999_999] })))),
        (
            "/api/admin/comments/edit",
            author(Json(json!({ "edit": { "id": 999_999, "name": "a", "body": "b", "before": "c" } }))),
        ),
        ("/api/admin/comments/reply", author(Json(json!({ "id": 999_999, "body": "a" })))),
        ("/api/admin/blocks", editor(Query(""))),
        ("/api/admin/blocks/examine", editor(Json(json!({ "kind": "Word", "text": "" })))),
        ("/api/admin/blocks/add", editor(Json(json!({ "kind": "Word", "text": "" })))),
        ("/api/admin/blocks/remove", editor(Json(json!({ "id": 999_999, "former": [] })))),
        ("/api/admin/account", author(Query(""))),
        (
            "/api/admin/account/profile",
            author(Json(json!({ "profile": { "name": "", "email": "", "biography": "" } }))),
        ),
        ("/api/admin/account/password", author(Json(json!({ "old": "", "new": "" })))),
        ("/api/admin/account/password/drop", author(Json(json!({ "old": "" })))),
        ("/api/admin/account/codes", author(Json(json!({})))),
        ("/api/admin/reauthentication", author(Query(""))),
        ("/api/admin/reauthentication/password", author(Json(json!({ "password": "" })))),
        ("/api/admin/reauthentication/passkey/start", author(Json(json!({})))),
        ("/api/admin/reauthentication/passkey", author(Json(json!({ "ceremony": "", "credential": "" })))),
        ("/api/admin/passkeys/start", author(Json(json!({})))),
        ("/api/admin/passkeys/add", author(Json(json!({ "ceremony": "", "credential": "", "name": "a" })))),
        ("/api/admin/passkeys/rename", author(Json(json!({ "id": "", "name": "a" })))),
        ("/api/admin/passkeys/remove", author(Json(json!({ "id": "" })))),
        ("/api/admin/sessions/end", author(Json(json!({ "id": "" })))),
        ("/api/admin/sessions/end_all", author(Json(json!({})))),
        ("/api/admin/users", administrator(Query(""))),
        (
            "/api/admin/users/invite",
            administrator(Json(json!({ "invitee": { "name": "", "email": "", "role": "Author" } }))),
        ),
        ("/api/admin/users/link", administrator(Json(json!({ "id": 999_999 })))),
        ("/api/admin/users/role", administrator(Json(json!({ "id": 999_999, "role": "Author" })))),
        ("/api/admin/users/remove", administrator(Json(json!({ "id": 999_999, "legacy": "Stay" })))),
        ("/api/admin/media/list", author(Json(json!({ "search": {} })))),
        ("/api/admin/media/uses", author(Query("id=999999"))),
        ("/api/admin/media/describe", author(Json(json!({ "id": 999_999, "alt": "" })))),
        ("/api/admin/media/focus", author(Json(json!({ "id": 999_999, "focus": { "x": 50, "y": 50 } })))),
        ("/api/admin/media/descriptions", author(Json(json!({ "ids": [999_999] })))),
        ("/api/admin/media/edit", author(Json(json!({ "id": 999_999, "edit": {} })))),
        ("/api/admin/media/replace", editor(Json(json!({ "id": 999_999, "by": 999_998 })))),
        ("/api/admin/media/delete", author(Json(json!({ "id": 999_999, "deletion": "Careful" })))),
        ("/api/admin/posts/list", author(Json(json!({ "filter": {} })))),
        ("/api/admin/posts/read", author(Query("kind=Post"))),
        ("/api/admin/posts/save", author(Json(json!({ "draft": { "id": 999_999 }, "intent": "Keep" })))),
        ("/api/admin/posts/change", author(Json(json!({ "ids": [], "action": "Trash" })))),
        ("/api/admin/posts/duplicate", author(Json(json!({ "id": 999_999 })))),
        ("/api/admin/posts/quick", author(Query("id=999999"))),
        (
            "/api/admin/posts/quick/save",
            author(Json(json!({ "change": { "id": 999_999, "categories": [], "intent": "Keep" } }))),
        ),
        ("/api/admin/posts/preview", author(Json(json!({ "draft": {} })))),
        ("/api/admin/posts/convert", author(Json(json!({ "draft": { "source": "a" } })))),
        ("/api/admin/links/find", author(Json(json!({ "text": "a" })))),
        ("/api/admin/links/resolve", author(Json(json!({ "address": "https://example.org/" })))),
        ("/api/admin/posts/slug", author(Json(json!({ "kind": "Post", "id": null, "title": "a" })))),
        ("/api/admin/posts/share", author(Json(json!({ "id": 999_999 })))),
        ("/api/admin/posts/presence", author(Json(json!({ "id": 999_999 })))),
        ("/api/admin/revisions", author(Query("post=999999"))),
        ("/api/admin/revisions/read", author(Query("post=999999&revision=1"))),
        ("/api/admin/revisions/compare", author(Json(json!({ "draft": { "id": 999_999 } })))),
        ("/api/admin/revisions/restore", author(Json(json!({ "post": 999_999, "revision": 1, "version": 1 })))),
        ("/api/admin/front-page", editor(Query(""))),
        ("/api/admin/front-page/save", editor(Json(json!({ "sections": [], "known": [] })))),
        ("/api/admin/front-page/preview", editor(Json(json!({ "sections": [] })))),
        ("/api/admin/terms", editor(Query(""))),
        ("/api/admin/terms/choices", editor(Query("kind=Tag"))),
        (
            "/api/admin/terms/save",
            editor(Json(json!({ "draft": {
            "id": 999_999, "kind": "Tag", "name": "a", "slug": "", "description": "", "parent": null } }))),
        ),
        ("/api/admin/terms/merge", editor(Json(json!({ "from": 999_999, "into": 999_998 })))),
        ("/api/admin/terms/remove", editor(Json(json!({ "id": 999_999 })))),
        (
            "/api/admin/terms/restore",
            editor(Json(json!({ "removed": {
            "kind": "Tag", "name": "a", "slug": "a", "description": "", "parent": null, "posts": [], "children": [] } }))),
        ),
        ("/api/admin/terms/tidy", editor(Json(json!({})))),
        ("/api/admin/redirects", editor(Query(""))),
        ("/api/admin/redirects/add", editor(Json(json!({ "redirect": { "path": "", "target": "" } })))),
        ("/api/admin/redirects/missing", editor(Query(""))),
        ("/api/admin/redirects/missing/forget", editor(Json(json!({ "path": "/none" })))),
        ("/api/admin/redirects/remove", editor(Json(json!({ "path": "/none" })))),
        ("/api/admin/users/author", administrator(Query("id=999999"))),
        ("/api/admin/users/author/save", administrator(Json(json!({ "id": 999_999, "profile": {} })))),
        ("/api/admin/menu", administrator(Query(""))),
        ("/api/admin/menu/save", administrator(Json(json!({ "items": [], "known": [] })))),
        ("/api/admin/mail", administrator(Query(""))),
        ("/api/admin/mail/password", administrator(Json(json!({ "password": "" })))),
        ("/api/admin/mail/test", administrator(Json(json!({})))),
        ("/api/admin/mail/notices", author(Query(""))),
        ("/api/admin/mail/notices/save", author(Json(json!({ "comments": "Never" })))),
        ("/api/admin/menu/find", administrator(Json(json!({ "text": "long an" })))),
        ("/api/admin/placements", administrator(Query(""))),
        ("/api/admin/placements/save", administrator(Json(json!({ "draft": { "id": 999_999 }, "known": null })))),
        ("/api/admin/placements/remove", administrator(Json(json!({ "id": 999_999 })))),
        ("/api/admin/snippets", administrator(Query(""))),
        ("/api/admin/snippets/save", administrator(Json(json!({ "draft": { "id": 999_999 }, "known": null })))),
        ("/api/admin/snippets/remove", administrator(Json(json!({ "id": 999_999 })))),
        ("/api/admin/sample", administrator(Query(""))),
        ("/api/admin/sample/remove", administrator(Json(json!({})))),
        ("/api/admin/appearance", administrator(Query(""))),
        ("/api/admin/appearance/save", administrator(Json(json!({ "changes": [] })))),
        ("/api/admin/appearance/reset", administrator(Json(json!({})))),
        ("/api/admin/settings", administrator(Query(""))),
        ("/api/admin/settings/save", administrator(Json(json!({ "changes": [] })))),
        ("/api/admin/settings/preview", administrator(Json(json!({ "text": "" })))),
    ])
}

#[tokio::test]
async fn every_function_checks_the_role() {
    let site = Site::sample().await;
    let functions = functions();
    let mut asked = 0;
    for (path, method) in server_fn_paths() {
        let Some(function) = functions.get(path) else { panic!("{path} is missing in this test") };
        asked += 1;
        for role in [None, Some(Role::Author), Some(Role::Editor), Some(Role::Administrator)] {
            let cookie = match role {
                Some(role) => site.log_in(role).await,
                None => String::new(),
            };
            let status = ask(&site, path, &method, function, &cookie).await;
            let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            let expected = match (role, function.least) {
                (_, None) => None,
                (None, Some(_)) => Some(StatusCode::UNAUTHORIZED),
                (Some(role), Some(least)) => (role < least).then_some(StatusCode::FORBIDDEN),
            };
            assert_eq!(refused.then_some(status), expected, "{path} as {role:?} answers {status}");
        }
    }
    assert_eq!(asked, functions.len(), "this test has functions that are no more");
}

async fn ask(site: &Site, path: &str, method: &Method, function: &Function, cookie: &str) -> StatusCode {
    let request = Request::builder().method(method.clone()).header("sec-fetch-site", "same-origin");
    let request = request.header(header::COOKIE, cookie);
    let request = match &function.arguments {
        Query(query) => request.uri(format!("{path}?{query}")).body(Body::empty()),
        Json(body) => {
            let request = request.uri(path).header(header::CONTENT_TYPE, "application/json");
            request.body(Body::from(body.to_string()))
        }
    };
    site.ask(request.unwrap()).await.status
}

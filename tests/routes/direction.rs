//! Words in right-to-left scripts among ours.

use longan::config::Moderation;
use longan::store::sql;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const TITLE: &str = "مقال عن الجسر (2024)!";

#[tokio::test]
async fn words_of_people_have_a_direction_of_their_own() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    for path in [POST, "/", "/search?q=cong+nghiep"] {
        let body = site.get(path).await.body;
        let form_fields = if path == POST { 2 } else { 0 };
        assert_eq!(body.matches("dir=\"auto\"").count(), form_fields, "{path}: nothing is added to other pages");
        assert!(!body.contains('\u{2068}'), "{path}");
    }
    let mut writing = site.state.store.write().await.unwrap();
    let sql = "UPDATE posts SET title = $1, excerpt = $1, standfirst = $1 WHERE slug = 'cong-nghiep-ho-tro-long-an'";
    sql::query(sql).bind(TITLE).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get(POST).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, stamp) = (field("post"), field("stamp"));
    let fields = [
        ("post", &*post),
        ("stamp", &*stamp),
        ("name", "أحمد (3)"),
        ("email", "a@doc.example"),
        ("body", "شكرا 123 (ممتاز)."),
    ];
    site.post(POST, &fields).await;
    let page = site.get(POST).await.body;
    for wanted in [
        format!("<h1 dir=\"auto\" class=\"p-name\">{TITLE}</h1>"),
        "<span dir=\"auto\">أحمد (3)<".to_owned(),
        "<div dir=\"auto\" class=\"prose e-content\"><p>شكرا".to_owned(),
        format!("<title>\u{2068}{TITLE}\u{2069} – "),
    ] {
        assert!(page.contains(&wanted), "{wanted}\n{page}");
    }
    let front = site.get("/").await.body;
    assert!(front.matches("dir=\"auto\"").count() >= 2, "card: {front}");
    let other = site.get("/gioi-thieu").await.body;
    assert_eq!(other.matches("dir=\"auto\"").count(), 1, "sidebar: {other}");
    let found = site.get("/search?q=%D8%A7%D9%84%D8%AC%D8%B3%D8%B1").await.body;
    assert!(found.contains("<h2 dir=\"auto\"><a"), "{found}");
    let feed = site.get("/comments/feed.json").await.body;
    assert!(feed.contains(&format!("\u{2068}أحمد (3)\u{2069} bình luận về “\u{2068}{TITLE}\u{2069}”")), "{feed}");
}

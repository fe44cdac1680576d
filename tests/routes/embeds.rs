//! Players of other sites: loaded after a click, and allowed only on the page that has them.

use axum::http::{StatusCode, header};
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const VIDEO: &str = "https://www.youtube.com/watch?v=a-1_B";

/// Publishes a post in Markdown, and returns its path.
pub async fn publish(site: &Site, title: &str, source: &str) -> String {
    let cookie = site.log_in(Role::Editor).await;
    let body = site.get_as("/api/admin/posts/read?kind=Post", &cookie).await.body;
    let mut draft = serde_json::from_str::<Value>(&body).unwrap()["draft"].clone();
    draft["format"] = json!("Markdown");
    draft["title"] = json!(title);
    draft["source"] = json!(source);
    let (status, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Publish" })).await;
    assert_eq!(status, StatusCode::OK, "{saved}");
    saved["path"].as_str().unwrap().to_owned()
}

fn policy(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap()
}

#[tokio::test]
async fn only_a_page_with_players_allows_them_and_only_theirs() {
    let site = Site::sample().await;
    let (plain, plain_fragments) = (site.get(POST).await, site.get(&format!("/api/view?url={POST}")).await);
    assert!(!policy(&plain).contains("frame-src") && !plain.body.contains("data-embeds"), "{}", policy(&plain));
    assert!(!plain.body.contains("dataset.embeds") && !plain_fragments.body.contains("needs_document"));

    let path = publish(&site, "Có video", &format!("Mở đầu.\n\n{VIDEO}\n\nhttps://vimeo.com/22439234\n\nKết.")).await;
    let page = site.get(&path).await;
    let frames = "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com";
    assert!(policy(&page).ends_with(frames), "{}", policy(&page));
    // Otherwise it is the policy of all pages, with one more script.
    let scripts = |answer: &Answer| between(policy(answer), "script-src ", ";").split(' ').count();
    assert_eq!(scripts(&page), scripts(&plain) + 1);
    let without = |answer: &Answer| {
        let policy = policy(answer).replace(frames, "");
        policy.replace(between(&policy, "script-src ", ";"), "")
    };
    assert_eq!(without(&page), without(&plain));
    let figure = between(&page.body, "<figure class=\"embed", "</figure>");
    assert!(figure.contains("data-frame=\"https://www.youtube-nocookie.com/embed/a-1_B?autoplay=1\""), "{figure}");
    assert!(
        figure.contains(&format!("<a href=\"{VIDEO}\" rel=\"noopener\">")) && figure.contains("YouTube"),
        "{figure}"
    );
    assert!(!page.body.contains("<iframe"), "nobody is asked before the click");
    assert_eq!(policy(&site.get(&path).await), policy(&page), "from the cache");

    // The policy of the page that is open would not allow the players.
    let fragments: Value = serde_json::from_str(&site.get(&format!("/api/view?url={path}")).await.body).unwrap();
    assert_eq!(fragments["Page"]["needs_document"], true);
    for other in ["/", POST] {
        assert!(!policy(&site.get(other).await).contains("frame-src"), "{other}");
    }
    assert_eq!(policy(&site.get(POST).await), policy(&plain));

    for feed in ["/feed.xml", "/atom.xml", "/feed.json"] {
        let body = site.get(feed).await.body;
        assert!(body.contains("watch?v=a-1_B") && !body.contains("data-frame") && !body.contains("nocookie"), "{feed}");
    }
}

#[tokio::test]
async fn a_link_among_words_stays_a_link() {
    let site = Site::sample().await;
    let path = publish(&site, "Có liên kết", &format!("Xem [video]({VIDEO}) này.\n\nhttps://x.com/a/1")).await;
    let page = site.get(&path).await;
    assert!(!policy(&page).contains("frame-src"));
    assert!(page.body.contains("<p class=\"embed\"><a href=\"https://x.com/a/1\""), "a page without a player");
}

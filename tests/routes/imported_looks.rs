//! What of an export is beside its words: language, canonical addresses, pingbacks, websites of commenters, looks.

use std::sync::Arc;

use axum::http::StatusCode;
use longan::config::WebsitePolicy;
use longan::model::user::Role;
use longan::store::settings;
use longan::transfer::{ImportOptions, archive, import_wordpress};
use serde_json::{Value, json};

use crate::routes::site::Site;

/// Fields of plugins, and where the page then leads search engines.
const CANONICALS: [(&str, &str, &str); 9] = [
    ("_yoast_wpseo_canonical", "https://khac.example/goc?a=1", "https://khac.example/goc?a=1"),
    ("rank_math_canonical_url", "https://cu.example/bai-0/", "https://bao.example/bai-0/"),
    ("_seopress_robots_canonical", "//khac.example/x", "https://khac.example/x"),
    ("_aioseo_canonical_url", "/muc/bai", "https://bao.example/muc/bai"),
    // What is no other address.
    ("_yoast_wpseo_canonical", "https://www.cu.example/bai-4", "https://bao.example/posts/bai-4"),
    ("_yoast_wpseo_canonical", "javascript:alert(1)", "https://bao.example/posts/bai-5"),
    ("rank_math_canonical_url", "khac.example/khong-phai", "https://bao.example/posts/bai-6"),
    ("_seopress_robots_canonical", "", "https://bao.example/posts/bai-7"),
    ("_genesis_canonical_uri", "http://", "https://bao.example/posts/bai-8"),
];

const COMMENTS: &str = "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Lan</wp:comment_author>\
    <wp:comment_author_url>https://lan.example/?a=1&amp;b</wp:comment_author_url><wp:comment_approved>1</wp:comment_approved>\
    <wp:comment_content>Hay.</wp:comment_content></wp:comment>\
    <wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_author>Báo khác</wp:comment_author><wp:comment_type>pingback</wp:comment_type>\
    <wp:comment_author_url>https://bao-khac.example/bai</wp:comment_author_url><wp:comment_approved>1</wp:comment_approved>\
    <wp:comment_content>[...] dẫn bài này [...]</wp:comment_content></wp:comment>\
    <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Út</wp:comment_author>\
    <wp:comment_author_url>javascript:alert(1)</wp:comment_author_url><wp:comment_approved>1</wp:comment_approved>\
    <wp:comment_content><![CDATA[<h2>Đề</h2><table><tr><td>1</td></tr></table>]]></wp:comment_content></wp:comment>";

fn export() -> String {
    let items = CANONICALS.iter().enumerate().map(|(number, (field, value, _))| {
        let comments = if number == 0 { COMMENTS } else { "" };
        format!(
            "<item><title>Bài {number}</title><link>https://cu.example/bai-{number}/</link><guid>cu-{number}</guid>\
             <content:encoded><![CDATA[<!-- wp:separator --><hr class=\"wp-block-separator is-style-dots\"/><!-- /wp:separator -->]]></content:encoded>\
             <wp:post_id>{}</wp:post_id><wp:post_name>bai-{number}</wp:post_name><wp:post_date_gmt>2020-01-0{} 01:00:00</wp:post_date_gmt>\
             <wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:comment_status>open</wp:comment_status>\
             <wp:postmeta><wp:meta_key>{field}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>{comments}</item>",
            number + 10,
            number + 1,
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Cũ</title><language>en-GB</language>\
         <wp:base_site_url>https://cu.example</wp:base_site_url><wp:base_blog_url>https://cu.example</wp:base_blog_url>{}</channel></rss>",
        items.collect::<String>()
    )
}

async fn import(site: &Site) -> longan::transfer::ImportReport {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cu.xml");
    std::fs::write(&file, export()).unwrap();
    import_wordpress(&site.state.store, &file, &ImportOptions::default()).await.unwrap()
}

#[tokio::test]
async fn canonical_addresses_lead_search_engines() {
    let site = Site::empty(|_| {}).await;
    import(&site).await;
    for (number, (_, value, canonical)) in CANONICALS.iter().enumerate() {
        let page = site.get(&format!("/posts/bai-{number}")).await.body;
        let tag = format!("<link rel=\"canonical\" href=\"{canonical}\"");
        assert!(page.contains(&tag) && page.matches("rel=\"canonical\"").count() == 1, "{value}");
        assert!(page.contains("<hr class=\"separator look-dots\">"), "{value}");
    }
    let sitemap = site.get("/sitemaps/posts-1.xml").await.body;
    let listed = (0..CANONICALS.len()).filter(|number| sitemap.contains(&format!("/posts/bai-{number}<")));
    assert_eq!(listed.collect::<Vec<_>>(), [4, 5, 6, 7, 8]);
    let language = settings::find(&mut site.state.store.read().await.unwrap(), "site.language").await.unwrap();
    assert_eq!(language.as_deref(), Some("en"), "of a new site");
    let sample = Site::sample().await;
    import(&sample).await;
    let language = settings::find(&mut sample.state.store.read().await.unwrap(), "site.language").await.unwrap();
    assert_eq!(language, None, "a site with posts keeps its own");
}

#[tokio::test]
async fn editors_see_and_change_the_canonical_address() {
    let site = Site::sample().await;
    import(&site).await;
    let cookie = site.log_in(Role::Editor).await;
    let id: i64 = longan::store::sql::query_scalar("SELECT id FROM posts WHERE slug = 'bai-0'")
        .fetch_one(&mut site.state.store.read().await.unwrap())
        .await
        .unwrap();
    let read = async || -> Value {
        let answer = site.get_as(&format!("/api/admin/posts/read?kind=Post&id={id}"), &cookie).await;
        serde_json::from_str::<Value>(&answer.body).unwrap()["draft"].clone()
    };
    let draft = read().await;
    assert_eq!(draft["canonical"], "https://khac.example/goc?a=1");
    for wrong in ["khac.example", "javascript:alert(1)", "//khac.example", "ftp://khac.example/a"] {
        let mut draft = draft.clone();
        draft["canonical"] = json!(wrong);
        let (status, error) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Keep" })).await;
        assert_ne!(status, StatusCode::OK, "{wrong}");
        assert!(error.to_string().contains("post-canonical"), "{error}");
    }
    for (typed, canonical) in
        [("/posts/bai-1", "https://bao.example/posts/bai-1"), (" ", "https://bao.example/posts/bai-0")]
    {
        let mut draft = read().await;
        draft["canonical"] = json!(typed);
        let (status, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Keep" })).await;
        assert_eq!(status, StatusCode::OK, "{saved}");
        let page = site.get("/posts/bai-0").await.body;
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\"")), "{typed}");
    }
    assert!(site.get("/sitemaps/posts-1.xml").await.body.contains("/posts/bai-0<"));
}

#[tokio::test]
async fn pingbacks_are_told_apart_and_websites_are_shown_only_if_wanted() {
    for (policy, link) in [
        (WebsitePolicy::Off, "<span dir=\"ltr\">Lan</span>"),
        (
            WebsitePolicy::On,
            "<a href=\"https://lan.example/?a=1&amp;b\" rel=\"nofollow ugc noopener\" dir=\"ltr\">Lan</a>",
        ),
    ] {
        let site = Site::empty(|settings| settings.comments.websites = policy).await;
        import(&site).await;
        let page = site.get("/posts/bai-0").await.body;
        let shown = page.replace("<!>", "").replace("<!---->", "");
        assert!(shown.contains(link) || shown.contains(&link.replace(" dir=\"ltr\"", "")), "{policy:?}: {shown}");
        assert!(!page.contains("javascript:"), "{policy:?}");
        assert_eq!(page.contains("bao-khac.example"), policy == WebsitePolicy::On);
        assert!(page.contains("data-count=\"2\"") && page.matches("class=\"comment p-comment").count() == 3, "{shown}");
        assert_eq!(page.matches("data-is_mention=\"true\"").count(), 1);
        assert!(page.contains("<p><strong>Đề</strong></p>") && page.contains("class=\"table-scroll\""), "{shown}");
    }
}

#[tokio::test]
async fn archives_carry_canonical_addresses_and_mentions() {
    let site = Site::empty(|_| {}).await;
    import(&site).await;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("archive");
    let zone = site.state.settings().site.time_zone.clone();
    archive::export(&site.state.store, &folder, &zone).await.unwrap();
    let other = Site::empty(|_| {}).await;
    archive::import(&other.state.store, &folder, &zone, &(Arc::new(|_, _| {}) as _)).await.unwrap();
    let page = other.get("/posts/bai-0").await.body;
    assert!(page.contains("<link rel=\"canonical\" href=\"https://khac.example/goc?a=1\""));
    assert!(page.contains("data-count=\"2\"") && page.contains("data-is_mention=\"true\""));
}

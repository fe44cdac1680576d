//! Code of other services: in the policy of the pages that have it, and nowhere else.

use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use longan::model::user::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const CODE: &str = "window.dataLayer = [];\n  gtag('js') && '<b>';";

fn policy(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap()
}

fn draft(consent: &str, pages: &[&str]) -> Value {
    json!({
        "name": "Thống kê", "place": "Head", "consent": consent, "pages": pages,
        "source": format!("<script async src=\"https://www.example.org/a.js\"></script>\r\n<script>{CODE}</script>"),
        "script_hosts": "cdn.example.org", "connect_hosts": "*.example.net\nhttps://stats.example.org/",
        "frame_hosts": "ads.example.org",
    })
}

async fn save(site: &Site, cookie: &str, draft: &Value) -> (StatusCode, Value) {
    site.call("snippets/save", cookie, json!({ "draft": draft, "known": null })).await
}

#[tokio::test]
async fn only_the_pages_that_have_code_allow_it() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let (plain, front) = (site.get(POST).await, site.get("/").await);
    let (status, list) = save(&site, &cookie, &draft("NotNeeded", &["Post"])).await;
    assert_eq!(status, StatusCode::OK, "{list}");
    let page = site.get(POST).await;
    let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(CODE)));
    let scripts = between(policy(&page), "script-src ", ";");
    assert_eq!(
        scripts,
        format!(
            "{} {digest} https://cdn.example.org https://www.example.org",
            between(policy(&plain), "script-src ", ";")
        )
    );
    assert_eq!(between(policy(&page), "connect-src ", ";"), "'self' https://*.example.net https://stats.example.org");
    assert!(policy(&page).ends_with("; frame-src https://ads.example.org"), "{}", policy(&page));
    let head = between(&page.body, "<head>", "</head>");
    assert!(head.contains(&format!(
        "<script async=\"\" src=\"https://www.example.org/a.js\"></script><script>{CODE}</script>"
    )));
    assert!(!page.body.contains("longan-consent"));
    assert_eq!(policy(&site.get(POST).await), policy(&page), "from the cache");
    let fragments: Value = serde_json::from_str(&site.get("/api/view?url=/").await.body).unwrap();
    assert_eq!(fragments["Page"]["needs_document"], true, "so that no page runs under the policy of another");

    for url in ["/", "/none", "/admin/login"] {
        let answer = site.get(url).await;
        assert!(!answer.body.contains("dataLayer") && !policy(&answer).contains("example.org"), "{url}");
    }
    assert_eq!((policy(&site.get("/").await), site.get("/").await.body), (policy(&front), front.body.clone()));
    for path in ["/admin/slots/snippets", "/admin"] {
        assert!(!policy(&site.get_as(path, &cookie).await).contains("example.org"), "{path}");
    }

    let (status, list) = site.call("snippets/remove", &cookie, json!({ "id": list[0]["id"] })).await;
    assert_eq!((status, list), (StatusCode::OK, json!([])));
    assert_eq!(policy(&site.get(POST).await), policy(&plain));
    let events = site.get_as("/api/admin/account", &cookie).await.body;
    assert!(events.contains("SnippetSaved") && events.contains("SnippetRemoved") && events.contains("Thống kê"));
}

#[tokio::test]
async fn code_that_needs_consent_waits_in_a_template() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    assert_eq!(save(&site, &cookie, &draft("Needed", &["Front"])).await.0, StatusCode::OK);
    let page = site.get("/").await;
    let template = between(&page.body, "<template data-consent=\"head\">", "</template>");
    assert!(template.contains("www.example.org/a.js") && page.body.matches("www.example.org/a.js").count() == 1);
    assert!(page.body.contains("class=\"consent-link\" hidden") && page.body.contains("aria-label=\"Quyền riêng tư\""));
    let script = between(&page.body, "</section><script>", "</script>");
    let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    assert!(script.contains("longan-consent") && policy(&page).contains(&digest));
    assert!(!site.get(POST).await.body.contains("consent"));
    // A preview of a draft has none.
    let body = site.get_as("/api/admin/posts/read?kind=Page", &cookie).await.body;
    let mut page = serde_json::from_str::<Value>(&body).unwrap()["draft"].clone();
    page["title"] = json!("Nháp");
    page["source"] = json!("Chữ.");
    let (_, saved) = site.call("posts/save", &cookie, json!({ "draft": page, "intent": "Draft" })).await;
    let everywhere = draft("NotNeeded", &["Front", "List", "Post", "Page", "Search"]);
    assert_eq!(save(&site, &cookie, &everywhere).await.0, StatusCode::OK);
    let (_, url) = site.call("posts/share", &cookie, json!({ "id": saved["id"] })).await;
    let preview = site.get(url.as_str().unwrap().strip_prefix("https://bao.example").unwrap()).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.body.contains("Nháp") && !preview.body.contains("dataLayer"));
    assert!(site.get("/gioi-thieu").await.body.contains("dataLayer"));
}

#[tokio::test]
async fn what_is_wrong_is_refused_at_its_field() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    for (field, id, value) in [
        ("source", "snippet-source", "<script>a = '</script>'; alert(1)</script>"),
        ("source", "snippet-source", "<script src=\"javascript:1\"></script>"),
        ("script_hosts", "snippet-script-hosts", "*"),
        ("connect_hosts", "snippet-connect-hosts", "https:"),
        ("frame_hosts", "snippet-frame-hosts", "example.org; script-src *"),
        ("name", "snippet-name", " "),
    ] {
        let mut wrong = draft("Needed", &["Front"]);
        wrong[field] = json!(value);
        let (status, answer) = save(&site, &cookie, &wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(answer.to_string().contains(id), "{answer}");
    }
    assert_eq!(site.get_as("/api/admin/snippets", &cookie).await.body, "[]");
}

#[tokio::test]
async fn without_snippets_the_policy_is_the_one_of_a_site_of_its_own() {
    let site = Site::sample().await;
    for url in ["/", POST, "/gioi-thieu", "/search"] {
        let page = site.get(url).await;
        let scripts = between(policy(&page), "script-src ", ";");
        let inline = page.body.split("<script").skip(1).map(|rest| rest.split_once("</script>").unwrap().0);
        let mut sources: Vec<String> = inline
            .map(|script| script.split_once('>').unwrap())
            .filter(|(tag, _)| !tag.contains("ld+json"))
            .map(|(_, code)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(code))))
            .chain(["'self'".to_owned(), "'wasm-unsafe-eval'".to_owned()])
            .collect();
        let mut allowed: Vec<&str> = scripts.split(' ').collect();
        sources.sort();
        allowed.sort_unstable();
        assert_eq!(allowed, sources, "{url}");
        assert_eq!(
            policy(&page).replace(scripts, "…"),
            "default-src 'none'; script-src …; style-src 'self'; font-src 'self'; img-src * data:; media-src *; \
             connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
            "{url}"
        );
        assert!(!page.body.contains("consent") && !page.body.contains("class=\"slot\""), "{url}");
    }
}

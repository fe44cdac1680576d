use axum::http::StatusCode;
use longan::store::redirects;

use crate::routes::site::Site;

#[tokio::test]
async fn old_addresses_redirect_for_good() {
    let site = Site::sample().await;
    let target = "/posts/cong-nghiep-ho-tro-long-an";
    let mut writing = site.state.store.write().await.unwrap();
    for path in ["/?p=12", "/2013/01/11/bai-cu", "/bai-cu", "/mùa-vụ"] {
        redirects::add(&mut writing, path, target).await.unwrap();
    }
    writing.commit().await.unwrap();
    for url in [
        "/?p=12",
        "/?p=12&utm_source=x",
        "/2013/01/11/bai-cu",
        "/2013/01/11/bai-cu/",
        "/bai-cu/",
        "/m%C3%B9a-v%E1%BB%A5/",
    ] {
        let answer = site.get(url).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::MOVED_PERMANENTLY, target), "{url}");
    }
    assert_eq!(site.get("/?p=13").await.status, StatusCode::NOT_FOUND, "not public, and not the front page");
    assert_eq!(site.get("/?p=x&utm_source=a").await.status, StatusCode::OK, "the front page with a stray query");
}

#[tokio::test]
async fn parts_and_forms_of_old_pages_lead_to_them() {
    let site = Site::sample().await;
    let target = "/posts/cong-nghiep-ho-tro-long-an";
    let mut writing = site.state.store.write().await.unwrap();
    redirects::add(&mut writing, "/tin/2013/01/bai-cu.html", target).await.unwrap();
    redirects::add(&mut writing, "/tin", "/").await.unwrap();
    writing.commit().await.unwrap();
    for part in ["2/", "3", "amp/", "embed", "trackback/", "comment-page-2/", "page/2/", "2/amp/"] {
        let answer = site.get(&format!("/tin/2013/01/bai-cu.html/{part}")).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::MOVED_PERMANENTLY, target), "{part}");
    }
    let answer = site.get("/gioi-thieu/amp/").await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::MOVED_PERMANENTLY, "/gioi-thieu"));
    for none in ["/none/2/", "/none/amp/", "/2/", "/amp/", "/tin/2013/01/bai-cu.html/x/", "/tin/?p=99"] {
        assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn a_trailing_slash_redirects_only_to_existing_pages() {
    let site = Site::sample().await;
    let known = ["/posts/cong-nghiep-ho-tro-long-an", "/gioi-thieu", "/author/do-quoc-thinh"];
    for url in known {
        let answer = site.get(&format!("{url}/")).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::MOVED_PERMANENTLY, url));
    }
    assert_eq!(site.get("/posts/none/").await.status, StatusCode::NOT_FOUND);
    let paged = site.get("/author/do-quoc-thinh/page/2/").await;
    assert_eq!((paged.status, paged.location.as_str()), (StatusCode::MOVED_PERMANENTLY, known[2]));
}

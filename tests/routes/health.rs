//! Health checks, metrics and logs.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longan::store::Store;
use longan::store::sql;
use sqlx::AssertSqlSafe;

use crate::routes::site::Site;

async fn is_ready(store: &Store) -> bool {
    longan::store::health::probe(store).await.is_ok()
}

#[tokio::test]
async fn liveness_and_readiness_differ() {
    let site = Site::sample().await;
    assert_eq!(site.get("/healthz").await.body, "alive\n");
    let ready = site.get("/readyz").await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "ready\n"));
    let mut writing = site.state.store.write().await.unwrap();
    let sql = "UPDATE _sqlx_migrations SET checksum = $1 WHERE version = 1";
    sql::query(sql).bind(vec![0_u8]).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert!(!is_ready(&site.state.store).await);
    site.state.store.close().await;
    assert!(!is_ready(&site.state.store).await, "a closed database");
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unready_site_names_the_cause() {
    let site = Site::sample().await;
    site.state.store.close().await;
    let answer = site.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.starts_with("not ready: "), "{}", answer.body);
}

#[tokio::test]
async fn a_database_that_allows_too_few_connections_is_named() {
    let site = Site::sample().await;
    if !site.state.store.is_shared() {
        return;
    }
    let limit = async |limit: i32| {
        let mut writing = site.state.store.write().await.unwrap();
        let sql = format!(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT {limit}', current_database()); END $$"
        );
        writing.run(AssertSqlSafe(sql)).await.unwrap();
        writing.commit().await.unwrap();
    };
    limit(5).await;
    let answer = site.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.body, "not ready: the database allows this node too few connections\n");
    limit(-1).await;
    assert!(is_ready(&site.state.store).await);
}

#[tokio::test]
async fn every_request_has_an_id() {
    let site = Site::sample().await;
    let new = site.get("/none").await;
    assert_eq!(new.headers["x-request-id"].len(), 16);
    let named = Request::get("/none").header("x-request-id", "from-the-proxy").body(Body::empty()).unwrap();
    assert_eq!(site.ask(named).await.headers["x-request-id"], "from-the-proxy");
}

#[tokio::test]
async fn metrics_match_the_site() {
    let site = Site::sample().await;
    for url in ["/", "/none", "/none", "/api/view?url=/"] {
        site.get(url).await;
    }
    site.post("/posts/cong-nghiep-ho-tro-long-an", &[("body", "")]).await;
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(longan::server::metrics(site.state.clone()), request).await.unwrap();
    let numbers = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
    let numbers = String::from_utf8(numbers.to_vec()).unwrap();
    for line in [
        "longan_requests_total{kind=\"Page\",status=\"404\"} 2",
        "longan_requests_total{kind=\"Api\",status=\"200\"} 1",
        "longan_comments_total{outcome=\"Refused\"} 1",
        "longan_page_cache_fills_total 2",
        "longan_request_duration_seconds_count{kind=\"Form\"} 1",
    ] {
        assert!(numbers.contains(line), "no {line} in\n{numbers}");
    }
    let own = if site.state.store.is_shared() { "longan_database_version " } else { "longan_database_bytes " };
    assert!(numbers.contains(own) && numbers.ends_with("# EOF\n"), "{numbers}");
    assert_eq!(site.get("/metrics").await.status, StatusCode::NOT_FOUND, "not for readers");
}

//! Login limits: password guesses are limited, and other people are not locked out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::config::Settings;

use crate::routes::account::{EMAIL, ORIGIN, PASSWORD, add_passkey, begin, half_way};
use crate::routes::authenticator::Authenticator;
use crate::routes::site::{Answer, Site};

fn behind_proxy(settings: &mut Settings) {
    settings.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    settings.server.writes_per_second = 1000;
}

async fn send(site: &Site, url: &str, address: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let request = Request::post(url)
        .header("x-forwarded-for", address)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(body.join("&"))).unwrap()).await
}

async fn log_in(site: &Site, address: &str, cookie: &str, email: &str, password: &str) -> Answer {
    send(site, "/admin/login", address, cookie, &[("email", email), ("password", password)]).await
}

/// The device cookie, as `name=value`.
fn device(answer: &Answer) -> String {
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let device = cookies.filter(|cookie| cookie.contains("longan-device=")).collect::<Vec<_>>();
    let [device] = device[..] else { panic!("{device:?}") };
    assert!(device.starts_with("__Host-") && device.contains("; Secure") && device.contains("; HttpOnly"), "{device}");
    device.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn failed_attempts_lock_nobody_else_out() {
    let site = Site::with(behind_proxy).await;
    begin(&site).await;
    for _ in 0..10 {
        let guess = log_in(&site, "192.0.2.66", "", EMAIL, "a guess").await;
        assert_eq!(guess.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(log_in(&site, "192.0.2.66", "", EMAIL, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(log_in(&site, "192.0.2.1", "", EMAIL, PASSWORD).await.location, "/admin");
}

#[tokio::test]
async fn a_known_browser_can_log_in_during_an_attack() {
    let site = Site::with(behind_proxy).await;
    begin(&site).await;
    let known = device(&log_in(&site, "192.0.2.66", "", EMAIL, PASSWORD).await);
    while log_in(&site, "192.0.2.66", "", EMAIL, "a guess").await.status != StatusCode::TOO_MANY_REQUESTS {}
    assert_eq!(
        log_in(&site, "192.0.2.66", "__Host-longan-device=forged.1-1.AAAAAAAAAAAAAAAAAAAAAA", EMAIL, PASSWORD)
            .await
            .status,
        StatusCode::TOO_MANY_REQUESTS
    );
    let other = log_in(&site, "192.0.2.66", &known, "editor@bao.example", PASSWORD).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "known for one account, others are counted as ever");
    let inside = log_in(&site, "192.0.2.66", &known, EMAIL, PASSWORD).await;
    assert_eq!((inside.status, inside.location.as_str()), (StatusCode::SEE_OTHER, "/admin"));
    let known = device(&inside);
    let mut tries = 0;
    while log_in(&site, "192.0.2.9", &known, EMAIL, "a guess").await.status == StatusCode::UNPROCESSABLE_ENTITY {
        tries += 1;
        assert!(tries <= 12, "a stolen cookie is no way to guess for ever");
    }
}

#[tokio::test]
async fn unknown_accounts_are_limited_alike() {
    let site = Site::with(behind_proxy).await;
    begin(&site).await;
    for round in 0..12 {
        let known = log_in(&site, "192.0.2.66", "", EMAIL, "a guess").await;
        let unknown = log_in(&site, "192.0.2.77", "", "nobody@bao.example", "a guess").await;
        assert_eq!(known.status, unknown.status, "{round}");
        assert_eq!(known.body, unknown.body.replace("nobody@", "author@"));
        assert_eq!(known.headers.get_all(header::SET_COOKIE).iter().count(), 0);
    }
}

#[tokio::test]
async fn the_second_step_is_bounded_too() {
    let site = Site::with(behind_proxy).await;
    let cookie = begin(&site).await;
    let codes = add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    let token = half_way(&log_in(&site, "192.0.2.66", "", EMAIL, PASSWORD).await);
    let step = async |url: &str, address: &str, code: &str| {
        send(&site, url, address, "", &[("pending_second_factor", &token), ("code", code), ("credential", "{}")]).await
    };
    for _ in 0..9 {
        let page = step("/admin/login/passkey", "192.0.2.66", "").await;
        assert!(!page.body.contains("quá nhiều lần"), "{}", page.body);
    }
    let page = step("/admin/login/passkey", "192.0.2.66", "").await;
    assert!(page.body.contains("quá nhiều lần"), "{}", page.body);
    let code = codes[0].as_str().unwrap();
    let page = step("/admin/login/recovery", "192.0.2.66", code).await;
    assert!(page.body.contains("quá nhiều lần") && page.cookie.is_empty(), "{}", page.body);
    assert_eq!(step("/admin/login/recovery", "192.0.2.1", code).await.location, "/admin");
}

#[tokio::test]
async fn challenges_are_bounded_for_each_address() {
    let site = Site::with(behind_proxy).await;
    let start = async |address: &str| send(&site, "/admin/login/passkey/start", address, "", &[]).await.status;
    let mut taken = 0;
    while start("192.0.2.66").await == StatusCode::OK {
        taken += 1;
        assert!(taken < 200);
    }
    assert!(taken >= 60, "{taken}");
    assert_eq!(start("192.0.2.1").await, StatusCode::OK);
}

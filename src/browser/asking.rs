//! Asking the server.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Headers, RequestInit, Response};
use wasm_bindgen_futures::JsFuture;

use super::json::Json;

/// What the server has answered.
#[derive(Debug)]
pub struct Answer {
    /// Whether it did what it was asked.
    pub is_ok: bool,
    /// `None` when it is no JSON.
    pub json: Option<Json>,
}

/// Gets a URL. `None` when the server was not reached.
pub async fn get(url: &str) -> Option<Answer> {
    ask(url, &RequestInit::new()).await
}

/// Posts JSON to a URL. `None` when the server was not reached.
pub async fn post(url: &str, json: &str) -> Option<Answer> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&JsValue::from_str(json));
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    request.set_headers(&headers);
    ask(url, &request).await
}

async fn ask(url: &str, request: &RequestInit) -> Option<Answer> {
    let response = JsFuture::from(window().fetch_with_str_and_init(url, request)).await.ok()?;
    let response: Response = response.unchecked_into();
    let is_ok = response.ok();
    let json = match response.json() {
        Ok(json) => JsFuture::from(json).await.ok().map(Json::from),
        Err(_) => None,
    };
    Some(Answer { is_ok, json })
}

//! Asking the server.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{AbortController, Headers, RequestInit, Response};
use wasm_bindgen_futures::JsFuture;

use super::json::Json;

/// A request that is taken back when this is dropped.
pub struct AbortableRequest(AbortController);

impl AbortableRequest {
    /// `None` where the browser cannot take requests back.
    pub fn new() -> Option<AbortableRequest> {
        AbortController::new().ok().map(AbortableRequest)
    }

    /// The text at a URL of the site, to be awaited; none when it was taken back, or there is none.
    pub fn text(&self, url: &str) -> impl Future<Output = Option<String>> + 'static {
        let init = RequestInit::new();
        init.set_signal(Some(&self.0.signal()));
        let asked = JsFuture::from(window().fetch_with_str_and_init(url, &init));
        async move {
            let response: Response = asked.await.ok()?.dyn_into().ok()?;
            let text = response.ok().then(|| response.text().ok()).flatten()?;
            JsFuture::from(text).await.ok()?.as_string()
        }
    }
}

impl Drop for AbortableRequest {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What the server has answered.
#[derive(Debug)]
pub struct FetchResponse {
    /// Whether it did what it was asked.
    pub is_ok: bool,
    /// `None` when it is no JSON.
    pub json: Option<Json>,
}

/// Gets a URL. `None` when the server was not reached.
pub async fn get(url: &str) -> Option<FetchResponse> {
    ask(url, &RequestInit::new()).await
}

/// Posts JSON to a URL. `None` when the server was not reached.
pub async fn post(url: &str, json: &str) -> Option<FetchResponse> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&JsValue::from_str(json));
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    request.set_headers(&headers);
    ask(url, &request).await
}

async fn ask(url: &str, request: &RequestInit) -> Option<FetchResponse> {
    let response = JsFuture::from(window().fetch_with_str_and_init(url, request)).await.ok()?;
    let response: Response = response.unchecked_into();
    let is_ok = response.ok();
    let json = match response.json() {
        Ok(json) => JsFuture::from(json).await.ok().map(Json::from),
        Err(_) => None,
    };
    Some(FetchResponse { is_ok, json })
}

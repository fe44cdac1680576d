//! HTTP requests to the server.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{AbortController, Headers, RequestInit, Response};
use wasm_bindgen_futures::JsFuture;

use super::json::Json;

/// A request that is aborted on drop.
pub struct AbortableRequest(AbortController);

impl AbortableRequest {
    /// Creates the request; `None` if the browser has no `AbortController`.
    pub fn new() -> Option<AbortableRequest> {
        AbortController::new().ok().map(AbortableRequest)
    }

    /// Fetches the text at a URL of the site. `None` if the request was aborted or failed.
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

/// The server's response.
#[derive(Debug)]
pub struct FetchResponse {
    /// Whether the status is 200 to 299.
    pub is_ok: bool,
    /// The body; `None` if it is not JSON.
    pub json: Option<Json>,
}

/// Sends a GET request. `None` if the server was not reached.
pub async fn get(url: &str) -> Option<FetchResponse> {
    ask(url, &RequestInit::new()).await
}

/// Sends a POST request with a JSON body. `None` if the server was not reached.
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

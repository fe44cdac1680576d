//! Asking the server for a text, as long as it is wanted.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{AbortController, RequestInit, Response};
use wasm_bindgen_futures::JsFuture;

/// A request that is taken back when this is dropped.
pub struct Asking(AbortController);

impl Asking {
    /// `None` where the browser cannot take requests back.
    pub fn new() -> Option<Asking> {
        AbortController::new().ok().map(Asking)
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

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.abort();
    }
}

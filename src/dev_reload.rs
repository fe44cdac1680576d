//! `make dev`: open pages reload after the server has been rebuilt and restarted.

/// Serves an event stream without events. It ends with the server process.
#[cfg(feature = "ssr")]
pub async fn events() -> impl axum::response::IntoResponse {
    use axum::response::sse::{Event, KeepAlive, Sse};
    use futures::{StreamExt, stream};

    // Browsers reconnect this long after the stream has ended.
    let retry = Event::default().retry(std::time::Duration::from_millis(200));
    let stream = stream::once(async { Ok::<_, std::convert::Infallible>(retry) }).chain(stream::pending());
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// Reloads the page when the stream opens for the second time.
#[cfg(any(feature = "hydrate", feature = "admin"))]
pub fn start() {
    use std::cell::Cell;

    use leptos::wasm_bindgen::JsCast;
    use leptos::wasm_bindgen::prelude::Closure;
    use leptos::web_sys::EventSource;

    let Ok(source) = EventSource::new("/dev/reload") else { return };
    let has_opened = Cell::new(false);
    let opened = Closure::<dyn Fn()>::new(move || {
        if has_opened.replace(true) {
            crate::browser::reload();
        }
    });
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
}

//! Uploads with progress, which `fetch` does not have.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::js_sys::{Array, Promise};
use leptos::web_sys::{Blob, File, HtmlInputElement, ProgressEvent, XmlHttpRequest};
use wasm_bindgen_futures::JsFuture;

use super::find;

/// The server's response.
#[derive(Clone, Debug)]
pub struct UploadResponse {
    /// The status code; 0 if the server was not reached.
    pub status: u16,
    pub body: String,
}

/// Returns the file chosen in the input with this ID.
pub fn chosen(id: &str) -> Option<File> {
    find(id)?.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0)
}

/// Returns all files chosen in the input with this ID.
pub fn all_chosen(id: &str) -> Vec<File> {
    let files = find(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()?.files());
    files.into_iter().flat_map(|files| (0..files.length()).filter_map(move |index| files.get(index))).collect()
}

/// Empties the input with this ID.
pub fn reset(id: &str) {
    if let Some(input) = find(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value("");
    }
}

/// Returns the bytes of several files, one after the other.
pub fn join(files: &[File]) -> Option<Blob> {
    let parts: Array = files.iter().collect();
    Blob::new_with_blob_sequence(&parts).ok()
}

/// Posts the bytes of a file. `progress` receives the number of bytes sent and in total.
pub async fn send(url: &str, file: &Blob, progress: impl Fn(f64, f64) + 'static) -> UploadResponse {
    let lost = UploadResponse { status: 0, body: String::new() };
    let Ok(request) = XmlHttpRequest::new() else { return lost };
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let watch =
        Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded(), event.total()));
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(watch.as_ref().unchecked_ref()));
    }
    let sent = request
        .open("POST", url)
        .and_then(|()| request.set_request_header("content-type", "application/octet-stream"))
        .and_then(|()| request.send_with_opt_blob(Some(file)));
    if sent.is_err() || JsFuture::from(ended).await.is_err() {
        return lost;
    }
    UploadResponse {
        status: request.status().unwrap_or_default(),
        body: request.response_text().ok().flatten().unwrap_or_default(),
    }
}

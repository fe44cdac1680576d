//! Files from file inputs, drag and drop, and the clipboard.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{DataTransfer, Event, File, FileList, HtmlInputElement};

/// Returns the files chosen in an `<input type="file">`, and clears it so that the same file can be chosen again.
pub fn selected(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = list(input.files());
    input.set_value("");
    files
}

/// Returns the files of a drop or paste.
pub fn dropped_or_pasted(transfer: Option<DataTransfer>) -> Vec<File> {
    list(transfer.and_then(|transfer| transfer.files()))
}

/// Returns whether a drag has files.
pub fn has_files(transfer: Option<DataTransfer>) -> bool {
    transfer.is_some_and(|transfer| transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

fn list(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

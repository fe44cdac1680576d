use futures::channel::oneshot;
use leptos::prelude::*;

use crate::admin::media::MediaPicker;
use crate::model::admin::media::MediaItem;
use crate::model::media::MediaKind;

/// A choice from the library that code waits for.
#[derive(Clone, Copy)]
pub struct LibraryRequest {
    is_open: RwSignal<bool>,
    kind: RwSignal<MediaKind>,
    several: RwSignal<bool>,
    answer: StoredValue<Option<oneshot::Sender<Vec<MediaItem>>>>,
}

impl LibraryRequest {
    /// Creates the state with a closed dialog.
    pub fn new() -> Self {
        LibraryRequest {
            is_open: RwSignal::new(false),
            kind: RwSignal::new(MediaKind::Picture),
            several: RwSignal::new(false),
            answer: StoredValue::new(None),
        }
    }

    /// Opens the dialog, and returns what was chosen; nothing if it was closed.
    pub async fn ask(self, kind: MediaKind, several: bool) -> Vec<MediaItem> {
        let (sender, receiver) = oneshot::channel();
        self.kind.set(kind);
        self.several.set(several);
        self.answer.set_value(Some(sender));
        self.is_open.set(true);
        receiver.await.unwrap_or_default()
    }

    fn finish(self, media: Vec<MediaItem>) {
        if let Some(sender) = self.answer.try_update_value(Option::take).flatten() {
            // The editor may be gone.
            let _ = sender.send(media);
        }
    }
}

/// Renders the dialog.
#[component]
pub fn LibraryRequestDialog(request: LibraryRequest) -> impl IntoView {
    let pick = Callback::new(move |media| request.finish(media));
    Effect::new(move || {
        if !request.is_open.get() {
            request.finish(Vec::new());
        }
    });
    view! { <MediaPicker id="insert-media" kind=request.kind several=request.several open=request.is_open pick /> }
}

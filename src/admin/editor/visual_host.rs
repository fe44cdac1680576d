use futures::channel::{mpsc, oneshot};
use leptos::prelude::*;
use leptos::web_sys::{File, js_sys};

use super::editor_state::EditorState;
use super::library_request::LibraryRequest;
use super::textarea::BODY;
use crate::admin::error_page::error_text_in;
use crate::api::admin::link_targets::{find_link_targets, resolve_address};
use crate::browser::upload_queue::{self, UploadEvent};
use crate::browser::visual_editor::{self, EditorHost, FoundPost, Medium, ResolvedAddress};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::link_target::{LinkTarget, LinkedAddress};
use crate::model::admin::media::{MAX_FILE_BYTES, MediaItem};
use crate::model::error::Error;

/// Answers what the visual editor asks of the page.
#[derive(Clone, Copy)]
pub struct VisualHost {
    pub editor: EditorState,
    pub request: LibraryRequest,
    /// The text that the editor has.
    pub known: StoredValue<String>,
}

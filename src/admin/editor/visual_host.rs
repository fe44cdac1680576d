use std::cell::Cell;
use std::collections::HashMap;

use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::web_sys::File;

use super::editor_state::EditorState;
use super::library_request::LibraryRequest;
use super::textarea::BODY;
use crate::admin::error_page::error_text_in;
use crate::admin::media::{kind_of, upload_target};
use crate::api::admin::link_targets::{find_link_targets, resolve_address};
use crate::api::admin::media::read_media_descriptions;
use crate::browser::upload_queue::{self, UploadEvent};
use crate::browser::visual_editor::{self, EditorHost, FoundPost, Medium, ResolvedAddress};
use crate::i18n::admin::media::MediaTexts;
use crate::model::address::paths;
use crate::model::admin::link_target::{LinkTarget, LinkedAddress, UnreadReason};
use crate::model::admin::media::{MAX_FILE_BYTES, MediaItem};
use crate::model::error::Error;
use crate::model::media::MediaKind;

/// Answers what the visual editor asks of the page.
#[derive(Clone, Copy)]
pub struct VisualHost {
    pub editor: EditorState,
    pub request: LibraryRequest,
    /// The text that the editor has.
    pub known: StoredValue<String>,
}

impl VisualHost {
    fn answer<T>(self, answer: Result<T, Error>) -> Result<T, String> {
        self.editor.expiry.note(&answer);
        answer.map_err(|error| error_text_in(self.editor.texts, &error))
    }
}

impl EditorHost for VisualHost {
    fn change(&self) {
        let Some(html) = visual_editor::html() else { return };
        let is_known = self.known.try_update_value(|known| std::mem::replace(known, html.clone()) == html);
        if is_known == Some(false) {
            self.editor.write(BODY, |draft| draft.source = html);
        }
    }

    fn choose(&self, kind: String, several: bool) -> impl Future<Output = Result<Vec<Medium>, String>> + 'static {
        let (request, texts) = (self.request, &self.editor.texts.media);
        let kind = match kind.as_str() {
            "audio" => MediaKind::Audio,
            "video" => MediaKind::Video,
            "captions" => MediaKind::Captions,
            "file" => MediaKind::Document,
            _ => MediaKind::Picture,
        };
        async move { Ok(request.ask(kind, several).await.into_iter().map(|item| present(item, texts)).collect()) }
    }

    fn upload(
        &self,
        file: File,
        progress: impl Fn(f64) + 'static,
    ) -> impl Future<Output = Result<Medium, String>> + 'static {
        let host = *self;
        async move {
            let texts = &host.editor.texts.media;
            let size = file.size();
            if kind_of(&file) == MediaKind::Picture && size as u64 > MAX_FILE_BYTES {
                return Err((texts.too_large)(&texts.amount(MAX_FILE_BYTES)));
            }
            let sent = send(file, move |sent| progress(sent / size.max(1.0))).await;
            host.answer(sent).map(|item| present(item, texts))
        }
    }

    fn search(&self, words: String) -> impl Future<Output = Result<Vec<FoundPost>, String>> + 'static {
        let host = *self;
        async move {
            let found = host.answer(find_link_targets(words).await)?;
            let present =
                |LinkTarget { path, title, published }| FoundPost { href: path, title, detail: published.text };
            Ok(found.into_iter().map(present).collect())
        }
    }

    fn describe(
        &self,
        addresses: Vec<String>,
    ) -> impl Future<Output = Result<HashMap<String, String>, String>> + 'static {
        let host = *self;
        async move {
            let numbers: HashMap<i64, String> =
                addresses.into_iter().filter_map(|address| Some((paths::parse_media(&address)?, address))).collect();
            if numbers.is_empty() {
                return Ok(HashMap::new());
            }
            let found = host.answer(read_media_descriptions(numbers.keys().copied().collect()).await)?;
            Ok(found.into_iter().filter_map(|(id, alt)| Some((numbers.get(&id)?.clone(), alt))).collect())
        }
    }

    fn resolve(&self, address: String) -> impl Future<Output = Result<ResolvedAddress, String>> + 'static {
        let host = *self;
        async move {
            let asked = address.clone();
            Ok(match host.answer(resolve_address(address).await)? {
                LinkedAddress::Player { href, title } => ResolvedAddress::Embed { href, title },
                LinkedAddress::Post { path, title, excerpt, image, site } => {
                    ResolvedAddress::Card { href: path, title, text: excerpt, source: site, image }
                }
                LinkedAddress::Page { title, description, site } => {
                    ResolvedAddress::Card { href: asked, title, text: description, source: site, image: String::new() }
                }
                LinkedAddress::Unread(reason) => ResolvedAddress::Nothing {
                    reason: (host.editor.texts.link_previews.unread)(reason),
                    is_expected: reason == UnreadReason::NotAllowed,
                },
                LinkedAddress::Unknown => ResolvedAddress::Nothing { reason: String::new(), is_expected: true },
            })
        }
    }
}

/// Uploads a file to the library. `progress` is called with the number of bytes that were sent.
async fn send(file: File, progress: impl Fn(f64) + 'static) -> Result<MediaItem, Error> {
    let target = upload_target(&file);
    let number = upload_queue::add(file);
    let (sender, receiver) = oneshot::channel();
    let sender = Cell::new(Some(sender));
    upload_queue::send(number, target, move |event| match event {
        UploadEvent::Sent(bytes) => progress(bytes as f64),
        UploadEvent::Arrived => {}
        event => {
            if let Some(sender) = sender.take() {
                let _ = sender.send(event);
            }
        }
    });
    let answer = receiver.await;
    upload_queue::cancel(number);
    match answer {
        Ok(UploadEvent::Answered(200, body)) => serde_json::from_str(&body).map_err(|_| Error::Outdated),
        Ok(UploadEvent::Answered(_, body)) => Err(serde_json::from_str(&body).unwrap_or(Error::Internal)),
        _ => Err(Error::Offline),
    }
}

fn present(item: MediaItem, texts: &MediaTexts) -> Medium {
    let is_picture = item.kind.kind() == MediaKind::Picture;
    let kind = match item.kind.kind() {
        MediaKind::Picture => "picture",
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Captions => "captions",
        MediaKind::Document => "file",
    };
    let title = item.title();
    let MediaItem { path, name, alt, width, height, size, .. } = item;
    let ending = name.rsplit('.').next().unwrap_or_default().to_uppercase();
    let detail = format!("{ending}, {}", texts.amount(u64::try_from(size).unwrap_or_default()));
    Medium {
        kind,
        src: path,
        name: if is_picture { name } else { title },
        alt,
        width: is_picture.then_some(width),
        height: is_picture.then_some(height),
        detail: (!is_picture).then_some(detail),
    }
}

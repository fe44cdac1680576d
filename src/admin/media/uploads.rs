use leptos::prelude::*;
use leptos::web_sys::File;

use crate::admin::error_page::{SessionExpiry, error_text_in, use_session_expiry};
use crate::admin::toast::{Toaster, use_toaster};
use crate::browser::upload_queue::{self, UploadEvent, UploadTarget};
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::media::{MediaItem, UploadLimits};
use crate::model::error::Error;
use crate::model::media::MediaKind;

/// The pending and failed uploads. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct MediaUploads {
    pub list: RwSignal<Vec<MediaUpload>>,
    limits: Signal<UploadLimits>,
    done: Callback<MediaItem, bool>,
    arrived: StoredValue<usize>,
    texts: &'static AdminTexts,
    toaster: Toaster,
    expiry: SessionExpiry,
}

/// An upload.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaUpload {
    pub number: u32,
    pub name: String,
    /// In bytes.
    pub size: u64,
    pub kind: MediaKind,
    target: UploadTarget,
    /// Not owned by the part of the page where it begins, which a dialog removes when it is closed.
    pub stage: ArcRwSignal<UploadStage>,
}

/// State of an upload.
#[derive(Clone, Debug, PartialEq)]
pub enum UploadStage {
    /// Number of bytes sent.
    Sending(u64),
    Preparing,
    /// The file was rejected.
    Refused(String),
    /// The upload failed and can be retried.
    Failed(String),
}

/// Creates the uploads. Kinds whose limit is 0 are refused. `done` is called with each stored file, and returns whether
/// it is new.
pub fn provide_uploads(limits: Signal<UploadLimits>, done: Callback<MediaItem, bool>) -> MediaUploads {
    MediaUploads {
        list: RwSignal::new(Vec::new()),
        limits,
        done,
        arrived: StoredValue::new(0),
        texts: use_admin_texts(),
        toaster: use_toaster(),
        expiry: use_session_expiry(),
    }
}

impl MediaUploads {
    /// Returns the maximum size of a picture, in bytes.
    pub fn limit(self) -> u64 {
        self.limits.get().picture
    }

    /// Uploads files. Those that are too large are rejected at once.
    pub fn send(self, files: Vec<File>) {
        for file in files {
            let (name, size) = (file.name(), file.size() as u64);
            let (kind, target) = (kind_of(&file), upload_target(&file));
            let number = upload_queue::add(file);
            let stage = ArcRwSignal::new(UploadStage::Sending(0));
            let upload = MediaUpload { number, name, size, kind, target, stage: stage.clone() };
            self.list.update(|list| list.push(upload.clone()));
            let (limit, texts) = (self.limits.get_untracked().of(kind), &self.texts.media);
            match () {
                () if limit == 0 => stage.set(UploadStage::Refused(texts.unknown_kind.to_owned())),
                () if size > limit => stage.set(UploadStage::Refused((texts.too_large)(&texts.amount(limit)))),
                () => self.begin(&upload),
            }
        }
    }

    /// Retries an upload.
    pub fn retry(self, number: u32) {
        let found = self.list.with_untracked(|list| list.iter().find(|upload| upload.number == number).cloned());
        if let Some(upload) = found {
            upload.stage.set(UploadStage::Sending(0));
            self.begin(&upload);
        }
    }

    /// Removes an upload.
    pub fn dismiss(self, number: u32) {
        self.forget(number);
    }

    fn begin(self, upload: &MediaUpload) {
        let (number, stage) = (upload.number, upload.stage.clone());
        upload_queue::send(number, upload.target.clone(), move |news| match news {
            UploadEvent::Sent(bytes) => stage.set(UploadStage::Sending(bytes)),
            UploadEvent::Arrived => stage.set(UploadStage::Preparing),
            UploadEvent::Answered(200, body) => match serde_json::from_str::<MediaItem>(&body) {
                Ok(media_item) => self.finish(number, media_item),
                Err(_) => self.fail(&stage, &Error::Outdated),
            },
            UploadEvent::Answered(_, body) => {
                self.fail(&stage, &serde_json::from_str(&body).unwrap_or(Error::Internal));
            }
            UploadEvent::Lost => self.fail(&stage, &Error::Offline),
        });
    }

    fn finish(self, number: u32, media_item: MediaItem) {
        self.expiry.note(&Ok(()));
        self.forget(number);
        match self.done.run(media_item) {
            true => self.arrived.update_value(|arrived| *arrived += 1),
            false => self.toaster.tell(self.texts.media.already_there),
        }
        let goes_on = self.list.with_untracked(|list| {
            list.iter()
                .any(|upload| matches!(upload.stage.get_untracked(), UploadStage::Sending(_) | UploadStage::Preparing))
        });
        let arrived = self.arrived.get_value();
        if !goes_on && arrived > 0 {
            self.arrived.set_value(0);
            self.toaster.tell((self.texts.media.added_count)(arrived));
        }
    }

    fn fail(self, stage: &ArcRwSignal<UploadStage>, error: &Error) {
        self.expiry.note::<()>(&Err(error.clone()));
        let text = error_text_in(self.texts, error);
        stage.set(match error {
            Error::Rejected(_) => UploadStage::Refused(text),
            _ => UploadStage::Failed(text),
        });
    }

    fn forget(self, number: u32) {
        upload_queue::cancel(number);
        self.list.update(|list| list.retain(|upload| upload.number != number));
    }
}

/// Returns where a file is sent. Pictures are small enough to be sent again.
pub fn upload_target(file: &File) -> UploadTarget {
    let name = String::from(leptos::web_sys::js_sys::encode_uri_component(&file.name()));
    match kind_of(file) {
        MediaKind::Picture => {
            UploadTarget { address: format!("{}?name={name}", AdminAddress::Media), is_resumable: false }
        }
        _ => {
            let (address, length, modified) = (AdminAddress::MediaFiles, file.size(), file.last_modified());
            let address = format!("{address}?name={name}&length={length}&modified={modified}");
            UploadTarget { address, is_resumable: true }
        }
    }
}

/// Returns what a file seems to be. The server decides by its content.
pub fn kind_of(file: &File) -> MediaKind {
    let (kind, name) = (file.type_(), file.name());
    match kind.split('/').next().unwrap_or_default() {
        _ if name.ends_with(".vtt") => MediaKind::Captions,
        "image" => MediaKind::Picture,
        "audio" => MediaKind::Audio,
        "video" => MediaKind::Video,
        _ => MediaKind::Document,
    }
}

//! Queue of file uploads with progress events, which `fetch` does not have. Files are sent one after another, so that
//! other requests of the page are not delayed.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos::web_sys::js_sys::Date;
use leptos::web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::event::listen;

/// How long (ms) nothing of a file may be sent. After that the connection is lost: networks may drop it without a word.
const LONGEST_PAUSE: f64 = 45_000.;
/// How often that is checked.
const CHECKED: Duration = Duration::from_secs(5);

/// A state of an upload.
#[derive(Clone, Debug)]
pub enum UploadEvent {
    /// This many bytes have been sent.
    Sent(u64),
    /// All bytes have been sent, and the server is processing them.
    Arrived,
    /// The server has responded with this status and body.
    Answered(u16, String),
    /// The server was not reached, or the connection was lost.
    Lost,
}

/// A file that waits to be sent.
struct QueuedFile {
    number: u32,
    address: String,
    tell: Rc<dyn Fn(UploadEvent)>,
}

/// The file that is being sent.
struct CurrentUpload {
    number: u32,
    request: XmlHttpRequest,
    tell: Rc<dyn Fn(UploadEvent)>,
    /// When a part of it was sent last, in milliseconds since 1970. `None` once all has been sent.
    sent_at: Option<f64>,
}

#[derive(Default)]
struct UploadQueue {
    /// All added files that are not cancelled, by number.
    files: HashMap<u32, File>,
    numbers: u32,
    waiting: VecDeque<QueuedFile>,
    current: Option<CurrentUpload>,
}

thread_local! {
    static QUEUE: RefCell<UploadQueue> = RefCell::new(UploadQueue::default());
}

/// Adds a file and returns its number. It is stored until cancelled, so that it can be sent more than once.
pub fn add(file: File) -> u32 {
    QUEUE.with_borrow_mut(|queue| {
        queue.numbers += 1;
        queue.files.insert(queue.numbers, file);
        queue.numbers
    })
}

/// Queues a file to be sent to a URL. `tell` receives the upload's events.
pub fn send(number: u32, address: String, tell: impl Fn(UploadEvent) + 'static) {
    let waiting = QueuedFile { number, address, tell: Rc::new(tell) };
    QUEUE.with_borrow_mut(|queue| queue.waiting.push_back(waiting));
    send_next();
}

/// Cancels a file in any state. No more events follow.
pub fn cancel(number: u32) {
    let current = QUEUE.with_borrow_mut(|queue| {
        queue.files.remove(&number);
        queue.waiting.retain(|waiting| waiting.number != number);
        queue.current.take_if(|current| current.number == number)
    });
    if let Some(current) = current {
        let _ = current.request.abort();
        send_next();
    }
}

/// Sends the next file, unless one is being sent.
fn send_next() {
    let next = QUEUE.with_borrow_mut(|queue| match queue.current {
        None => queue.waiting.pop_front().and_then(|next| Some((queue.files.get(&next.number)?.clone(), next))),
        Some(_) => None,
    });
    let Some((file, QueuedFile { number, address, tell })) = next else { return };
    let Ok(request) = XmlHttpRequest::new() else { return tell(UploadEvent::Lost) };
    if let Ok(upload) = request.upload() {
        let (told, arrived) = (tell.clone(), tell.clone());
        listen(&upload, "progress", move |event: ProgressEvent| {
            note_sent(number, Some(Date::now()));
            told(UploadEvent::Sent(event.loaded() as u64));
        });
        listen(&upload, "load", move |_: ProgressEvent| {
            note_sent(number, None);
            arrived(UploadEvent::Arrived);
        });
    }
    let (answered, asked) = (tell.clone(), request.clone());
    listen(&request, "load", move |_: ProgressEvent| {
        let body = asked.response_text().ok().flatten().unwrap_or_default();
        finish(number, || answered(UploadEvent::Answered(asked.status().unwrap_or_default(), body)));
    });
    for name in ["error", "timeout"] {
        let lost = tell.clone();
        listen(&request, name, move |_: ProgressEvent| finish(number, || lost(UploadEvent::Lost)));
    }
    let current = CurrentUpload { number, request: request.clone(), tell: tell.clone(), sent_at: Some(Date::now()) };
    QUEUE.with_borrow_mut(|queue| queue.current = Some(current));
    watch(number);
    let begun = request.open_with_async("POST", &address, true).and_then(|()| request.send_with_opt_blob(Some(&file)));
    if begun.is_err() {
        finish(number, || tell(UploadEvent::Lost));
    }
}

fn note_sent(number: u32, at: Option<f64>) {
    QUEUE.with_borrow_mut(|queue| {
        if let Some(current) = queue.current.as_mut().filter(|current| current.number == number) {
            current.sent_at = at;
        }
    });
}

/// Gives an upload up when nothing of it is sent for too long.
fn watch(number: u32) {
    let check = move || {
        let stalled = QUEUE.with_borrow_mut(|queue| {
            let current = queue.current.as_ref().filter(|current| current.number == number)?;
            let is_stalled = current.sent_at.is_some_and(|at| Date::now() - at > LONGEST_PAUSE);
            Some(if is_stalled { queue.current.take() } else { None })
        });
        match stalled {
            Some(Some(CurrentUpload { request, tell, .. })) => {
                let _ = request.abort();
                tell(UploadEvent::Lost);
                send_next();
            }
            Some(None) => watch(number),
            None => {}
        }
    };
    set_timeout(check, CHECKED);
}

fn finish(number: u32, tell: impl FnOnce()) {
    let was_current = QUEUE.with_borrow_mut(|queue| queue.current.take_if(|current| current.number == number));
    if was_current.is_some() {
        tell();
        send_next();
    }
}

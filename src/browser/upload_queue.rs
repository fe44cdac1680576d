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

/// Where a file is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct UploadTarget {
    pub address: String,
    /// Whether the server keeps what it received of a file when the connection is lost. It is then asked how much that is.
    pub is_resumable: bool,
}

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
    target: UploadTarget,
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

/// Queues a file to be sent. `tell` receives the upload's events.
pub fn send(number: u32, target: UploadTarget, tell: impl Fn(UploadEvent) + 'static) {
    let waiting = QueuedFile { number, target, tell: Rc::new(tell) };
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
    let Some((file, QueuedFile { number, target, tell })) = next else { return };
    let Ok(request) = XmlHttpRequest::new() else { return tell(UploadEvent::Lost) };
    let current = CurrentUpload { number, request: request.clone(), tell: tell.clone(), sent_at: Some(Date::now()) };
    QUEUE.with_borrow_mut(|queue| queue.current = Some(current));
    watch(number);
    let UploadTarget { address, is_resumable } = target;
    if is_resumable {
        ask_offset(&request, number, address, file, tell);
    } else {
        transmit(&request, number, "POST", &address, (&file, 0.), tell);
    }
}

/// Asks how much of a file the server has, and sends the rest.
fn ask_offset(request: &XmlHttpRequest, number: u32, address: String, file: File, tell: Rc<dyn Fn(UploadEvent)>) {
    let (asked, at, sending) = (request.clone(), address.clone(), tell.clone());
    listen(request, "load", move |_: ProgressEvent| {
        let Ok(request) = XmlHttpRequest::new() else { return };
        let is_current = QUEUE.with_borrow_mut(|queue| {
            let current = queue.current.as_mut().filter(|current| current.number == number);
            current.map(|current| current.request = request.clone()).is_some()
        });
        if is_current {
            // An answer that refuses has no number, and the next one says why.
            let offset = asked.get_response_header("upload-offset").ok().flatten();
            let offset = offset.and_then(|offset| offset.parse().ok()).unwrap_or_default();
            transmit(&request, number, "PATCH", &at, (&file, offset), sending.clone());
        }
    });
    listen_for_loss(request, number, &tell);
    if request.open_with_async("HEAD", &address, true).and_then(|()| request.send()).is_err() {
        finish(number, || tell(UploadEvent::Lost));
    }
}

/// Sends a file from an offset, in bytes.
fn transmit(
    request: &XmlHttpRequest,
    number: u32,
    method: &str,
    address: &str,
    (file, offset): (&File, f64),
    tell: Rc<dyn Fn(UploadEvent)>,
) {
    if let Ok(upload) = request.upload() {
        let (told, arrived) = (tell.clone(), tell.clone());
        listen(&upload, "progress", move |event: ProgressEvent| {
            note_sent(number, Some(Date::now()));
            told(UploadEvent::Sent((offset + event.loaded()) as u64));
        });
        listen(&upload, "load", move |_: ProgressEvent| {
            note_sent(number, None);
            arrived(UploadEvent::Arrived);
        });
    }
    let (answered, asked) = (tell.clone(), request.clone());
    listen(request, "load", move |_: ProgressEvent| {
        let body = asked.response_text().ok().flatten().unwrap_or_default();
        finish(number, || answered(UploadEvent::Answered(asked.status().unwrap_or_default(), body)));
    });
    listen_for_loss(request, number, &tell);
    let begin = || {
        request.open_with_async(method, address, true)?;
        if method == "POST" {
            return request.send_with_opt_blob(Some(file));
        }
        request.set_request_header("upload-offset", &offset.to_string())?;
        request.send_with_opt_blob(Some(&file.slice_with_f64(offset)?))
    };
    if begin().is_err() {
        finish(number, || tell(UploadEvent::Lost));
    }
}

fn listen_for_loss(request: &XmlHttpRequest, number: u32, tell: &Rc<dyn Fn(UploadEvent)>) {
    for name in ["error", "timeout"] {
        let lost = tell.clone();
        listen(request, name, move |_: ProgressEvent| finish(number, || lost(UploadEvent::Lost)));
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

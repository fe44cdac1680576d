//! Sending files with their progress told, which `fetch` cannot: one after another, so that the other requests of the
//! page have room.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use leptos::web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::event::listen;

/// What is told of a file that is sent.
#[derive(Clone, Debug)]
pub enum UploadEvent {
    /// So many bytes have left.
    Sent(u64),
    /// All bytes have left; the server works on them.
    Arrived,
    /// The server's answer: its status, and its body.
    Answered(u16, String),
    /// There was none.
    Lost,
}

/// A file that waits for its turn.
struct QueuedFile {
    number: u32,
    address: String,
    tell: Rc<dyn Fn(UploadEvent)>,
}

#[derive(Default)]
struct UploadQueue {
    /// All that may still be sent, by number.
    files: HashMap<u32, File>,
    numbers: u32,
    waiting: VecDeque<QueuedFile>,
    current: Option<(u32, XmlHttpRequest)>,
}

thread_local! {
    static QUEUE: RefCell<UploadQueue> = RefCell::new(UploadQueue::default());
}

/// Keeps a file until it is sent, however often that is tried. The number stands for it from then on.
pub fn add(file: File) -> u32 {
    QUEUE.with_borrow_mut(|queue| {
        queue.numbers += 1;
        queue.files.insert(queue.numbers, file);
        queue.numbers
    })
}

/// Sends a file to an address, when those before it are through.
pub fn send(number: u32, address: String, tell: impl Fn(UploadEvent) + 'static) {
    let waiting = QueuedFile { number, address, tell: Rc::new(tell) };
    QUEUE.with_borrow_mut(|queue| queue.waiting.push_back(waiting));
    send_next();
}

/// Gives a file up, whether it waits, is being sent or has arrived. Nothing more is told of it.
pub fn cancel(number: u32) {
    let current = QUEUE.with_borrow_mut(|queue| {
        queue.files.remove(&number);
        queue.waiting.retain(|waiting| waiting.number != number);
        queue.current.take_if(|(current, _)| *current == number)
    });
    if let Some((_, request)) = current {
        let _ = request.abort();
        send_next();
    }
}

/// Begins with the next file, if none is under way.
fn send_next() {
    let next = QUEUE.with_borrow_mut(|queue| match queue.current {
        None => queue.waiting.pop_front().and_then(|next| Some((queue.files.get(&next.number)?.clone(), next))),
        Some(_) => None,
    });
    let Some((file, QueuedFile { number, address, tell })) = next else { return };
    let Ok(request) = XmlHttpRequest::new() else { return tell(UploadEvent::Lost) };
    if let Ok(upload) = request.upload() {
        let (told, arrived) = (tell.clone(), tell.clone());
        listen(&upload, "progress", move |event: ProgressEvent| told(UploadEvent::Sent(event.loaded() as u64)));
        listen(&upload, "load", move |_: ProgressEvent| arrived(UploadEvent::Arrived));
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
    QUEUE.with_borrow_mut(|queue| queue.current = Some((number, request.clone())));
    let begun = request.open_with_async("POST", &address, true).and_then(|()| request.send_with_opt_blob(Some(&file)));
    if begun.is_err() {
        finish(number, || tell(UploadEvent::Lost));
    }
}

fn finish(number: u32, tell: impl FnOnce()) {
    let was_current = QUEUE.with_borrow_mut(|queue| queue.current.take_if(|(current, _)| *current == number));
    if was_current.is_some() {
        tell();
        send_next();
    }
}

//! Several nodes in front of one PostgreSQL database, as processes that are killed. These tests run if tests run on
//! PostgreSQL at all.

mod failover;
mod nodes;
mod postgres;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub use postgres::query;

use crate::faults::{OPEN, POST, form_of, is_taken};
use crate::server::{Server, get_as, longan, post};

/// Starts a node on a database.
fn start(folder: &Path, url: &str) -> Server {
    let mut command = longan(folder);
    Server::start(command.envs(OPEN).env("LONGAN_DATABASE_URL", url))
}

/// Comments that were sent, and whether a node has acknowledged them.
type Sent = Arc<Mutex<BTreeMap<String, bool>>>;

/// Commenters that send one comment after the other, each to the next node.
struct Commenters {
    threads: Vec<JoinHandle<()>>,
    sent: Sent,
    is_over: Arc<AtomicBool>,
}

impl Commenters {
    fn start(count: usize, servers: &[&Server]) -> Commenters {
        let addresses: Vec<String> = servers.iter().map(|server| server.address.clone()).collect();
        let (sent, is_over): (Sent, _) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let (form, next) = (form_of(servers[0]), Arc::new(AtomicUsize::new(0)));
        let threads = (0..count).map(|_| {
            let (addresses, form) = (addresses.clone(), form.clone());
            let (sent, is_over, next) = (sent.clone(), is_over.clone(), next.clone());
            thread::spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let words = format!("words-{number:06}");
                    sent.lock().unwrap().insert(words.clone(), false);
                    match post(&addresses[number % addresses.len()], POST, &format!("{form}&body={words}")) {
                        Ok(answer) if is_taken(&answer) => {
                            sent.lock().unwrap().insert(words.clone(), true);
                            read_own(&addresses[(number + 1) % addresses.len()], &answer, &words);
                        }
                        // What was typed comes back with the refusal.
                        Ok(answer) if answer.starts_with("HTTP/1.1 503") => {
                            assert!(answer.contains(&words), "{answer}");
                            thread::sleep(Duration::from_millis(50));
                        }
                        Ok(answer) => assert!(!answer.contains("\r\n\r\n"), "{answer}"),
                        Err(_) => thread::sleep(Duration::from_millis(50)),
                    }
                }
            })
        });
        Commenters { threads: threads.collect(), sent: sent.clone(), is_over }
    }

    /// Waits until this many comments were acknowledged.
    fn wait_for(&self, count: usize) {
        let begun = Instant::now();
        while self.acknowledged() < count {
            assert!(begun.elapsed() < Duration::from_mins(2), "only {} of {count} comments", self.acknowledged());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn acknowledged(&self) -> usize {
        self.sent.lock().unwrap().values().filter(|is_known| **is_known).count()
    }

    /// Stops, and returns the comments by whether they were acknowledged.
    fn stop(self) -> BTreeMap<String, bool> {
        self.is_over.store(true, Ordering::Relaxed);
        self.threads.into_iter().for_each(|commenter| commenter.join().unwrap());
        let sent = self.sent.lock().unwrap();
        sent.clone()
    }
}

/// Asserts that who has written a comment finds it on another node.
fn read_own(address: &str, answer: &str, words: &str) {
    let location = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    let cookies = answer.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    let cookies: Vec<&str> = cookies.map(|cookie| cookie.split(';').next().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("longan_version=")), "{answer}");
    let path = location.split('#').next().unwrap();
    let Ok(page) = get_as(address, path, &cookies.join("; ")) else { return };
    // A node or the database may be gone.
    assert!(!page.starts_with("HTTP/1.1 200") || page.contains(words), "{location} is older than {words}");
}

/// Asserts that each acknowledged comment is stored once, and none that was not sent.
fn assert_complete(sent: &BTreeMap<String, bool>, stored: &[String]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for words in stored.iter().filter(|words| words.starts_with("words-")) {
        *counts.entry(words).or_default() += 1;
    }
    for (words, is_known) in sent.iter().filter(|(_, is_known)| **is_known) {
        assert_eq!(counts.get(words.as_str()), Some(&1), "{words} ({is_known}) is lost or there twice");
    }
    assert!(counts.iter().all(|(words, count)| *count == 1 && sent.contains_key(*words)));
}

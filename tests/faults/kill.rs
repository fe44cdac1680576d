//! `kill -9` at random moments while comments are being sent.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::faults::{OPEN, POST, form_of, is_taken};
use crate::server::{Server, longan, post};

const ROUNDS: usize = 50;
const READERS: usize = 3;

/// Comments by body: the form, and whether the server has acknowledged it.
type Sent = Arc<Mutex<BTreeMap<String, (String, bool)>>>;

/// Sends comments until the server is gone, and records which were acknowledged.
fn comment(address: &str, form: &str, sent: &Sent, next: &AtomicUsize, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) {
        let words = format!("words-{:05}", next.fetch_add(1, Ordering::Relaxed));
        let form = format!("{form}&body={words}");
        sent.lock().unwrap().insert(words.clone(), (form.clone(), false));
        match post(address, POST, &form) {
            Ok(answer) if is_taken(&answer) => {
                sent.lock().unwrap().get_mut(&words).unwrap().1 = true;
            }
            // The connection broke: the comment may be stored or not.
            Ok(answer) if answer.is_empty() => {}
            Ok(answer) => assert!(is_over.load(Ordering::Relaxed) || !answer.contains("\r\n\r\n"), "{answer}"),
            Err(_) => return,
        }
    }
}

/// Pseudo-random moments: they differ between rounds and are the same in every run.
fn moment(round: usize) -> Duration {
    Duration::from_millis(20 + (round as u64 * 7919) % 180)
}

#[test]
fn acknowledged_comments_survive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (sent, next): (Sent, _) = (Arc::default(), Arc::new(AtomicUsize::new(0)));
    let mut form = String::new();
    for round in 0..ROUNDS {
        let mut server = Server::start(longan(folder.path()).envs(OPEN));
        if form.is_empty() {
            form = form_of(&server);
        }
        // Unacknowledged comments are sent again with the same form, as a browser would.
        let again: Vec<String> =
            sent.lock().unwrap().values().filter(|(_, is_known)| !is_known).map(|(form, _)| form.clone()).collect();
        for form in again {
            let answer = server.post(POST, &form).unwrap();
            assert!(is_taken(&answer), "round {round}: {answer}");
        }
        sent.lock().unwrap().values_mut().for_each(|(_, is_known)| *is_known = true);
        let is_over = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                let (address, form) = (server.address.clone(), form.clone());
                let (sent, next, is_over) = (sent.clone(), next.clone(), is_over.clone());
                thread::spawn(move || comment(&address, &form, &sent, &next, &is_over))
            })
            .collect();
        thread::sleep(moment(round));
        is_over.store(true, Ordering::Relaxed);
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        readers.into_iter().for_each(|reader| reader.join().unwrap());
    }
    let database = Connection::open(folder.path().join("longan.db")).unwrap();
    let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let dangling = database.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!dangling);
    let sent = sent.lock().unwrap();
    let acknowledged = sent.values().filter(|(_, is_known)| *is_known).count();
    assert!(acknowledged > ROUNDS, "only {acknowledged} comments: the rounds are too short to show anything");
    let mut count = database.prepare("SELECT COUNT(*) FROM comments WHERE source = ?1").unwrap();
    for (words, (_, is_known)) in &*sent {
        let found: i64 = count.query_row([words], |row| row.get(0)).unwrap();
        match is_known {
            true => assert_eq!(found, 1, "{words} was acknowledged"),
            false => assert!(found <= 1, "{words} is there {found} times"),
        }
    }
    // The comment count stored with the post must match the comments.
    let (shown, there): (i64, i64) = database
        .query_row(
            "SELECT p.comment_count, (SELECT COUNT(*) FROM comments c WHERE c.post_id = p.id AND c.status = 'published') \
             FROM posts p WHERE p.slug = 'cong-nghiep-ho-tro-long-an'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(shown, there);
}

use std::io;
use std::net::IpAddr;

use futures::stream::{iter, pending};

use super::*;
use crate::auth::client_address::ClientAddress;
use crate::config::{Overrides, load};

/// A budget of 64 MB: 16 MB for anonymous clients, 2 MB for each of them.
fn budget() -> BodyBudget {
    let variables = |name: &str| (name == "LONGAN_SERVER_BODY_MEGABYTES").then(|| "64".to_owned());
    BodyBudget::new(&load(&Overrides::default(), variables).unwrap().server)
}

fn client(last: u8) -> QuotaClient {
    ClientAddress::from(IpAddr::from([192, 0, 2, last])).into()
}

/// A request with a body of this length, in chunks of 1 KiB. If `ends` is false, the body never finishes.
fn request(path: &str, length: u64, ends: bool) -> Request {
    let pieces = iter((0..length / 1024).map(|_| Ok::<_, io::Error>(Bytes::from(vec![0; 1024]))));
    let body = match ends {
        true => Body::from_stream(pieces),
        false => Body::from_stream(pieces.chain(pending())),
    };
    axum::http::Request::post(path).body(body).unwrap()
}

#[tokio::test]
async fn a_missing_body_times_out() {
    let pace = Pace { grace: Duration::ZERO, per_kilobyte: Duration::ZERO };
    let taken = budget().take_in_at(pace, client(1), request("/posts/a", 0, false)).await;
    assert_eq!(taken.map(|_| ()), Err(RequestError::TooSlow));
}

#[tokio::test]
async fn bodies_have_a_maximum_length() {
    let budget = budget();
    let take = async |path: &str, length| budget.take_in(client(1), request(path, length, true)).await.map(|_| ());
    assert_eq!(take("/posts/a", MAX_FORM_BYTES).await, Ok(()));
    assert_eq!(take("/posts/a", MAX_FORM_BYTES + 1024).await, Err(RequestError::BodyTooLong(MAX_FORM_BYTES)));
    assert_eq!(take("/api/comments", MAX_FORM_BYTES + 1024).await, Err(RequestError::BodyTooLong(MAX_FORM_BYTES)));
    assert_eq!(take("/admin/login", MAX_FORM_BYTES + 1024).await, Err(RequestError::BodyTooLong(MAX_FORM_BYTES)));
    assert_eq!(take("/api/admin/posts", MAX_FORM_BYTES + 1024).await, Ok(()));
    assert_eq!(take("/api/admin/posts", MAX_POST_BYTES + 1024).await, Err(RequestError::BodyTooLong(MAX_POST_BYTES)));
    assert_eq!(take("/admin/media", MAX_POST_BYTES + 1024).await, Ok(()));
    assert_eq!(budget.held(), (0, 0));
}

#[tokio::test]
async fn incoming_bodies_have_bounded_memory() {
    let budget = budget();
    let mut coming = Vec::new();
    let mut refused = 0;
    // Each client sends the longest body without its end. Two bodies are accepted per client, sixteen overall.
    for last in 0..12 {
        for _ in 0..3 {
            let mut taking = Box::pin(budget.take_in(client(last), request("/posts/a", MAX_FORM_BYTES, false)));
            match futures::poll!(&mut taking) {
                std::task::Poll::Pending => coming.push(taking),
                std::task::Poll::Ready(taken) => {
                    assert_eq!(taken.map(|_| ()), Err(RequestError::Busy));
                    refused += 1;
                }
            }
        }
    }
    assert_eq!((coming.len(), refused), (16, 20));
    assert_eq!(budget.held(), (16 * MEGABYTE, 0));
    // Staff have a separate budget.
    let save = budget.take_in(client(1), request("/api/admin/posts/save", MAX_POST_BYTES, true)).await;
    assert_eq!(budget.held(), (16 * MEGABYTE, MAX_POST_BYTES));
    drop((coming, save));
    assert_eq!(budget.held(), (0, 0), "what is no longer waited for takes no room");
}

#[tokio::test]
async fn staff_bodies_are_reserved_in_full_or_rejected() {
    let budget = budget();
    let announce = |length: u64| {
        let mut request = request("/admin/media", 0, false);
        request.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        budget.take_in(client(1), request)
    };
    let first = announce(Limits::default().bytes).await.unwrap();
    assert_eq!(budget.held(), (0, Limits::default().bytes));
    assert_eq!(announce(Limits::default().bytes).await.map(|_| ()), Err(RequestError::Busy));
    drop(first);
    assert!(announce(Limits::default().bytes).await.is_ok());
}

#[tokio::test]
async fn one_user_leaves_room_for_others() {
    let budget = budget();
    let save = |user| {
        let mut request = request("/api/admin/posts/save", 0, false);
        request.headers_mut().insert(header::CONTENT_LENGTH, MAX_POST_BYTES.into());
        Box::pin(budget.take_in(QuotaClient::User(user), request))
    };
    let mut arriving: Vec<_> = (0..3).map(|_| save(1)).collect();
    for body in &mut arriving {
        assert!(futures::poll!(body).is_pending());
    }
    assert_eq!(save(1).await.map(|_| ()), Err(RequestError::Busy));
    assert!(futures::poll!(save(2)).is_pending());
}

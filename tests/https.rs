//! HTTPS without a proxy: the binary with a certificate in files, and with one from an ACME server.

mod acme;
mod authority;
mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::server::{Server, ask, longan};
use client::{connect, get_by_http1, get_by_http2, serial};

const HTTP1: &[u8] = b"http/1.1";
const HTTP2: &[u8] = b"h2";

/// Returns a port that nobody uses.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until something is so.
async fn wait_until(what: &str, log: impl Fn() -> String, mut is_so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(90), "{what}:\n{}", log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// A server with a certificate of the test in files.
struct FileServer {
    server: Server,
    tls: u16,
    plain: u16,
    cert: PathBuf,
    key: PathBuf,
}

fn write_certificate(folder: &Path, names: &[&str]) -> (PathBuf, PathBuf) {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    fs::write(&cert, made.cert.pem()).unwrap();
    (cert, key)
}

fn start(folder: &Path) -> FileServer {
    let (cert, key) = write_certificate(folder, &["localhost", "*.example.org"]);
    let (tls, plain) = (free_port(), free_port());
    let mut command = longan(folder);
    command.arg("--empty").arg("--cert").arg(&cert).arg("--key").arg(&key);
    command.env("LONGAN_HTTPS_LISTEN", format!("127.0.0.1:{tls}"));
    command.env("LONGAN_HTTPS_HTTP_LISTEN", format!("127.0.0.1:{plain}"));
    FileServer { server: Server::start(&mut command), tls, plain, cert, key }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_site_is_served_by_http2_and_http1() {
    let folder = tempfile::tempdir().unwrap();
    let files = start(folder.path());
    for (protocols, chosen) in [(&[HTTP2, HTTP1][..], Some(HTTP2)), (&[HTTP1][..], Some(HTTP1)), (&[][..], None)] {
        let stream = connect(files.tls, "localhost", protocols, &[&rustls::version::TLS13]).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), chosen);
    }
    let stream = connect(files.tls, "localhost", &[HTTP2], &[&rustls::version::TLS12]).await.unwrap();
    let (head, page) = get_by_http2(stream, &format!("https://localhost:{}/", files.tls)).await;
    assert!(head.status.is_success() && page.contains(&format!("https://localhost:{}/", files.tls)), "{page}");
    assert!(head.headers.contains_key("strict-transport-security"));
    let stream = connect(files.tls, "localhost", &[HTTP1], &[&rustls::version::TLS13]).await.unwrap();
    let answer = get_by_http1(stream, "localhost").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("strict-transport-security"), "{answer}");
    // Without TLS, everything is as it was.
    let answer = files.server.get("/");
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.contains("strict-transport-security"), "{answer}");
    files.server.stop("TERM");
}

#[tokio::test(flavor = "multi_thread")]
async fn old_protocols_and_other_names_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let files = start(folder.path());
    for version in [0, 1] {
        let alert = client::offer_old_version(files.tls, version);
        // A fatal alert (2), protocol_version (70): RFC 8446, section 6.2.
        assert_eq!(
            alert.get(..1).zip(alert.get(5..7)),
            Some((&[21][..], &[2, 70][..])),
            "1.{}: {alert:?}",
            version - 1
        );
    }
    let versions = [&rustls::version::TLS12, &rustls::version::TLS13];
    for name in ["other.example", "example.org", "127.0.0.1"] {
        assert!(connect(files.tls, name, &[HTTP1], &versions).await.is_err(), "{name}");
    }
    assert!(connect(files.tls, "localhost", &[&b"spdy/3"[..]], &versions).await.is_err());
    assert!(connect(files.tls, "www.example.org", &[HTTP1], &versions).await.is_ok());
    files.server.stop("TERM");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_redirects_to_domains_of_the_site_only() {
    let folder = tempfile::tempdir().unwrap();
    let files = start(folder.path());
    let ask = |request: &str, host: &str| {
        let request = format!("{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        ask(&format!("127.0.0.1:{}", files.plain), &request).unwrap()
    };
    let answer = ask("GET /a?b=c", "localhost:80");
    let target = format!("location: https://localhost:{}/a?b=c\r\n", files.tls);
    assert!(answer.starts_with("HTTP/1.1 301") && answer.contains(&target), "{answer}");
    assert!(ask("POST /a", "www.example.org").starts_with("HTTP/1.1 308"));
    let answer = ask("GET //evil.example/", "localhost");
    assert!(answer.contains(&format!("location: https://localhost:{}//evil.example/\r\n", files.tls)), "{answer}");
    for (request, host) in
        [("GET /", "evil.example"), ("GET /", "127.0.0.1"), ("GET http://evil.example/", "localhost")]
    {
        let answer = ask(request, host);
        assert!(answer.starts_with("HTTP/1.1 421") && !answer.contains("location"), "{answer}");
    }
    for token in ["unknown", "a.b", "%2e%2e"] {
        assert!(ask(&format!("GET /.well-known/acme-challenge/{token}"), "localhost").starts_with("HTTP/1.1 404"));
    }
    files.server.stop("TERM");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_change_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let files = start(folder.path());
    let shown = async || {
        let stream = connect(files.tls, "localhost", &[HTTP1], &[&rustls::version::TLS13]).await;
        stream.map_or_else(|_| Vec::new(), |stream| serial(&stream))
    };
    let first = shown().await;
    assert!(!first.is_empty());
    let hang_up = || {
        let pid = files.server.process.id().to_string();
        assert!(std::process::Command::new("kill").args(["-s", "HUP", &pid]).status().unwrap().success());
    };
    let key = fs::read(&files.key).unwrap();
    fs::write(&files.key, fs::read(&files.cert).unwrap()).unwrap();
    hang_up();
    let log = || files.server.log();
    wait_until("the fault is not logged", log, async || log().contains("the certificate stays as it was")).await;
    assert_eq!(shown().await, first);
    write_certificate(folder.path(), &["localhost"]);
    hang_up();
    wait_until("the new certificate is not shown", log, async || !shown().await.is_empty() && shown().await != first)
        .await;
    let key = String::from_utf8(key).unwrap();
    let secret = key.lines().nth(1).unwrap();
    assert!(!log().contains(secret) && !log().contains("PRIVATE KEY"));
    files.server.stop("TERM");
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let (cert, _) = write_certificate(folder.path(), &["localhost"]);
    let log = Server::try_start(longan(folder.path()).arg("--empty").arg("--cert").arg(&cert)).err().unwrap();
    assert!(log.contains("there is no private key"), "{log}");
}

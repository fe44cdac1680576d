use std::path::Path;
use std::process::Command;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::authority::Authority;
use super::client::{connect, get_by_http1, get_by_http2, serial};
use super::{HTTP1, HTTP2, free_port, wait_until};
use crate::cluster::query;
use crate::routes::site::TestDatabase;
use crate::server::{Server, longan};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// A node whose certificates come from an authority.
struct Node {
    server: Server,
    tls: u16,
}

fn settings(folder: &Path, authority: &Authority, domain: &str) -> Command {
    let mut command = longan(folder);
    command.env("LONGAN_HTTPS_DOMAINS", domain).env("LONGAN_HTTPS_EMAIL", "nguoi@example.org");
    command.env("LONGAN_HTTPS_DIRECTORY", authority.directory());
    command.env("LONGAN_HTTPS_DIRECTORY_ROOT", authority.root());
    command
}

impl Node {
    fn start(mut command: Command, http_port: u16) -> Node {
        let tls = free_port();
        command.env("LONGAN_HTTPS_LISTEN", format!("127.0.0.1:{tls}"));
        command.env("LONGAN_HTTPS_HTTP_LISTEN", format!("127.0.0.1:{http_port}"));
        Node { server: Server::start(command.arg("--empty")), tls }
    }

    /// The serial number of the certificate that is shown; empty if there is none.
    async fn serial(&self) -> Vec<u8> {
        let stream = connect(self.tls, "localhost", &[HTTP1], &[&rustls::version::TLS13]).await;
        stream.map_or_else(|_| Vec::new(), |stream| serial(&stream))
    }

    async fn wait_for_certificate(&self, authority: &Authority, old: &[u8]) -> Vec<u8> {
        let log = || format!("{}\n{}", self.server.log(), authority.log());
        wait_until("there is no new certificate", log, async || {
            let found = self.serial().await;
            !found.is_empty() && found != old
        })
        .await;
        self.serial().await
    }
}

/// Makes the certificate of a SQLite file one that expires tomorrow.
async fn age(folder: &Path) {
    let file = folder.join("longan.db");
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let expires_at = longan::clock::now() + DAY;
    let sql = format!("UPDATE certificates SET issued_at = 0, expires_at = {expires_at}");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_issued_renewed_and_kept_while_the_authority_is_away() {
    let http_port = free_port();
    let Some(mut authority) = Authority::start(http_port) else { return };
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(settings(folder.path(), &authority, "localhost"), http_port);
    let first = node.wait_for_certificate(&authority, &[]).await;
    let stream = connect(node.tls, "localhost", &[HTTP2], &[&rustls::version::TLS13]).await.unwrap();
    let (head, _) = get_by_http2(stream, &format!("https://localhost:{}/", node.tls)).await;
    assert!(head.status.is_success());
    assert!(connect(node.tls, "www.localhost", &[HTTP1], &[&rustls::version::TLS13]).await.is_err());
    // It is renewed without a restart, and connections stay.
    let mut open = connect(node.tls, "localhost", &[HTTP1], &[&rustls::version::TLS13]).await.unwrap();
    age(folder.path()).await;
    let second = node.wait_for_certificate(&authority, &first).await;
    open.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    open.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    // The site stays with what it has.
    authority.stop();
    age(folder.path()).await;
    let log = || node.server.log();
    wait_until("the failure is not logged", log, async || log().contains("was not renewed and stays in use")).await;
    assert_eq!(node.serial().await, second);
    let stream = connect(node.tls, "localhost", &[HTTP1], &[&rustls::version::TLS13]).await.unwrap();
    assert!(get_by_http1(stream, "localhost").await.starts_with("HTTP/1.1 200"));
    assert_eq!(log().matches("a certificate is ordered").count(), 3, "the next attempt is later: {}", log());
    assert!(!log().contains("PRIVATE KEY"));
    node.server.stop("TERM");
    let check = settings(folder.path(), &authority, "localhost").arg("check").output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(
        !check.status.success() && said.contains("1 attempt to obtain a certificate for localhost failed"),
        "{said}"
    );
    assert!(said.contains("the certificate for localhost is valid for"), "{said}");
    // Neither key is in an archive.
    let archive = folder.path().join("archive");
    assert!(longan(folder.path()).arg("export").arg(&archive).status().unwrap().success());
    let found = Command::new("grep").args(["-rlE", "PRIVATE KEY|key_pkcs8"]).arg(&archive).output().unwrap();
    assert!(found.stdout.is_empty(), "{}", String::from_utf8_lossy(&found.stdout));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_of_somebody_else_is_reported_and_not_asked_for_again() {
    let http_port = free_port();
    let Some(authority) = Authority::start(http_port) else { return };
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(settings(folder.path(), &authority, "localhost,longan.invalid"), http_port);
    let log = || node.server.log();
    wait_until("the failure is not logged", log, async || log().contains("no certificate was issued")).await;
    assert!(log().contains("longan.invalid: "), "{}", log());
    assert!(node.serial().await.is_empty(), "handshakes are refused");
    // Nobody is sent to where nothing is.
    let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = crate::server::ask(&format!("127.0.0.1:{http_port}"), request).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    node.server.stop("TERM");
    // A restart does not ask at once.
    let node = Node::start(settings(folder.path(), &authority, "localhost,longan.invalid"), free_port());
    let warned = async || node.server.log().contains("there is no certificate yet");
    wait_until("the state is not logged", || node.server.log(), warned).await;
    assert!(!node.server.log().contains("is ordered"), "{}", node.server.log());
    node.server.stop("TERM");
    let check = settings(folder.path(), &authority, "localhost,longan.invalid").arg("check").output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(!check.status.success() && said.contains("longan.invalid: "), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_get_one_certificate() {
    if !TestDatabase::is_wanted() {
        return;
    }
    let http_port = free_port();
    let Some(authority) = Authority::start(http_port) else { return };
    let database = TestDatabase::create(None).await;
    let folder = tempfile::tempdir().unwrap();
    let command = || {
        let mut command = settings(folder.path(), &authority, "localhost");
        command.env("LONGAN_DATABASE_URL", &database.url);
        command
    };
    // The authority asks the first one, whichever has ordered.
    let (one, two) = (Node::start(command(), http_port), Node::start(command(), free_port()));
    let shown = one.wait_for_certificate(&authority, &[]).await;
    two.wait_for_certificate(&authority, &[]).await;
    assert_eq!(two.serial().await, shown);
    let ordered = [&one, &two].map(|node| node.server.log().matches("a certificate is ordered").count());
    assert_eq!(ordered.iter().sum::<usize>(), 1, "{ordered:?}");
    let url = database.url.clone();
    let renewed = async |old: &[u8]| {
        query(
            &url,
            &format!("UPDATE certificates SET issued_at = 0, expires_at = {} RETURNING ''", longan::clock::now() + DAY),
        );
        one.wait_for_certificate(&authority, old).await
    };
    let second = renewed(&shown).await;
    wait_until("the other has the old one", || two.server.log(), async || two.serial().await == second).await;
    let ordered = [&one, &two].map(|node| node.server.log().matches("a certificate is ordered").count());
    assert_eq!(ordered.iter().sum::<usize>(), 2, "{ordered:?}");
    one.server.stop("TERM");
    two.server.stop("TERM");
}

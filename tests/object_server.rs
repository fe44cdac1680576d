//! An S3 server for tests: s3s-fs, in a thread of its own, so that it can be stopped like a machine that fails.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use longan::config::{Settings, StorageKeys, StorageUrl};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub const KEY_ID: &str = "KEY-ID-OF-THE-TEST";
pub const SECRET: &str = "SECRET-OF-THE-TEST";
/// The address of the bucket.
pub const URL: &str = "s3://files/site";
const BUCKET: &str = "files";

pub struct ObjectServer {
    pub address: SocketAddr,
    folder: tempfile::TempDir,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl ObjectServer {
    /// Starts a server with an empty bucket.
    pub fn start() -> ObjectServer {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut server = ObjectServer { address: ([127, 0, 0, 1], 0).into(), folder, running: None };
        server.resume();
        server
    }

    /// Serves again, at the same address.
    pub fn resume(&mut self) {
        let mut builder = S3ServiceBuilder::new(FileSystem::new(self.folder.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = builder.build();
        let listener = std::net::TcpListener::bind(self.address).unwrap();
        self.address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let (sender, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = serve(TcpListener::from_std(listener).unwrap(), service) => {}
                    _ = stopped => {}
                }
            });
        });
        self.running = Some((sender, thread));
    }

    /// Cuts all connections and accepts none.
    pub fn stop(&mut self) {
        let (sender, thread) = self.running.take().unwrap();
        drop(sender);
        thread.join().unwrap();
    }

    /// Makes a site use the bucket.
    pub fn set(&self, settings: &mut Settings) {
        settings.storage.url = StorageUrl::parse(URL);
        settings.storage.endpoint = self.endpoint();
        settings.storage_keys = Some(StorageKeys { id: KEY_ID.to_owned(), secret: SECRET.to_owned() });
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The object that says whose the others are, as a file.
    pub fn mark(&self) -> PathBuf {
        self.folder.path().join(BUCKET).join("site/longan-site")
    }

    /// The objects of the bucket but the mark, as files.
    pub fn objects(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(&self.folder.path().join(BUCKET), &mut found);
        found.retain(|object| *object != self.mark());
        found.sort();
        found
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
        tokio::spawn(async move {
            let _ = connection.await;
        });
    }
}

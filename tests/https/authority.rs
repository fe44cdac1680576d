//! A certificate authority of the test's own: Pebble, the ACME server for tests.

use std::env;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::free_port;

/// A running authority; it is stopped when dropped.
pub struct Authority {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Authority {
    /// Starts an authority that proves domains at this port. `None` if the tests are run without one (`tests/acme.sh`).
    pub fn start(http_port: u16) -> Option<Authority> {
        let program = env::var_os("LONGAN_TEST_ACME")?;
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("root.pem"), made.cert.pem()).unwrap();
        fs::write(path("key.pem"), made.signing_key.serialize_pem()).unwrap();
        let config = serde_json::json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{}", free_port()),
            "certificate": path("root.pem"),
            "privateKey": path("key.pem"),
            "httpPort": http_port,
            "tlsPort": free_port(),
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
        } });
        fs::write(path("pebble.json"), config.to_string()).unwrap();
        let log = fs::File::create(path("pebble.log")).unwrap();
        let mut command = Command::new(program);
        command.arg("-config").arg(path("pebble.json")).env("PEBBLE_VA_NOSLEEP", "1");
        command.stdout(log.try_clone().unwrap()).stderr(log).stdin(Stdio::null());
        let process = command.spawn().unwrap();
        let authority = Authority { process, folder, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", authority.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(authority)
    }

    pub fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.port)
    }

    /// The certificate that clients of the authority have to trust.
    pub fn root(&self) -> PathBuf {
        Path::join(self.folder.path(), "root.pem")
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("pebble.log")).unwrap()
    }

    pub fn stop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.stop();
    }
}

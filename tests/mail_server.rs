//! An SMTP server for tests: aiosmtpd, which stores what it takes in a folder (`tests/smtp.sh` installs it).

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use longan::config::{MailSecurity, Settings};
use mail_parser::{Message, MessageParser};

/// A running server; it is stopped when dropped.
pub struct MailServer {
    process: Child,
    port: u16,
    folder: tempfile::TempDir,
}

/// A mail that the server has taken.
pub struct ReceivedMail {
    pub to: String,
    pub from: String,
    pub subject: String,
    pub id: String,
    pub text: String,
    pub html: String,
    /// Where mail programs end the subscription; empty if they cannot.
    pub unsubscribe: String,
}

impl MailServer {
    /// Starts a server that takes any mail.
    pub fn start() -> MailServer {
        MailServer::start_on(free_port(), &[])
    }

    /// Starts a server that refuses all but very short mail for good.
    pub fn start_refusing() -> MailServer {
        MailServer::start_on(free_port(), &["-s", "10"])
    }

    pub fn start_on(port: u16, arguments: &[&str]) -> MailServer {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")]).args(arguments);
        command.args(["-c", "aiosmtpd.handlers.Mailbox"]).arg(folder.path().join("mail"));
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = MailServer { process, port, folder };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            let ended = server.process.try_wait().unwrap();
            assert!(ended.is_none(), "the SMTP server did not start: run `sh tests/smtp.sh`");
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the SMTP server does not answer");
    }

    /// Makes settings use this server.
    pub fn configure(&self, settings: &mut Settings) {
        configure(settings, self.port);
    }

    /// The mails taken so far, in the order of their arrival.
    pub fn received(&self) -> Vec<ReceivedMail> {
        let mut files = list(&self.folder.path().join("mail/new"));
        files.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
        files.iter().map(|path| read(&std::fs::read(path).unwrap())).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Makes settings use a server on this port of this machine.
pub fn configure(settings: &mut Settings, port: u16) {
    settings.mail.server = "127.0.0.1".to_owned();
    settings.mail.port = port;
    settings.mail.security = MailSecurity::None;
    settings.mail.from = Some("toasoan@bao.example".parse().unwrap());
    settings.mail.per_minute = 10_000.try_into().unwrap();
}

/// A port on which nothing listens.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect()).unwrap_or_default()
}

fn read(bytes: &[u8]) -> ReceivedMail {
    let message: Message<'_> = MessageParser::default().parse(bytes).unwrap();
    let address = |list: Option<&mail_parser::Address<'_>>| {
        let first = list.and_then(|list| list.first()).unwrap();
        match first.name() {
            Some(name) => format!("{name} <{}>", first.address().unwrap()),
            None => first.address().unwrap().to_owned(),
        }
    };
    ReceivedMail {
        to: address(message.to()),
        from: address(message.from()),
        subject: message.subject().unwrap().to_owned(),
        id: message.message_id().unwrap().to_owned(),
        text: message.body_text(0).unwrap().into_owned(),
        html: message.body_html(0).unwrap().into_owned(),
        unsubscribe: message
            .header_raw("List-Unsubscribe")
            .unwrap_or_default()
            .replace(['\r', '\n', ' ', '<', '>'], ""),
    }
}

//! A primary and a standby of PostgreSQL, of the test's own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Runs a query on a database, and returns its first column.
pub fn query(url: &str, sql: &str) -> Vec<String> {
    wait_for(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let rows = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        rows
    })
}

/// Runs statements that return nothing.
pub fn run(url: &str, sql: &str) {
    wait_for(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    });
}

/// Waits on a thread of its own: a test's runtime must not be blocked by another one.
fn wait_for<T: Send>(work: impl Future<Output = T> + Send) -> T {
    let wait = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
    std::thread::scope(|scope| scope.spawn(wait).join().unwrap())
}

/// A server of PostgreSQL. It is stopped when dropped.
pub struct Postgres {
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts a primary with a database `longan`. Its commits wait for a standby as soon as there is one.
    pub fn primary(folder: &Path) -> Postgres {
        let primary = Postgres { folder: folder.join("primary"), port: 5601 };
        share(folder);
        let data = primary.folder.to_str().unwrap();
        tool("initdb", &["-D", data, "-U", "longan", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"]);
        let sockets = folder.to_str().unwrap();
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{sockets}'\nmax_connections = 200\n\
             synchronous_standby_names = ''\nhot_standby = on\nwal_keep_size = '64MB'\n"
        );
        append(&primary.folder.join("postgresql.conf"), &settings);
        primary.start();
        query(&primary.url("postgres"), "SELECT 'ready'::TEXT");
        run(&primary.url("postgres"), "CREATE DATABASE longan");
        primary
    }

    /// Starts a standby, and has commits of the primary wait for it.
    pub fn standby(primary: &Postgres) -> Postgres {
        let standby = Postgres { folder: primary.folder.with_file_name("standby"), port: 5602 };
        let sockets = primary.folder.parent().unwrap().to_str().unwrap();
        let source = format!("host={sockets} port={} user=longan application_name=standby", primary.port);
        tool("pg_basebackup", &["-D", standby.folder.to_str().unwrap(), "-d", &source, "-R", "-c", "fast"]);
        standby.start();
        run(&primary.url("postgres"), "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        run(&primary.url("postgres"), "SELECT pg_reload_conf()");
        let is_followed = || query(&primary.url("postgres"), "SELECT sync_state FROM pg_stat_replication");
        while is_followed() != ["sync"] {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        standby
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://longan@localhost:{}/{database}?host={}", self.port, self.sockets())
    }

    /// The address of a database with both hosts.
    pub fn url_of_both(&self, other: &Postgres) -> String {
        let host = self.sockets().replace('/', "%2F");
        format!("postgres://longan@{host}:{},{host}:{}/longan", self.port, other.port)
    }

    fn sockets(&self) -> &str {
        self.folder.parent().unwrap().to_str().unwrap()
    }

    fn start(&self) {
        let log = self.folder.join("log");
        let port = format!("-p {}", self.port);
        let data = self.folder.to_str().unwrap();
        tool("pg_ctl", &["-D", data, "-l", log.to_str().unwrap(), "-o", &port, "-w", "start"]);
    }

    /// Kills all processes of the server, as a power failure would.
    pub fn kill(&self) {
        let file = fs::read_to_string(self.folder.join("postmaster.pid")).unwrap();
        let pid = file.lines().next().unwrap();
        // Children end when the first process is gone. Those of its group are killed with it.
        let _ = Command::new("pkill").args(["-KILL", "-P", pid]).status();
        assert!(Command::new("kill").args(["-KILL", pid]).status().unwrap().success());
    }

    /// Makes a primary of a standby.
    pub fn promote(&self) {
        run(&self.url("postgres"), "ALTER SYSTEM SET synchronous_standby_names = ''");
        tool("pg_ctl", &["-D", self.folder.to_str().unwrap(), "-w", "promote"]);
        run(&self.url("postgres"), "SELECT pg_reload_conf()");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.to_str().unwrap();
        let _ = command("pg_ctl", &["-D", data, "-m", "immediate", "stop"]).status();
    }
}

/// Gives a folder to the user that PostgreSQL runs as: it refuses to run as root.
fn share(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    if is_root() {
        assert!(Command::new("chown").arg("postgres").arg(folder).status().unwrap().success());
    }
}

fn is_root() -> bool {
    String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout).unwrap().trim() == "0"
}

fn tool(name: &str, arguments: &[&str]) {
    let done = command(name, arguments).output().unwrap();
    assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A program of PostgreSQL, of the newest version that is installed.
fn command(name: &str, arguments: &[&str]) -> Command {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let folder = versions.max().map(|version| version.join("bin").join(name));
    let program = folder.filter(|program| program.exists()).unwrap_or_else(|| name.into());
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // Output of a server that goes on would keep our pipes open.
    command.args(arguments).current_dir("/");
    command
}

fn append(file: &Path, text: &str) {
    use std::io::Write;
    fs::OpenOptions::new().append(true).open(file).unwrap().write_all(text.as_bytes()).unwrap();
}

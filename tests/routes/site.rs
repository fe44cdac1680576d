//! A test site: the sample site in a temporary folder.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use longan::auth::client_info::ClientInfo;
use longan::auth::session;
use longan::config::{DatabaseSettings, DatabaseUrl, Durability, Overrides, Settings, load};
use longan::link_preview::LinkPreviews;
use longan::model::user::Role;
use longan::server::PageCacheService;
use longan::state::AppState;
use longan::store::Store;
use longan::store::authors;
use longan::store::backup::{Existing, back_up};
use longan::store::files::FileStore;
use longan::store::users::{self, NewUser};
use longan::transfer::seed_sample;
use serde_json::Value;
use tokio::sync::OnceCell;
use tower::ServiceExt;

#[path = "../../src/store/testing/postgres.rs"]
mod test_database;
pub use test_database::TestDatabase;

/// A test that keeps its site for longer hangs; the whole run then fails instead of waiting for ever.
const LONGEST_TEST: Duration = Duration::from_mins(10);

/// The database of the sample site. Making it takes longer than most tests, so it is made once and copied.
static SAMPLE: OnceCell<Vec<u8>> = OnceCell::const_new();
static SAMPLE_DATABASE: OnceCell<TestDatabase> = OnceCell::const_new();

/// The author of the sample site whose profile [`Site::log_in`] gives to the users it logs in.
pub const AUTHOR: &str = "do-quoc-thinh";

pub struct Site {
    pub state: AppState,
    router: PageCacheService,
    _folder: tempfile::TempDir,
    _database: Option<TestDatabase>,
    _time_limit: Sender<()>,
}

/// A response.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub content_type: String,
    /// `name=value` of the cookie that was set; empty if none was.
    pub cookie: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Site {
    /// The sample site with the default settings, except that forms may be sent without a minimum time.
    pub async fn sample() -> Site {
        Site::with(|_| {}).await
    }

    /// The sample site with changed settings.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Site {
        Site::make(change, true).await
    }

    /// A site without content.
    pub async fn empty(change: impl FnOnce(&mut Settings)) -> Site {
        Site::make(change, false).await
    }

    async fn make(change: impl FnOnce(&mut Settings), has_content: bool) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let variables = |name: &str| match name {
            "LONGAN_COMMENTS_SECONDS_TO_WRITE" => Some("0".to_owned()),
            "LONGAN_SITE_ADDRESS" => Some("https://bao.example".to_owned()),
            _ => None,
        };
        let mut settings = load(&Overrides::default(), variables).unwrap();
        change(&mut settings);
        settings.database.file = folder.path().join("site.db");
        settings.database.durability = Durability::Normal;
        let database = match has_content {
            true => open_database(&mut settings.database).await,
            false => open_empty(&mut settings.database).await,
        };
        let files = FileStore::open(&settings).unwrap();
        let store = Store::connect(&settings.database).await.unwrap().with_files(files);
        let state = AppState::new(settings, store).await.unwrap();
        Site {
            router: longan::server::router(state.clone()),
            state,
            _folder: folder,
            _database: database,
            _time_limit: limit_time(),
        }
    }

    /// The same site with another place for files.
    pub fn with_files(self, files: FileStore) -> Site {
        let mut state = self.state;
        state.store = state.store.with_files(files);
        Site { router: longan::server::router(state.clone()), state, ..self }
    }

    /// The same site, which reads other sites with this.
    pub fn with_link_previews(self, link_previews: LinkPreviews) -> Site {
        let mut state = self.state;
        state.link_previews = Arc::new(link_previews);
        Site { router: longan::server::router(state.clone()), state, ..self }
    }

    /// Another node of the same site, if its database can be shared.
    pub async fn second_node(&self) -> Option<Site> {
        let settings = (*self.state.settings()).clone();
        let store = Store::connect(settings.database.url.is_some().then_some(&settings.database)?).await.unwrap();
        let state = AppState::new(settings, store).await.unwrap();
        let router = longan::server::router(state.clone());
        let folder = tempfile::tempdir().unwrap();
        Some(Site { router, state, _folder: folder, _database: None, _time_limit: limit_time() })
    }

    /// Logs in a user with this role and returns the session cookie. All logins of one role are the same user; authors
    /// have an author profile of the sample site.
    pub async fn log_in(&self, role: Role) -> String {
        let email = format!("{}@bao.example", role.as_str());
        let mut writing = self.state.store.write().await.unwrap();
        let user = match users::find_by_email(&mut writing, &email).await.unwrap() {
            Some(user) => user.id,
            None => {
                let author = authors::find(&mut writing, AUTHOR).await.unwrap().unwrap();
                let name = role.as_str().to_owned();
                let user = NewUser { email, name, role, password_hash: None, author_id: Some(author.id) };
                users::add(&mut writing, &user).await.unwrap().unwrap()
            }
        };
        writing.commit().await.unwrap();
        let address = IpAddr::from([127, 0, 0, 1]).into();
        let client_info = ClientInfo { address, scheme: "https", is_secure: true };
        let cookie = session::begin(&self.state.store, client_info, &HeaderMap::new(), user).await.unwrap();
        cookie.to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    pub async fn get(&self, url: &str) -> Answer {
        self.ask(Request::builder().uri(url).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser without JavaScript does.
    pub async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(url, "", fields).await
    }

    /// Sends a form with a cookie.
    pub async fn post_as(&self, url: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let encode =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin");
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    pub async fn get_as(&self, url: &str, cookie: &str) -> Answer {
        self.ask(Request::get(url).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// Calls a server function that writes, with a session cookie.
    pub async fn call(&self, function: &str, cookie: &str, arguments: Value) -> (StatusCode, Value) {
        let request = Request::post(format!("/api/admin/{function}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin");
        let Answer { status, body, .. } = self.ask(request.body(Body::from(arguments.to_string())).unwrap()).await;
        (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
    }

    /// Sends a request, and returns headers, status and raw body.
    pub async fn ask_whole(&self, mut request: Request<Body>) -> (HeaderMap, StatusCode, Vec<u8>) {
        // Every client of HTTP/1.1 sends it.
        request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
        self.send(request).await
    }

    /// Sends a request exactly as it is.
    pub async fn send(&self, request: Request<Body>) -> (HeaderMap, StatusCode, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.headers, parts.status, body.collect().await.unwrap().to_bytes().to_vec())
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let (headers, status, bytes) = self.ask_whole(request).await;
        // An answer from memory never waits, so a client that asks in a loop would occupy its worker thread. A task
        // that was woken last stays in the LIFO slot of that worker, from which other workers do not steal.
        tokio::task::yield_now().await;
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let (location, content_type) = (text(header::LOCATION), text(header::CONTENT_TYPE));
        let cookies = headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
        let mut cookies = cookies.filter(|cookie| !cookie.starts_with("longan_version="));
        let cookie = cookies.next().and_then(|cookie| cookie.split(';').next()).unwrap_or_default().to_owned();
        Answer { status, location, content_type, cookie, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// Makes a database with the sample site: a file, or a database of PostgreSQL if tests run on it.
async fn open_database(settings: &mut DatabaseSettings) -> Option<TestDatabase> {
    if !TestDatabase::is_wanted() {
        std::fs::write(&settings.file, SAMPLE.get_or_init(make_sample).await).unwrap();
        return None;
    }
    settings.connections = 4;
    let sample = SAMPLE_DATABASE.get_or_init(async || {
        let database = TestDatabase::create(None).await;
        let settings = DatabaseSettings { url: DatabaseUrl::parse(&database.url), ..settings.clone() };
        let store = Store::connect(&settings).await.unwrap();
        seed_sample(&store).await.unwrap();
        store.close().await;
        database
    });
    let database = TestDatabase::create(Some(sample.await)).await;
    settings.url = DatabaseUrl::parse(&database.url);
    Some(database)
}

/// Makes an empty database.
async fn open_empty(settings: &mut DatabaseSettings) -> Option<TestDatabase> {
    if !TestDatabase::is_wanted() {
        return None;
    }
    settings.connections = 4;
    let database = TestDatabase::create(None).await;
    settings.url = DatabaseUrl::parse(&database.url);
    Some(database)
}

async fn make_sample() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("site.db"), folder.path().join("copy.db"));
    let store = Store::open(&path, Durability::Normal).await.unwrap();
    seed_sample(&store).await.unwrap();
    // A copy in one file, without what is still in the write-ahead log.
    back_up(&path, &copy, Existing::Refuse).await.unwrap();
    std::fs::read(&copy).unwrap()
}

/// Ends the process with the name of this test, unless the returned value is dropped in time.
fn limit_time() -> Sender<()> {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        if receiver.recv_timeout(LONGEST_TEST) == Err(RecvTimeoutError::Timeout) {
            eprintln!("{test} took longer than {} seconds", LONGEST_TEST.as_secs());
            std::process::exit(1);
        }
    });
    sender
}

/// The text between two markers.
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start:?}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no {end:?} after {start:?}"));
    &text[from..from + to]
}

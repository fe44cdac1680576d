//! The limit: an axum server that only sends captured answers of Longan from memory. Since status, headers and body are
//! the same, the difference between the two is the cost of Longan's own work.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::Process;
use crate::error::Result;
use crate::network::connection::fetch;
use crate::network::request::{Accept, get};

/// A captured answer of Longan.
#[derive(Serialize, Deserialize)]
pub struct Captured {
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Captured {
    /// Captures the second answer to a request, which comes from Longan's page cache.
    pub fn take(address: SocketAddr, path: &str, accept: Accept) -> Result<Captured> {
        let request = get(path, accept, None);
        fetch(address, &request)?;
        match fetch(address, &request)? {
            (200, headers, body) => Ok(Captured { path: path.to_owned(), headers, body }),
            (status, ..) => Err(format!("{path} has status {status}").into()),
        }
    }

    pub fn etag(&self) -> Option<&str> {
        self.headers.iter().find(|(name, _)| name == "etag").map(|(_, value)| value.as_str())
    }
}

/// The limit server, in a process of its own as Longan is.
pub struct Limit {
    pub address: SocketAddr,
    pub process: Process,
}

impl Limit {
    /// Serves these answers. Two answers of one path differ in compression; the compressed one comes first.
    pub fn start(answers: &[Captured]) -> Result<Limit> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("limit").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process::start(&mut command)?;
        let child = process.child();
        let stdin = child.stdin.take().ok_or("the limit does not listen")?;
        let stdout = child.stdout.take().ok_or("the limit does not speak")?;
        serde_json::to_writer(stdin, answers)?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        Ok(Limit { address: line.trim().parse()?, process })
    }
}

struct Representation {
    headers: HeaderMap,
    body: Bytes,
}

type Answers = Arc<HashMap<String, Vec<Representation>>>;

/// The main function of the limit process: reads the answers and serves them until it is stopped.
pub fn serve() -> Result<()> {
    let mut text = Vec::new();
    std::io::stdin().read_to_end(&mut text)?;
    let mut answers: HashMap<String, Vec<Representation>> = HashMap::new();
    for Captured { path, headers, body } in serde_json::from_slice::<Vec<Captured>>(&text)? {
        let mut map = HeaderMap::new();
        // The server sets these headers itself.
        for (name, value) in
            headers.iter().filter(|(name, _)| !["date", "content-length", "transfer-encoding"].contains(&name.as_str()))
        {
            map.append(HeaderName::try_from(name.as_str())?, HeaderValue::try_from(value.as_str())?);
        }
        let known = answers.entry(path.split('?').next().unwrap_or_default().to_owned()).or_default();
        known.push(Representation { headers: map, body: body.into() });
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        let router = Router::new().fallback(answer).with_state(Arc::new(answers));
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn answer(State(answers): State<Answers>, request: Request) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let Some([first, rest @ ..]) = answers.get(request.uri().path()).map(Vec::as_slice) else {
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let asks = request.headers();
    let chosen = if asks.contains_key(header::ACCEPT_ENCODING) { first } else { rest.first().unwrap_or(first) };
    *response.headers_mut() = chosen.headers.clone();
    match (asks.get(header::IF_NONE_MATCH), chosen.headers.get(header::ETAG)) {
        (Some(known), Some(etag)) if known == etag => *response.status_mut() = StatusCode::NOT_MODIFIED,
        _ => *response.body_mut() = Body::from(chosen.body.clone()),
    }
    response
}

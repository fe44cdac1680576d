//! One keep-alive connection. It uses as little processor time as possible, since client and server share the cores.

use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Answer;
use super::response::{Headers, parse};
use crate::error::Result;

pub struct Connection {
    stream: TcpStream,
    /// The bytes received so far of the current answer.
    buffer: Vec<u8>,
    /// When the first byte of the last answer arrived.
    pub first_byte: Instant,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(64 * 1024), first_byte: Instant::now() })
    }

    /// Sends a request and waits for the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            let is_first = self.buffer.is_empty();
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if is_first {
                self.first_byte = Instant::now();
            }
            if parse(&self.buffer)?.is_some() {
                break;
            }
        }
        let (answer, length) = parse(&self.buffer)?.ok_or("an answer changed while it was read")?;
        if length < self.buffer.len() {
            return Err("the server sent more than one answer".into());
        }
        Ok(answer)
    }
}

/// Runs a small network task outside of any load.
pub fn wait<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

/// Fetches one answer: its status, headers and body.
pub fn fetch(address: SocketAddr, request: &[u8]) -> Result<(u16, Headers, Vec<u8>)> {
    wait(async {
        let mut connection = Connection::open(address).await?;
        let answer = connection.ask(request).await?;
        Ok((answer.status, answer.headers(), answer.body.into_owned()))
    })
}

use std::env;
use std::io;

use listenfd::ListenFd;
use tokio::net::TcpListener;

/// Sockets that systemd has opened (sd_listen_fds(3)), by the names of their units (`FileDescriptorName=`).
pub struct ActivatedSockets {
    sockets: ListenFd,
    names: Vec<String>,
}

impl ActivatedSockets {
    /// Takes the sockets that the environment describes, if there are any.
    pub fn from_environment() -> ActivatedSockets {
        let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
        ActivatedSockets { sockets: ListenFd::from_env(), names: names.split(':').map(str::to_owned).collect() }
    }

    /// Takes the socket of a name. `None` if there is none.
    pub fn take(&mut self, name: &str) -> io::Result<Option<TcpListener>> {
        let Some(number) = self.names.iter().position(|known| known == name) else { return Ok(None) };
        let Some(listener) = self.sockets.take_tcp_listener(number)? else { return Ok(None) };
        listener.set_nonblocking(true)?;
        TcpListener::from_std(listener).map(Some)
    }
}

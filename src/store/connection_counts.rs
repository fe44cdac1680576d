/// Numbers of connections.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionCounts {
    pub readers: u32,
    pub readers_idle: u64,
    pub writer_idle: u64,
}

impl ConnectionCounts {
    pub(super) fn of<D: sqlx::Database>(readers: &sqlx::Pool<D>, writer: &sqlx::Pool<D>) -> ConnectionCounts {
        ConnectionCounts {
            readers: readers.size(),
            readers_idle: readers.num_idle() as u64,
            writer_idle: writer.num_idle() as u64,
        }
    }
}

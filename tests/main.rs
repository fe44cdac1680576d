//! Integration tests in one binary, so that they are linked only once. `tests/plans.rs` is a separate one, since it
//! captures the log of its whole process.

mod architecture;
mod commands;
mod faults;
mod properties;
mod queries;
mod routes;
mod server;

//! Integration tests in one binary, so that they are linked only once. `tests/plans.rs` is a separate one, since it
//! captures the log of its whole process.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a failing test panics")]

mod architecture;
mod cluster;
mod commands;
mod faults;
mod https;
mod mail_server;
mod moves;
mod object_server;
mod properties;
mod queries;
mod routes;
mod server;
mod storage_commands;

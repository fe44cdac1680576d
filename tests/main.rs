//! Tests of the whole, as one program: it is linked once. `tests/plans.rs` is a program of its own, since it listens to
//! the log of a whole process.

mod architecture;
mod commands;
mod faults;
mod properties;
mod queries;
mod routes;
mod server;

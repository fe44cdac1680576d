//! What the admin's pages show and send. The reader's client carries none of it.

pub mod block;
pub mod comment;
pub mod desk;
pub mod difference;
pub mod post;
pub mod spam;

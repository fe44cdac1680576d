//! The public API: server functions, called by pages on both sides. Each has an endpoint of its own name below
//! `/api`; reads are GETs, and nothing changes on a GET. The one that renders pages is with them
//! (`pages::read_fragments`); here is the call to it (`view`).

pub mod admin;
pub mod comments;
pub mod responses;
pub mod view;

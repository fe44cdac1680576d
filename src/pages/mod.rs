//! One file per kind of page. Each says how the view of its address is shown; `components::loaded` does the rest.

mod author;
mod category;
mod home;
mod not_found;
mod page;
mod post;
mod preview;
mod tag;

pub use author::AuthorPage;
pub use category::CategoryPage;
pub use home::HomePage;
pub use not_found::NotFoundPage;
pub use page::PagePage;
pub use post::PostPage;
pub use preview::PreviewPage;
pub use tag::TagPage;

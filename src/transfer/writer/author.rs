//! Authors.

use super::Writer;
use crate::store::authors::{self, NewAuthor};
use crate::text::{Format, body, slugify};
use crate::transfer::record::Author;

impl Writer<'_> {
    pub(super) async fn write_author(&mut self, author: &Author) -> sqlx::Result<()> {
        let slug = slug(author);
        let is_new = authors::find(self.connection, &slug).await?.is_none();
        let biography_html = match author.biography.trim() {
            "" => String::new(),
            biography => body::render(biography, Format::Markdown).html,
        };
        let new = NewAuthor {
            slug,
            name: author.name.clone(),
            biography: author.biography.clone(),
            biography_html,
            email: author.email.clone(),
        };
        let id = authors::ensure(self.connection, &new).await?;
        self.authors.insert(author.login.clone(), id);
        if is_new {
            self.report.count_author();
        }
        Ok(())
    }
}

/// A login names the author's page, unless it is an email address, which is nobody's business.
fn slug(author: &Author) -> String {
    let candidates = [author.login.as_str(), author.name.as_str()];
    let slugs = candidates.iter().filter(|name| !name.contains('@')).map(|name| slugify(name));
    let slug = slugs.into_iter().find(|slug| !slug.is_empty());
    slug.unwrap_or_else(|| "author".to_owned())
}

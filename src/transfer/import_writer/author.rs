//! Writes authors.

use super::ImportWriter;
use crate::model::address::Address;
use crate::store::authors::{self, NewAuthor};
use crate::text::slug::unique;
use crate::text::{Format, body, fold, slugify};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{ImportedAuthor, ImportedEntry};

impl ImportWriter<'_> {
    /// Makes the first of those who sign an entry its author. A post has one author here, so the others are reported.
    pub(super) async fn sign(&mut self, entry: &mut ImportedEntry) -> sqlx::Result<()> {
        let Some(first) = entry.bylines.first() else { return Ok(()) };
        entry.author = match self.known_login(first) {
            Some(login) => login,
            None => {
                self.write_author(first).await?;
                first.login.clone()
            }
        };
        if entry.bylines.len() > 1 {
            let others = entry.bylines[1..].iter().map(|author| {
                let known = self.known_login(author).and_then(|login| self.author_names.get(&login));
                known.unwrap_or(&author.name).as_str()
            });
            let detail = others.collect::<Vec<_>>().join(", ");
            let problem = "it has several authors, and the first one is shown; not shown";
            self.report.warn(ImportWarning::InEntry { title: entry.title.clone(), problem, detail });
        }
        Ok(())
    }

    /// Returns the login of an author who was written already, by login or by name.
    fn known_login(&self, author: &ImportedAuthor) -> Option<String> {
        let (login, name) = (author.login.to_lowercase(), author.name.to_lowercase());
        let by_login = [&login, &name].into_iter().find(|login| self.authors.contains_key(*login));
        by_login.or_else(|| self.author_logins.get(&name)).cloned()
    }

    /// Writes an author, unless this import has already written one with the same login.
    pub(super) async fn write_author(&mut self, author: &ImportedAuthor) -> sqlx::Result<()> {
        let login = author.login.to_lowercase();
        if self.authors.contains_key(&login) {
            return Ok(());
        }
        self.report.name_author(&author.login, &author.name);
        if let Some(id) = self.first_pass.authors.get(&login).copied()
            && let Some(slug) = authors::find_slug(self.connection, id).await?
        {
            self.authors.insert(login.clone(), id);
            self.author_logins.entry(author.name.to_lowercase()).or_insert_with(|| login.clone());
            self.author_names.insert(login.clone(), shown(&author.name));
            self.author_places.insert(login, slug.clone());
            return self.write_old_author(author, &slug).await;
        }
        let is_other = |slug: &str| self.author_slugs.get(slug).is_some_and(|owner| *owner != login);
        let slug = unique(&slug(author), is_other);
        self.author_slugs.insert(slug.clone(), login.clone());
        let is_new = authors::find(self.connection, &slug).await?.is_none();
        let biography_html = match author.biography.trim() {
            "" => String::new(),
            biography => body::render(biography, Format::Markdown).html,
        };
        let new = NewAuthor {
            slug: slug.clone(),
            name: shown(&author.name),
            biography: author.biography.clone(),
            biography_html,
            email: author.email.clone(),
        };
        let id = authors::ensure(self.connection, &new).await?;
        self.author_logins.entry(author.name.to_lowercase()).or_insert_with(|| login.clone());
        self.author_names.insert(login.clone(), new.name);
        self.authors.insert(login, id);
        if is_new {
            self.report.count_author();
        }
        self.write_old_author(author, &slug).await
    }

    /// Writes the redirect from the old page of an author to that here.
    async fn write_old_author(&mut self, author: &ImportedAuthor, slug: &str) -> sqlx::Result<()> {
        let nicename = nicename(&author.login);
        if self.first_pass.is_from_elsewhere() && !nicename.is_empty() {
            let place = Address::Author(slug).to_string();
            self.write_redirect(&format!("/author/{nicename}"), &place).await?;
        }
        Ok(())
    }
}

/// Derives the slug from the login, unless that is an email address, which must stay private.
fn slug(author: &ImportedAuthor) -> String {
    let login = Some(author.login.as_str()).filter(|login| !login.contains('@')).unwrap_or_default();
    let slugs = [slugify(login), slugify(&shown(&author.name)), slugify(&shown(&author.login))];
    slugs.into_iter().find(|slug| !slug.is_empty()).unwrap_or_else(|| "author".to_owned())
}

/// Returns a name for readers: of email addresses, only the part before the `@`.
fn shown(name: &str) -> String {
    let words = name.split_whitespace().map(|word| match word.split_once('@') {
        Some((before, _)) if !before.is_empty() => before,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the slug that WordPress derived from a login (`user_nicename`).
fn nicename(login: &str) -> String {
    let folded = fold(login);
    let signs = folded.chars().filter_map(|sign| match sign {
        ' ' | '.' | '-' => Some('-'),
        sign => (sign.is_alphanumeric() || sign == '_').then_some(sign),
    });
    let name: String = signs.collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_addresses_are_hidden() {
        let named = |login: &str, name: &str| ImportedAuthor {
            login: login.into(),
            name: name.into(),
            ..ImportedAuthor::default()
        };
        assert_eq!(shown("lan.vu@tin.example"), "lan.vu");
        assert_eq!(shown("Vũ Lan"), "Vũ Lan");
        assert_eq!(slug(&named("lan@tin.example", "Vũ Lan")), "vu-lan");
        assert_eq!(slug(&named("lan@tin.example", "lan@tin.example")), "lan");
    }

    #[test]
    fn the_old_slug_is_derived_from_the_login() {
        assert_eq!(nicename("Lan Vũ"), "lan-vu");
        assert_eq!(nicename("lan_vu@tin.example"), "lan_vutin-example");
    }
}

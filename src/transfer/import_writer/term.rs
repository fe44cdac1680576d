//! Writes categories and tags.

use super::ImportWriter;
use crate::model::address::Address;
use crate::model::term as model;
use crate::store::terms::{self, NewTerm};
use crate::text::slug::unique;
use crate::text::{Format, body, slugify};
use crate::transfer::record::{ImportedTerm, ImportedTermKind};
use crate::transfer::wordpress::permalinks;

impl ImportWriter<'_> {
    /// Writes a category or tag, and the redirects from its old paths.
    pub(super) async fn write_term(&mut self, term: &ImportedTerm) -> sqlx::Result<()> {
        let kind = match term.kind {
            ImportedTermKind::Category => model::TermKind::Category,
            ImportedTermKind::Tag => model::TermKind::Tag,
        };
        let Some(slug) = [&term.slug, &term.name].iter().map(|name| slugify(name)).find(|slug| !slug.is_empty()) else {
            self.report.leave_out("category or tag", "its name has no letter that an address could hold");
            return Ok(());
        };
        let slug = self.tell_apart(term, slug);
        let is_new = terms::find(self.connection, kind, &slug).await?.is_none();
        let description_html = match term.description.trim() {
            "" => String::new(),
            description => body::render(description, Format::Markdown).html,
        };
        let new = NewTerm {
            kind,
            slug: slug.clone(),
            name: term.name.clone(),
            description: term.description.clone(),
            description_html,
        };
        let id = terms::ensure(self.connection, &new).await?;
        self.terms.insert((term.kind, term.slug.clone()), id);
        if is_new {
            self.report.count_term(term.kind);
        }
        if let Some(parent) = &term.parent
            && !self.first_pass.parents.contains_key(&term.slug)
        {
            self.nested.push((term.slug.clone(), parent.clone()));
        }
        let target = match term.kind {
            ImportedTermKind::Category => Address::Category(&slug).to_string(),
            ImportedTermKind::Tag => Address::Tag(&slug).to_string(),
        };
        if let Some(old_id) = term.old_id {
            self.term_places.insert(old_id, (target.clone(), term.name.clone()));
        }
        if self.first_pass.is_from_elsewhere() {
            for path in permalinks::term_paths(term, &self.first_pass.parents, &self.first_pass.category_base) {
                self.write_redirect(&path, &target).await?;
            }
            let bare = permalinks::bare_term_paths(term, &self.first_pass.parents);
            self.late.extend(bare.into_iter().map(|path| (path, target.clone())));
        }
        Ok(())
    }

    /// Makes the slug unique among the imported terms, whose slugs may be the same when folded (`ma`, `mã`). The term
    /// whose slug does not change keeps it.
    fn tell_apart(&mut self, term: &ImportedTerm, slug: String) -> String {
        if !self.first_pass.terms.contains(&(term.kind, term.slug.clone())) {
            return slug;
        }
        let slug = unique(&slug, |slug| {
            let key = (term.kind, slug.to_owned());
            let is_kept = slug != term.slug && self.first_pass.terms.contains(&key);
            is_kept || self.term_slugs.get(&key).is_some_and(|owner| *owner != term.slug)
        });
        self.term_slugs.insert((term.kind, slug.clone()), term.slug.clone());
        slug
    }
}

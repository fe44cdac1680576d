//! Filling in the comment forms of posts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use fastrand::Rng;

use super::Longan;
use crate::error::Result;
use crate::network::request::post;
use crate::synthetic::words::sentence;

/// The comment form of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    path: String,
    post: String,
    form_token: String,
}

impl Form {
    /// Finds the form in a page.
    pub fn find(path: &str, html: &str) -> Result<Form> {
        let field = |name| hidden(html, name).ok_or_else(|| format!("the form of {path} has no {name}"));
        Ok(Form { path: path.to_owned(), post: field("post")?, form_token: field("stamp")? })
    }
}

/// The value of a hidden field, whatever the order of its attributes.
fn hidden(html: &str, name: &str) -> Option<String> {
    let name = format!("name=\"{name}\"");
    let mut tags = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let tag = tags.find(|tag| tag.contains("type=\"hidden\"") && tag.contains(&name))?;
    Some(tag.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

/// Fills in comment forms; all comments differ, also between commenters.
#[derive(Clone)]
pub struct Commenter {
    forms: Arc<Vec<Form>>,
    sent: Arc<AtomicU64>,
    rng: Rng,
}

impl Commenter {
    pub fn new(site: &Longan, paths: &[String]) -> Result<Commenter> {
        let forms = paths.iter().map(|path| Form::find(path, &site.read(path)?)).collect::<Result<Vec<_>>>()?;
        Ok(Commenter { forms: Arc::new(forms), sent: Arc::default(), rng: Rng::with_seed(7) })
    }

    /// A commenter with another random sequence.
    pub fn another(&self, seed: usize) -> Commenter {
        Commenter { rng: Rng::with_seed(seed as u64), ..self.clone() }
    }

    /// A request that sends a comment on some post.
    pub fn comment(&mut self) -> Vec<u8> {
        let place = self.rng.usize(..self.forms.len());
        self.comment_on(place).0
    }

    /// The same on the post of the form in this place, with its text.
    pub fn comment_on(&mut self, place: usize) -> (Vec<u8>, String) {
        let number = self.sent.fetch_add(1, Relaxed);
        let form = &self.forms[place];
        let body = format!("{} ({number})", sentence(&mut self.rng));
        let email = format!("nguoi-{}@example.org", number % 5000);
        // Not the names of the authors: comments under those wait for a moderator, and change no page.
        let name = format!("Độc giả {}", number % 5000);
        let fields = [
            ("post", form.post.as_str()),
            ("parent", ""),
            ("stamp", &form.form_token),
            ("name", &name),
            ("email", &email),
            ("body", &body),
            ("website", ""),
        ];
        (post(&form.path, &fields), body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_fields_are_found() {
        let html = r#"<form><input type="hidden" name="post" value="7"><input name="name" type="text">
                      <input value="7-1.abc" name="stamp" type="hidden"/></form>"#;
        let form = Form::find("/posts/a", html).unwrap();
        assert_eq!((form.post.as_str(), form.form_token.as_str()), ("7", "7-1.abc"));
        assert!(Form::find("/posts/a", "<form>").is_err());
    }
}

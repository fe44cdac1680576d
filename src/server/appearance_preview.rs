//! The preview of a draft of the site's identity: a page of the site as it would look, for its administrators only.

use axum::body::to_bytes;
use axum::extract::{Extension, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets::ClientFiles;
use super::headers::of_appearance_preview;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::model::error::Error;
use crate::model::identity::AppearanceDraft;
use crate::model::user::Role;
use crate::pages::document;
use crate::reading::site::read_site;
use crate::reading::{ReadContext, find_extras, read_view};
use crate::request::origin_of;
use crate::site_management::appearance::draft;
use crate::state::AppState;

/// Maximum size of a draft, in bytes: an own style sheet and footer texts, encoded as a form.
const LONGEST: usize = 512 * 1024;

/// Renders a page with the draft in the body. Nothing is stored.
pub async fn show(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Error> {
    authenticate(&state.store, client_info, &headers).await?.require(Role::Administrator)?;
    let origin = origin_of(&state, client_info, &headers, request.uri());
    let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Error::malformed("the draft is too long"))?;
    let sent = url::form_urlencoded::parse(&body).find(|(name, _)| name == "draft");
    let sent = sent.and_then(|(_, text)| serde_json::from_str(&text).ok());
    let AppearanceDraft { changes, path, is_dark } = sent.ok_or_else(|| Error::malformed("there is no draft"))?;
    let state = state.with_settings(draft(&state.settings(), changes)?);
    let mut context = ReadContext::new(&state, &origin);
    let viewed = read_view(&mut context, &path, None).await;
    let site = read_site(&mut context).await?;
    let (css, style_path) = (site.identity.css.clone(), site.identity.style_path.clone());
    let mut frame = ClientFiles::current().frame();
    frame.hydrates = false;
    let mut extras = find_extras(&mut context, &site, &path, &viewed);
    // Code of other services never runs in the admin.
    extras.snippets.clear();
    // Before the style sheet is inserted, which may contain anything.
    let html = without_scripts(&document(site, viewed, extras, &origin, &path, frame));
    // The style sheet of a draft has no address, since nobody else may see it.
    let css = css.replace("</", "<\\/");
    let html = html.replacen(
        &format!("<link rel=\"stylesheet\" href=\"{style_path}\">"),
        &format!("<style>{css}</style>"),
        usize::from(!style_path.is_empty()),
    );
    let theme = if is_dark { "dark" } else { "light" };
    let html =
        html.replacen("<html ", &format!("<html data-theme=\"{theme}\" "), 1).replacen("<body", "<body inert", 1);
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, of_appearance_preview(&css));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}

/// Removes the scripts of a page. The frame does not run them, and browsers would report each.
fn without_scripts(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = after.split_once("</script>").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_removed() {
        let html = "<head><script>a('<p>')</script><title>T</title><script type=\"x\">{}</script></head><body>b</body>";
        assert_eq!(without_scripts(html), "<head><title>T</title></head><body>b</body>");
    }
}

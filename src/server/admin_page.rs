use axum::extract::{Extension, Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use super::assets::ClientFiles;
use super::headers::of_admin;
use crate::admin::shell;
use crate::auth::client_info::ClientInfo;
use crate::auth::{session, token};
use crate::model::address::admin::AdminAddress;
use crate::model::error::Error;
use crate::state::AppState;

/// Serves any page of the admin. Without a session it redirects to the login page.
pub async fn show(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let authenticated = session::authenticate(&state.store, client_info, &headers).await;
    if let Err(error @ (Error::Unavailable | Error::Internal)) = authenticated {
        return error.into_response();
    }
    if authenticated.is_err() {
        let next = request.uri().path_and_query().map_or(AdminAddress::Dashboard.path(), |wanted| wanted.as_str());
        let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
        return Redirect::to(&format!("{}?next={next}", AdminAddress::Login)).into_response();
    }
    let language = state.settings().site.language;
    let is_known = AdminAddress::is_page(request.uri().path());
    let files = ClientFiles::current().admin();
    let nonce = match token::issue() {
        Ok(nonce) => nonce,
        Err(error) => return error.into_response(),
    };
    let policy = of_admin(&nonce);
    let provide = move || {
        provide_context(state.clone());
        provide_context(Nonce::from_value(nonce.clone()));
    };
    let handler = leptos_axum::render_app_async_with_context(provide, move || shell(language, files.clone()));
    let mut response = handler(request).await;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    if !is_known && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

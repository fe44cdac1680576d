use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::media::{Deletion, MediaItem, MediaListPage, MediaSearch, Uses};
use crate::model::admin::picture_edit::PictureEdit;
use crate::model::error::Error;
use crate::model::media::FocalPoint;

/// Returns one page of the library.
#[server(endpoint = "admin/media/list", input = Json, output = Json)]
pub async fn list_media(search: MediaSearch) -> Result<MediaListPage, Error> {
    use crate::reading::media;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let list = async {
        let signed_in = require_author().await?;
        media::read_media_list(&state()?, &signed_in.user, &search).await
    };
    answer(list.await)
}

/// Returns the posts that use an image.
#[server(endpoint = "admin/media/uses", input = GetUrl, output = Json)]
pub async fn list_media_uses(id: i64) -> Result<Uses, Error> {
    use crate::reading::media;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let list = async {
        let signed_in = require_author().await?;
        media::read_uses(&state()?, &signed_in.user, id).await
    };
    answer(list.await)
}

/// Sets the alternative text of an image.
#[server(endpoint = "admin/media/describe", input = Json, output = Json)]
pub async fn describe_media(id: i64, alt: String) -> Result<MediaItem, Error> {
    use crate::media::library;
    use crate::reading::media;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let describe = async {
        let user = require_author().await?.user;
        let state = state()?;
        let described = library::describe(&state, &user, id, &alt).await?;
        Ok(media::present(&state, &user, described))
    };
    answer(describe.await)
}

/// Sets the point of a picture that stays visible where it is cropped.
#[server(endpoint = "admin/media/focus", input = Json, output = Json)]
pub async fn focus_media(id: i64, focus: FocalPoint) -> Result<MediaItem, Error> {
    use crate::media::library;
    use crate::reading::media;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let change = async {
        let user = require_author().await?.user;
        let state = state()?;
        let changed = library::set_focus(&state, &user, id, focus).await?;
        Ok(media::present(&state, &user, changed))
    };
    answer(change.await)
}

/// Returns the alternative texts that the library has of images, by ID.
#[server(endpoint = "admin/media/descriptions", input = Json, output = Json)]
pub async fn read_media_descriptions(ids: Vec<i64>) -> Result<Vec<(i64, String)>, Error> {
    use crate::media::library;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        require_author().await?;
        library::read_descriptions(&state()?, &ids).await
    };
    answer(read.await)
}

/// Cuts and turns a picture. Returns the new picture, which takes its place in posts.
#[server(endpoint = "admin/media/edit", input = Json, output = Json)]
pub async fn edit_media(id: i64, edit: PictureEdit) -> Result<MediaItem, Error> {
    use crate::media::picture_edit;
    use crate::reading::media;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let change = async {
        let user = require_author().await?.user;
        let state = state()?;
        let changed = picture_edit::edit(&state, &user, id, edit).await?;
        Ok(media::present(&state, &user, changed))
    };
    answer(change.await)
}

/// Replaces a file by another in all posts that use it. Returns how many those are.
#[server(endpoint = "admin/media/replace", input = Json, output = Json)]
pub async fn replace_media(id: i64, by: i64) -> Result<i64, Error> {
    use crate::media::replacement;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};

    let replace = async {
        let signed_in = require_editor().await?;
        replacement::replace(&state()?, &signed_in.user, id, by).await
    };
    answer(replace.await)
}

/// Deletes an image.
#[server(endpoint = "admin/media/delete", input = Json, output = Json)]
pub async fn delete_media(id: i64, deletion: Deletion) -> Result<(), Error> {
    use crate::media::library;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let delete = async {
        let signed_in = require_author().await?;
        library::delete(&state()?, &signed_in.user, id, deletion).await
    };
    answer(delete.await)
}

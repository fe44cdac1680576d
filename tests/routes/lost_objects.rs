//! Objects that the storage has lost.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longan::clock::now;
use longan::media::stored_files::delete_due;
use longan::model::user::Role;

use crate::object_server::ObjectServer;
use crate::routes::files::{get, sound, upload as upload_file};
use crate::routes::media::{read, send, speckled};
use crate::routes::site::Site;
use crate::routes::storage::{HOUR, assert_unavailable, text, upload};

#[tokio::test]
async fn uploading_again_mends_what_the_storage_has_lost() {
    let server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let store = &site.state.store;
    let cookie = site.log_in(Role::Editor).await;
    let media_item = upload(&site, &cookie, 1).await;
    let (path, small) = (text(&media_item, "path"), text(&media_item, "thumbnail"));
    let get = async |path: &str| site.ask_whole(Request::get(path).body(Body::empty()).unwrap()).await;
    let (whole, objects) = (get(path).await.2, server.objects());
    assert_eq!(upload(&site, &cookie, 1).await["id"], media_item["id"]);
    assert_eq!(server.objects(), objects, "nothing is lost");

    for lost in [objects.clone(), objects[..1].to_vec()] {
        store.files.cache.clear();
        server.objects().iter().take(lost.len()).for_each(|object| std::fs::remove_file(object).unwrap());
        // Under another name, too.
        let answer = send(&site, &cookie, "name=khac.png", speckled(700, 300, 1)).await;
        assert_eq!((answer.status, &read(&answer)["path"]), (StatusCode::OK, &media_item["path"]), "{}", answer.body);
        assert_eq!(server.objects().len(), objects.len());
        let again = get(path).await;
        assert_eq!((again.1, again.2 == whole), (StatusCode::OK, true));
        assert_eq!(get(small).await.1, StatusCode::OK);
    }
    delete_due(store, now() + 25 * HOUR).await.unwrap();
    assert_eq!(server.objects().len(), objects.len(), "what is in use stays");
}

#[tokio::test]
async fn a_file_that_is_not_a_picture_is_mended_too() {
    let server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let cookie = site.log_in(Role::Author).await;
    let path = text(&upload_file(&site, &cookie, "a.mp3", sound()).await, "path").to_owned();
    std::fs::remove_file(&server.objects()[0]).unwrap();
    let answer = site.get(&path).await;
    assert_unavailable(&answer);
    assert!(answer.body.contains("Nơi lưu ảnh và tệp"), "before the answer has begun: {}", answer.body);
    assert_eq!(text(&upload_file(&site, &cookie, "b.mp3", sound()).await, "path"), path);
    assert!(get(&site, &path, None).await.2 == sound());
    // One that was cut short.
    std::fs::write(&server.objects()[0], "ID3").unwrap();
    upload_file(&site, &cookie, "b.mp3", sound()).await;
    assert!(get(&site, &path, None).await.2 == sound());
}

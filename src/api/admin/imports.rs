//! Imports of other sites' content. The files are sent to `/admin/imports/files`, since they are too large for server
//! functions.

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::import::{ImportChanges, ImportChoices, ImportReportView, ImportRun};
use crate::model::error::Error;

/// Lists the newest imports.
#[server(endpoint = "admin/imports", input = GetUrl, output = Json)]
pub async fn list_imports() -> Result<Vec<ImportRun>, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::transfer::run;

    let list = async {
        require_administrator().await?;
        crate::reading::imports::list(&state()?, run::standing).await
    };
    answer(list.await)
}

/// Reads an import, for its progress.
#[server(endpoint = "admin/imports/one", input = GetUrl, output = Json)]
pub async fn read_import(id: i64) -> Result<ImportRun, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::transfer::run;

    let read = async {
        require_administrator().await?;
        crate::reading::imports::read(&state()?, id, run::standing).await
    };
    answer(read.await)
}

/// Reads the report of an import.
#[server(endpoint = "admin/imports/report", input = GetUrl, output = Json)]
pub async fn read_import_report(id: i64) -> Result<ImportReportView, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let read = async {
        require_administrator().await?;
        crate::reading::imports::read_report(&state()?, id).await
    };
    answer(read.await)
}

/// Begins another dry run, or the import.
#[server(endpoint = "admin/imports/start", input = Json, output = Json)]
pub async fn start_import(id: i64, choices: ImportChoices, is_dry_run: bool) -> Result<(), Error> {
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};
    use crate::transfer::run;

    let start = async {
        require_recent_administrator().await?;
        run::request(&state()?, id, &choices, is_dry_run).await
    };
    answer(start.await)
}

/// Takes an import that has not come in off the list, with its files.
#[server(endpoint = "admin/imports/discard", input = Json, output = Json)]
pub async fn discard_import(id: i64) -> Result<(), Error> {
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};
    use crate::transfer::run;

    let discard = async {
        require_recent_administrator().await?;
        run::discard(&state()?, id).await
    };
    answer(discard.await)
}

/// Returns what was changed since an import came in.
#[server(endpoint = "admin/imports/changes", input = GetUrl, output = Json)]
pub async fn read_import_changes(id: i64) -> Result<ImportChanges, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::transfer::run;

    let read = async {
        require_administrator().await?;
        run::read_changes(&state()?, id).await
    };
    answer(read.await)
}

/// Removes what came in with an import, and returns the number of removed posts and pages. What was changed or commented
/// on since stays if `keep_changed` is true.
#[server(endpoint = "admin/imports/undo", input = Json, output = Json)]
pub async fn undo_import(id: i64, keep_changed: bool) -> Result<u64, Error> {
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};
    use crate::store::import_runs::Kept;
    use crate::transfer::run;

    let undo = async {
        require_recent_administrator().await?;
        let kept = if keep_changed { Kept::Changed } else { Kept::Nothing };
        run::undo(&state()?, id, kept).await
    };
    answer(undo.await)
}

//! Runs an import whose records are read twice: the first pass collects what the second one needs in advance.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::first_pass::FirstPass;
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_transaction::ImportTransaction;
use super::import_writer::ImportWriter;
use super::prepare::prepare;
use super::record::ImportRecord;
use super::report::ImportReport;
use super::uploads::UploadsImport;
use crate::store::Store;
use crate::store::sql::Connection;

/// Reads all records for the first time. `media` is the old site's folder of pictures, whose files are imported, or
/// only counted in a dry run.
pub async fn look_ahead(
    store: &Store,
    options: &ImportOptions,
    records: impl Iterator<Item = Result<ImportRecord, ImportError>>,
) -> Result<(FirstPass, ImportReport), ImportError> {
    let mut first_pass = FirstPass::default();
    first_pass.category_base.clone_from(&options.category_base);
    first_pass.authors.clone_from(&options.authors);
    let mut uploads = options.media.as_deref().map(UploadsImport::open).transpose()?;
    for record in records {
        let record = record?;
        if let Some(uploads) = &mut uploads {
            uploads.see(&record);
        }
        first_pass.see(record);
    }
    first_pass.conclude();
    let mut report = ImportReport::default();
    if let (Some(uploads), Some(fetch), false) = (&uploads, &options.fetch, options.dry_run) {
        uploads.fetch(fetch, &mut report, &options.progress).await;
    }
    match uploads {
        Some(uploads) if options.dry_run => uploads.count(&mut report),
        Some(uploads) => first_pass.context.moved = uploads.take_in(store, &mut report, &options.progress).await?,
        None => {}
    }
    Ok((first_pass, report))
}

/// Writes all records in one transaction.
pub async fn write(
    store: &Store,
    options: &ImportOptions,
    first: (FirstPass, ImportReport),
    records: impl Iterator<Item = Result<ImportRecord, ImportError>> + Send + 'static,
) -> Result<ImportReport, ImportError> {
    let mut transaction = ImportTransaction::begin(store, options).await?;
    let report = write_in(transaction.connection(), first, records).await?;
    transaction.conclude().await?;
    Ok(report)
}

/// Writes all records.
pub async fn write_in(
    connection: &mut Connection,
    (first_pass, report): (FirstPass, ImportReport),
    records: impl Iterator<Item = Result<ImportRecord, ImportError>> + Send + 'static,
) -> Result<ImportReport, ImportError> {
    let first_pass = Arc::new(first_pass);
    let mut writer = ImportWriter::begin(connection, &first_pass, report).await?;
    writer.write_guests().await?;
    let mut line = prepare(records, first_pass.clone());
    while let Some(batch) = line.next().await {
        writer.write(batch.into_iter().collect::<Result<_, _>>()?).await?;
    }
    Ok(writer.finish().await?)
}

/// Number of items that a reader may be ahead.
const AHEAD: usize = 16;

/// Takes items. Returns false if no more are wanted.
pub type Sink<'a, T> = &'a mut dyn FnMut(T) -> bool;

/// Iterates over what `read` gives to its sink, in a thread of its own: parsers that call back are no iterators. Only a
/// few items are in memory at a time.
pub fn stream<T: Send + 'static, E: Send + 'static>(
    read: impl FnOnce(Sink<T>) -> Result<(), E> + Send + 'static,
) -> impl Iterator<Item = Result<T, E>> + Send {
    let (sender, items) = sync_channel(AHEAD);
    let thread = std::thread::spawn(move || feed(read, &sender));
    StreamedItems { items, thread: Some(thread) }
}

fn feed<T, E>(read: impl FnOnce(Sink<T>) -> Result<(), E>, sender: &SyncSender<Result<T, E>>) {
    if let Err(error) = read(&mut |item| sender.send(Ok(item)).is_ok()) {
        // Fails if nobody waits for it any more.
        let _ = sender.send(Err(error));
    }
}

struct StreamedItems<T> {
    items: Receiver<T>,
    thread: Option<JoinHandle<()>>,
}

impl<T> Iterator for StreamedItems<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if let Ok(item) = self.items.recv() {
            return Some(item);
        }
        // A panic must not look like the end of the input, or half an import would be committed.
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_streamed_up_to_an_error() {
        let items: Vec<Result<u32, &str>> = stream(|sink| {
            (0..100).all(&mut *sink);
            Err("broken")
        })
        .collect();
        assert_eq!(items.len(), 101);
        assert_eq!(items.last(), Some(&Err("broken")));
        let mut endless = stream::<u32, ()>(|sink| {
            while sink(1) {}
            Ok(())
        });
        assert_eq!(endless.next(), Some(Ok(1)));
    }

    #[test]
    #[should_panic(expected = "broken reader")]
    fn a_panic_is_not_the_end() {
        stream::<u32, ()>(|_| panic!("broken reader")).for_each(drop);
    }
}

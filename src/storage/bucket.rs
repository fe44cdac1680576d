use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use futures::StreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, MultipartUpload, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::time::timeout;

use super::{Checksum, ObjectKey, StorageError};
use crate::config::{StorageKeys, StorageSettings, StorageUrl};

/// Maximum length of an object that is read without its length being known, in bytes.
const SMALL: u64 = 1024;
/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a request may take, with its repetitions.
const WHOLE: Duration = Duration::from_secs(30);
/// How often a failed request is repeated, and until when.
const REPETITIONS: usize = 2;
const REPEATING: Duration = Duration::from_secs(8);
/// How long reading is not tried again after the storage has failed, so that readers do not wait for it one by one.
const PAUSE: Duration = Duration::from_secs(1);

/// A bucket of S3-compatible storage. Clones are handles to the same.
#[derive(Clone)]
pub struct Bucket(Arc<Inner>);

struct Inner {
    url: StorageUrl,
    client: AmazonS3,
    keys: StorageKeys,
    failures: AtomicU64,
    /// The last failure, if nothing has succeeded since.
    failed: Mutex<Option<(Instant, StorageError)>>,
}

/// What is known of a bucket, from the requests made so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketState {
    /// Whether the last request succeeded.
    pub is_up: bool,
    /// Number of requests that failed.
    pub failures: u64,
}

impl Bucket {
    /// Returns the bucket that the settings name, if they name one. Nothing is asked of it yet.
    ///
    /// # Errors
    /// There are no keys, or the settings cannot be used.
    pub fn open(settings: &StorageSettings, keys: Option<&StorageKeys>) -> Result<Option<Bucket>, StorageError> {
        let Some(url) = settings.url.clone() else { return Ok(None) };
        let keys = keys.cloned().ok_or_else(|| StorageError::NoKeys(url.clone()))?;
        // Only the first call has an effect; all are for the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_plain = settings.endpoint.starts_with("http://");
        let options = ClientOptions::new()
            .with_connect_timeout(CONNECTING)
            .with_timeout(WHOLE)
            .with_allow_http(is_plain)
            .with_http1_only();
        let backoff = BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: CONNECTING, base: 3. };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&url.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&keys.id)
            .with_secret_access_key(&keys.secret)
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig { backoff, max_retries: REPETITIONS, retry_timeout: REPEATING })
            .with_client_options(options);
        if !settings.endpoint.is_empty() {
            builder = builder.with_endpoint(&settings.endpoint);
        }
        let client = builder.build().map_err(|error| {
            let said = error.to_string().replace(&keys.secret, "…").replace(&keys.id, "…");
            StorageError::Settings(said)
        })?;
        let (failures, failed) = (AtomicU64::new(0), Mutex::new(None));
        Ok(Some(Bucket(Arc::new(Inner { url, client, keys, failures, failed }))))
    }

    /// Returns where the bucket is, without keys.
    pub fn url(&self) -> &StorageUrl {
        &self.0.url
    }

    /// Returns what is known of the bucket.
    pub fn state(&self) -> BucketState {
        BucketState { is_up: self.failed().is_none(), failures: self.0.failures.load(Relaxed) }
    }

    /// Stores an object.
    pub async fn put(&self, key: &ObjectKey, content: Bytes) -> Result<(), StorageError> {
        let path = self.path(key);
        self.ask(key.as_str(), async { self.0.client.put(&path, content.into()).await.map(drop) }).await
    }

    /// Reads an object, and compares it with what was stored.
    pub async fn get(&self, key: &ObjectKey, length: u64) -> Result<Bytes, StorageError> {
        if let Some((at, error)) = &*self.failed()
            && at.elapsed() < PAUSE
        {
            return Err(error.clone());
        }
        let path = self.path(key);
        let content = self.ask(key.as_str(), async {
            let found = self.0.client.get(&path).await?;
            // A larger one is not read into memory.
            if found.meta.size != length { Ok(None) } else { found.bytes().await.map(Some) }
        });
        let altered = || StorageError::Altered { place: self.0.url.clone(), key: key.as_str().to_owned() };
        let content = content.await?.ok_or_else(altered)?;
        if key.is_of(&Checksum::of(&content)) { Ok(content) } else { Err(altered()) }
    }

    /// Reads a small object, of which no length is known. A larger one is empty.
    pub(super) async fn get_small(&self, key: &ObjectKey) -> Result<Bytes, StorageError> {
        let path = self.path(key);
        let content = self.ask(key.as_str(), async {
            let found = self.0.client.get(&path).await?;
            if found.meta.size > SMALL { Ok(Bytes::new()) } else { found.bytes().await }
        });
        content.await
    }

    /// Reads a part of an object. It is not compared with what was stored.
    pub async fn get_part(&self, key: &ObjectKey, part: Range<u64>) -> Result<Bytes, StorageError> {
        let path = self.path(key);
        self.ask(key.as_str(), async { self.0.client.get_range(&path, part.clone()).await }).await
    }

    /// Begins to store an object that comes in parts.
    pub async fn begin_upload(&self, key: &ObjectKey) -> Result<ObjectUpload, StorageError> {
        let path = self.path(key);
        let upload = self.ask(key.as_str(), async { self.0.client.put_multipart(&path).await }).await?;
        Ok(ObjectUpload { bucket: self.clone(), key: key.clone(), upload })
    }

    /// Returns the length of an object, in bytes, if there is one. It is not read.
    pub async fn find_length(&self, key: &ObjectKey) -> Result<Option<u64>, StorageError> {
        let path = self.path(key);
        match self.ask(key.as_str(), async { self.0.client.head(&path).await }).await {
            Err(StorageError::Missing { .. }) => Ok(None),
            found => found.map(|found| Some(found.size)),
        }
    }

    /// Deletes an object. It is no error if there is none.
    pub async fn delete(&self, key: &ObjectKey) -> Result<(), StorageError> {
        let path = self.path(key);
        match self.ask(key.as_str(), async { self.0.client.delete(&path).await }).await {
            Err(StorageError::Missing { .. }) => Ok(()),
            deleted => deleted,
        }
    }

    /// Returns whether the storage answers, and knows the bucket and the keys.
    pub async fn probe(&self) -> Result<(), StorageError> {
        let prefix = Path::from(self.0.url.prefix.as_str());
        self.ask("", async { self.0.client.list(Some(&prefix)).next().await.transpose().map(drop) }).await
    }

    fn path(&self, key: &ObjectKey) -> Path {
        Path::from(format!("{}/{}", self.0.url.prefix, key.as_str()))
    }

    /// Waits for an answer, for a limited time, and remembers whether there was one.
    async fn ask<T>(
        &self,
        key: &str,
        request: impl Future<Output = Result<T, object_store::Error>>,
    ) -> Result<T, StorageError> {
        let Inner { url, keys, failures, .. } = &*self.0;
        let answer = match timeout(WHOLE, request).await {
            Ok(answer) => answer.map_err(|error| StorageError::of(&error, url, key, keys)),
            Err(_) => {
                let reason = format!("it takes longer than {} seconds", WHOLE.as_secs());
                Err(StorageError::Unreachable { place: url.clone(), reason })
            }
        };
        let failure = answer.as_ref().err().filter(|error| error.is_general());
        failures.fetch_add(answer.is_err().into(), Relaxed);
        *self.failed() = failure.map(|error| (Instant::now(), error.clone()));
        answer
    }

    fn failed(&self) -> MutexGuard<'_, Option<(Instant, StorageError)>> {
        self.0.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An object that is being stored. The storage drops it if it is not finished.
pub struct ObjectUpload {
    bucket: Bucket,
    key: ObjectKey,
    upload: Box<dyn MultipartUpload>,
}

impl ObjectUpload {
    /// Length of every part but the last, in bytes. Amazon takes none below 5 MiB, and 10,000 of them.
    pub const PART: usize = 8 * 1024 * 1024;

    /// Stores the next part.
    ///
    /// # Errors
    /// The storage failed. What it has is dropped.
    pub async fn put_part(&mut self, content: Bytes) -> Result<(), StorageError> {
        let stored = self.bucket.ask(self.key.as_str(), self.upload.put_part(content.into())).await;
        if stored.is_err() {
            let _ = self.bucket.ask(self.key.as_str(), self.upload.abort()).await;
        }
        stored
    }

    /// Makes an object of the parts.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn finish(mut self) -> Result<(), StorageError> {
        let complete = async { self.upload.complete().await.map(drop) };
        self.bucket.ask(self.key.as_str(), complete).await
    }
}

/// Shows no keys.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({})", self.0.url)
    }
}

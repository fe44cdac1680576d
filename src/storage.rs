//! Files outside the database: a bucket of S3-compatible storage, and what was read from it, kept in memory. Which files
//! are there is known to `store::files`.

mod bucket;
mod file_cache;
mod object_key;
mod site_mark;
mod storage_error;
mod stored_file;

pub use bucket::{Bucket, BucketState, ObjectUpload};
pub use file_cache::{CacheCounts, FileCache};
pub use object_key::{Checksum, KeyBatch, ObjectKey};
pub use site_mark::{BucketOwner, SiteMark};
pub use storage_error::StorageError;
pub use stored_file::{DigestBuilder, FileDigest, StoredFile, StoredPlace};

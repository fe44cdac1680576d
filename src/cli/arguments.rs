use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// A publishing site in one binary: posts, pages, comments, and one database file.
///
/// Without a command, Longan serves the site.
#[derive(Debug, Parser)]
#[command(name = "longan", version, about, long_about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The address to listen on, such as 127.0.0.1:3000 [LONGAN_ADDR]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub addr: Option<String>,
    /// The database; created when it is not there [LONGAN_DATABASE]
    #[arg(long, global = true, value_name = "FILE")]
    pub database: Option<PathBuf>,
    /// The settings; without it, Leptos.toml in this folder if there is one
    #[arg(long, global = true, value_name = "FILE", env = "LONGAN_CONFIG")]
    pub config: Option<PathBuf>,
    /// Leaves the sample site out of a new database
    #[arg(long)]
    pub empty: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the site until it is told to stop
    Serve {
        /// Leaves the sample site out of a new database
        #[arg(long)]
        empty: bool,
    },
    /// Takes content over from elsewhere
    Import {
        #[command(subcommand)]
        source: Source,
    },
    /// Looks whether settings and database are sound; the exit status says
    Check,
    /// Shows and moderates comments
    Comment {
        #[command(subcommand)]
        action: CommentAction,
    },
}

#[derive(Debug, Subcommand)]
pub enum Source {
    /// A WordPress export: Tools → Export → All content
    Wordpress {
        file: PathBuf,
        /// Only reports what would come in
        #[arg(long)]
        dry_run: bool,
    },
    /// A folder of Markdown files with front matter
    Markdown {
        folder: PathBuf,
        /// Only reports what would come in
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum CommentAction {
    /// Lists the comments that wait
    List,
    /// Publishes comments
    Approve {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Marks comments as spam
    Spam {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Takes comments away
    Trash {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
}

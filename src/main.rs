//! Entry point of the binary: parses the command line and runs the command.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use longan::cli::{Arguments, run};
use tracing_subscriber::EnvFilter;

/// musl's allocator, used by static binaries, serializes all threads.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("LONGAN_LOG");
    let mut filter = filter.unwrap_or_else(|_| EnvFilter::new(arguments.default_log_filter()));
    // It warns of errors in the HTML of a post, up to once per element.
    if let Ok(directive) = "html5ever=error".parse() {
        filter = filter.add_directive(directive);
    }
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr);
    match std::env::var("LONGAN_LOG_FORMAT").as_deref() {
        Ok("json") => log.json().flatten_event(true).init(),
        _ => log.with_ansi(std::io::stderr().is_terminal()).init(),
    }
    // With fewer threads, rendering can deadlock (leptos-rs/leptos issue 4647).
    let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    match runtime {
        Ok(runtime) => {
            let code = runtime.block_on(run(arguments));
            // Blocking tasks whose result nobody awaits must not delay the exit.
            runtime.shutdown_background();
            code
        }
        Err(error) => {
            eprintln!("longan: cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

//! The command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hamdel::config::Config;
use hamdel::start::{self, Started};
use hamdel::{app, demo, practice};
use tokio_util::sync::CancellationToken;

/// Hamdel: group therapy sessions, from the first check-in to the closing words.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Copy, Subcommand)]
enum Command {
    /// Serve (the default).
    Serve,
    /// Create a practice to try the application with, print a sign-in link for each role, and serve.
    Demo,
    /// Migrate the database to the current version, and stop.
    Migrate,
}

fn main() -> ExitCode {
    let Arguments { config, command } = Arguments::parse();
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(start::log_filter(std::env::var("HAMDEL_LOG").ok().as_deref()))
        .with_writer(std::io::stderr)
        .init();
    match run(&config, command.unwrap_or(Command::Serve)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hamdel: {error}");
            // EX_CONFIG of sysexits.h: the configuration cannot be used.
            ExitCode::from(78)
        }
    }
}

fn run(config: &Config, command: Command) -> Result<(), start::StartError> {
    // Created before the runtime and dropped after it: the database outlives every task that still writes.
    let cluster = start::cluster(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(start::StartError::Runtime)?;
    runtime.block_on(async {
        let stop = CancellationToken::new();
        start::stop_on_signal(stop.clone())?;
        let Started { app, listener } = match command {
            Command::Migrate => return start::migrate(config, cluster.as_ref()).await,
            Command::Serve => start::open(config, cluster.as_ref(), stop.clone()).await?,
            Command::Demo => start::demo(config, cluster.as_ref(), stop.clone()).await?,
        };
        if let Command::Demo = command {
            if !demo::fill(&app).await? {
                return Err(start::StartError::NotADemo);
            }
            println!("\nHamdel's demo is at {}\n", app.url.origin());
            for (label, link) in demo::links(&app).await? {
                println!("  {label:<46} {}", app.url.to(&link));
            }
            println!("\nEach link works once; run the command again for fresh ones. Ctrl-C stops.\n");
        } else if let Some(link) = practice::setup::link(&app).await? {
            println!("\nWelcome. To set up your practice, open (within seven days): {}\n", app.url.to(&link));
        }
        app::serve(listener, app, stop).await.map_err(start::StartError::Runtime)
    })
}

//! The live path under load, beside the smallest honest program that does the same without what makes it Hamdel.
//!
//! G groups with M listeners each, ideas at rate r spread over the groups. Both programs run as processes of their own on one
//! private durable PostgreSQL and are loaded in turn (A, B, A, B) by the same client code. Linux only: it reads /proc.

#![expect(clippy::disallowed_methods, reason = "the reference program has tables of its own")]

#[path = "live/load.rs"]
mod load;
#[path = "live/practice.rs"]
mod practice;
#[path = "live/process.rs"]
mod process;
#[path = "live/reference.rs"]
mod reference;
#[path = "live/session.rs"]
mod session;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, value_parser};
use hamdel::private_postgres::{Cluster, Settings};

use load::{Load, Round};
use process::Server;
use session::Led;

/// Measures the live path beside a bare reference.
#[derive(Parser)]
struct Arguments {
    /// Groups, each with a session in progress.
    #[arg(long, default_value_t = 10, value_parser = value_parser!(u16).range(1..=100))]
    groups: u16,
    /// Listeners of each group: a facilitator and members.
    #[arg(long, default_value_t = 14, value_parser = value_parser!(u16).range(2..=16))]
    listeners: u16,
    /// Ideas a second, over all groups.
    #[arg(long, default_value_t = 20, value_parser = value_parser!(u32).range(1..=1000))]
    rate: u32,
    /// Seconds of a round.
    #[arg(long, default_value_t = 15, value_parser = value_parser!(u32).range(1..=300))]
    seconds: u32,
    /// Rounds of each program.
    #[arg(long, default_value_t = 2, value_parser = value_parser!(u32).range(1..=20))]
    rounds: u32,
    /// What cargo passes on.
    #[arg(long, hide = true, global = true)]
    bench: bool,
    #[command(subcommand)]
    role: Option<Role>,
}

#[derive(Subcommand)]
enum Role {
    /// Leads whole sessions instead, many at once: turns, ideas and hands.
    Session(session::Arguments),
    /// To be the reference: the program starts itself so.
    #[command(hide = true)]
    Reference {
        #[arg(long)]
        listen: SocketAddr,
        #[arg(long)]
        database: String,
        #[arg(long)]
        frame: PathBuf,
    },
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(Role::Reference { listen, database, frame }) = &arguments.role {
        return runtime().block_on(reference::serve(*listen, database, frame));
    }
    let home = process::home();
    let programs = std::env::var_os("HAMDEL_PG_BIN").map(PathBuf::from);
    let settings = Settings { data_dir: home.path().join("postgres"), programs, durable: true };
    // Before the runtime, and dropped after everything that uses it.
    let cluster = Cluster::start(&settings).unwrap_or_else(|error| panic!("{error}"));
    match &arguments.role {
        Some(Role::Session(sessions)) => runtime().block_on(measure_sessions(sessions, &cluster, home.path())),
        _ => runtime().block_on(measure(&arguments, &cluster, home.path())),
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime")
}

async fn measure(arguments: &Arguments, cluster: &Cluster, home: &std::path::Path) {
    let groups = practice::make(cluster, home, arguments.groups, arguments.listeners, 1).await;
    let hamdel = Server::hamdel(cluster, home).await;
    let mut ours = Load::of_hamdel(&hamdel, groups).await;
    let frame = home.join("frame");
    std::fs::write(&frame, ours.sample().await).expect("written");
    let bare = Server::reference(cluster, home, &frame).await;
    let mut theirs = Load::of_reference(&bare, &ours);
    let (bytes, idle) = (std::fs::metadata(&frame).expect("the frame").len(), ours.crowd());
    println!(
        "{} groups × {} listeners, {} ideas/s for {} s, {} rounds each in turn; an event of about {bytes} bytes\n",
        arguments.groups, arguments.listeners, arguments.rate, arguments.seconds, arguments.rounds
    );
    let memory = [hamdel.memory_of(&mut ours).await, bare.memory_of(&mut theirs).await];
    let mut rounds: [Vec<Round>; 2] = Default::default();
    let lasting = Duration::from_secs(arguments.seconds.into());
    for round in 1..=arguments.rounds {
        for (at, (server, load)) in [(&hamdel, &mut ours), (&bare, &mut theirs)].into_iter().enumerate() {
            let done = load.round(server, cluster.pid(), arguments.rate, lasting).await;
            println!("round {round}, {:<9} {}", server.name, done.line());
            rounds[at].push(done);
        }
    }
    let [hamdel, reference] = rounds.map(Round::all);
    table(&hamdel, &reference, memory, idle);
}

async fn measure_sessions(arguments: &session::Arguments, cluster: &Cluster, home: &std::path::Path) {
    let groups = practice::make(cluster, home, arguments.sessions, session::PEOPLE, session::CONSOLES).await;
    let hamdel = Server::hamdel(cluster, home).await;
    let mut ours = Load::of_hamdel(&hamdel, groups).await;
    let frame = home.join("frame");
    std::fs::write(&frame, ours.sample().await).expect("written");
    let bare = Server::reference(cluster, home, &frame).await;
    let mut theirs = Load::of_reference(&bare, &ours);
    println!("{} sessions at once for {} s, {} rounds each in turn\n", arguments.sessions, arguments.lasting().as_secs(), arguments.rounds);
    let mut rounds: [Vec<Led>; 2] = Default::default();
    for round in 1..=arguments.rounds {
        for (at, (server, load)) in [(&hamdel, &mut ours), (&bare, &mut theirs)].into_iter().enumerate() {
            let led = load.lead(server, cluster.pid(), arguments).await;
            println!("round {round}, {:<9} {}", server.name, led.line());
            rounds[at].push(led);
        }
    }
    let [hamdel, reference] = rounds.map(Led::all);
    println!("\n| | Hamdel | reference | ratio |\n|---|---:|---:|---:|");
    for ((what, ours), (_, theirs)) in hamdel.rows().into_iter().zip(reference.rows()) {
        println!("| {what} | {ours:.2} | {theirs:.2} | {:.1} |", ours / theirs);
    }
}

fn table(hamdel: &Round, reference: &Round, memory: [f64; 2], idle: usize) {
    println!("\n| | Hamdel | reference | ratio |\n|---|---:|---:|---:|");
    let row = |what: &str, [a, b]: [f64; 2]| println!("| {what} | {a:.2} | {b:.2} | {:.1} |", a / b);
    let of = |what: fn(&Round) -> f64| [what(hamdel), what(reference)];
    row("posted → last listener, p50, ms", of(|round| round.latency(50)));
    row("posted → last listener, p99, ms", of(|round| round.latency(99)));
    row("posted → answered, p50, ms", of(|round| round.answer(50)));
    row("server CPU per idea, ms", of(Round::server_per_idea));
    row("PostgreSQL CPU per idea, ms", of(Round::database_per_idea));
    row("deliveries per CPU second of the server", of(Round::deliveries_per_cpu_second));
    row(&format!("memory per 1,000 idle listeners, MiB (measured with {idle})"), memory);
    row("ideas", of(|round| round.ideas() as f64));
    row("deliveries", of(|round| round.deliveries as f64));
}

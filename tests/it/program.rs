//! The program from outside: its output, and its refusals.

use std::process::Command;

use clap::Parser;
use hamdel::config::Config;
use hamdel::demo;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{TestPractice, World};

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    _config: Config,
}

#[test]
fn help_prints_no_secret_from_the_environment() {
    let secrets = ["DATABASE_URL", "HAMDEL_KEY_COMMAND", "HAMDEL_SMTP", "HAMDEL_SMS_URL", "HAMDEL_SMS_BODY", "HAMDEL_SMS_AUTHORIZATION"];
    let mut help = Command::new(env!("CARGO_BIN_EXE_hamdel"));
    for name in secrets {
        help.env(name, "vanadium");
    }
    let said = help.arg("--help").output().expect("the program");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(secrets.iter().all(|name| said.contains(name)) && !said.contains("vanadium"), "{said}");
    // A setting that is added later declares this itself.
    let open =
        ["LISTEN", "URL", "TRUSTED_PROXY", "DATA", "PG_BIN", "KEY_FILE", "POOL", "CLOSE_AFTER", "MAIL_FROM", "MAIL_PATIENCE", "QUICK_EXIT"];
    for setting in <Settings as clap::CommandFactory>::command().get_arguments() {
        let Some(name) = setting.get_env().and_then(|name| name.to_str()) else { continue };
        let is_open = name.strip_prefix("HAMDEL_").is_some_and(|name| open.contains(&name));
        assert!(is_open || setting.is_hide_env_values_set(), "{name} is either shown on purpose or hidden");
    }
}

#[sqlx::test(migrations = false)]
async fn the_demo_does_not_touch_a_practice_in_use(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.planned().await;
    let before = (world.count("person").await, world.count("token").await, world.count("outbox").await);
    assert!(!demo::fill(&world.app).await.expect("a database"));
    assert_eq!((world.count("person").await, world.count("token").await, world.count("outbox").await), before);
}

#[sqlx::test(migrations = false)]
async fn the_demo_recognises_its_own_practice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    assert!(demo::fill(&world.app).await.expect("a database") && demo::fill(&world.app).await.expect("a database"));
    assert_eq!(world.count("practice").await, 1);
    TestPractice::another(&world, Locale::En).await;
    assert!(!demo::fill(&world.app).await.expect("a database"), "not beside another");
}

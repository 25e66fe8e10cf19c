//! The key of another installation: the program serves nothing and writes nothing.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use hamdel::private_postgres::{Cluster, Settings};

use crate::app::{App, sql};

#[test]
fn with_another_key_the_program_refuses_to_start_and_writes_nothing() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let (mut app, _) = App::demo();
    runtime.block_on(app.ready());
    app.ask_to_stop();
    assert_eq!(app.ended().code(), Some(0), "{}", app.log());
    let (before, file) = (contents(&app), app.data().join("keys/master"));
    let right = fs::read_to_string(&file).expect("the key");
    let wrong = "5e".repeat(32);
    fs::write(&file, &wrong).expect("written");
    fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("mode");
    assert_eq!(app.start_in_vain().code(), Some(78), "{}", app.log());
    assert!(app.log().contains("the installation's key is not the one this database was sealed with"), "{}", app.log());
    assert_eq!(contents(&app), before, "nothing was written");
    assert_eq!(fs::read_to_string(&file).expect("the key"), wrong, "the file was left alone");
    fs::write(&file, right).expect("written");
    runtime.block_on(app.start());
}

/// Every row of every table, read without the program.
fn contents(app: &App) -> Vec<Vec<String>> {
    let programs = std::env::var_os("HAMDEL_PG_BIN").map(Into::into);
    let cluster = Cluster::start(&Settings { data_dir: app.data().join("postgres"), programs, durable: true }).expect("the database");
    let all = sql(
        &cluster.url(),
        "select schemaname, tablename, md5(query_to_xml(format('select t::text from %I.%I t order by 1', schemaname, tablename), true, true, '')::text)
         from pg_tables where schemaname in ('public', 'keys') order by 1, 2",
    );
    assert!(all.len() > 15, "{all:?}");
    all
}

//! Starts, restarts and possible locations.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    process::Command,
    thread,
};

use hamdel::private_postgres::{Cluster, Settings};

use super::{gone, home, psql, psql_command, settings, starter::Starter, wait_until_gone, we_are_root};

#[test]
fn the_server_starts_for_this_user_but_never_runs_as_root() {
    let home = home();
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    let server = fs::metadata(format!("/proc/{}", cluster.pid())).unwrap().uid();
    assert_ne!(server, 0);
    if !we_are_root() {
        assert_eq!(server, rustix::process::geteuid().as_raw());
    }
    assert_eq!(psql(&cluster.url(), "select current_database()"), "hamdel");
    assert_eq!(psql(&cluster.url(), "show listen_addresses"), "", "no network");
    let socket = fs::metadata(home.path().join("pg.socket")).unwrap();
    assert_eq!((socket.mode() & 0o777, socket.uid()), (0o700, server));
    let pid = cluster.pid();
    cluster.stop();
    assert!(gone(pid));
}

#[test]
fn an_unprivileged_user_can_run_it_too() {
    if !we_are_root() {
        return; // the test above has shown it
    }
    let home = home();
    let nobody = 65534;
    chown(home.path(), Some(nobody), None).unwrap();
    let (mut starter, pid, _url) = Starter::run(home.path(), Some(nobody));
    assert_eq!(fs::metadata(format!("/proc/{pid}")).unwrap().uid(), nobody);
    assert_eq!(fs::metadata(home.path().join("pg")).unwrap().uid(), nobody);
    starter.kill();
    wait_until_gone(pid);
    // Root uses the same data later and leaves its ownership unchanged.
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert_eq!(fs::metadata(format!("/proc/{}", cluster.pid())).unwrap().uid(), nobody);
}

#[test]
fn data_restored_by_root_is_given_to_the_server() {
    let home = home();
    Cluster::start(&settings(home.path())).unwrap().stop();
    if we_are_root() {
        let done = Command::new("chown").args(["-R", "0:0"]).arg(home.path().join("pg")).status().unwrap();
        assert!(done.success());
    }
    Cluster::start(&settings(home.path())).unwrap();
}

#[test]
fn a_warm_restart_keeps_the_data_and_is_durable_when_asked() {
    let home = home();
    let durable = Settings { durable: true, ..settings(home.path()) };
    let cluster = Cluster::start(&durable).unwrap();
    psql(&cluster.url(), "create table kept (n int); insert into kept values (7)");
    cluster.stop();
    assert!(!home.path().join("pg/postmaster.pid").exists(), "a clean stop");
    // The configuration files cannot weaken it.
    let auto = home.path().join("pg/postgresql.auto.conf");
    fs::write(&auto, "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n").unwrap();
    let cluster = Cluster::start(&durable).unwrap();
    assert_eq!(psql(&cluster.url(), "select n from kept"), "7");
    for setting in ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"] {
        assert_eq!(psql(&cluster.url(), &format!("show {setting}")), "on", "{setting}");
    }
}

#[test]
fn a_dropped_database_is_recreated() {
    let home = home();
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    psql(&cluster.url().replace("/hamdel?", "/template1?"), "drop database hamdel");
    cluster.stop();
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
}

#[test]
fn statement_parameters_never_reach_the_log() {
    let home = home();
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    psql(&cluster.url(), "create table secret (word text unique)");
    let twice = "insert into secret values ('pomegranate'), ('pomegranate')";
    assert!(!psql_command(&cluster.url(), twice).status().unwrap().success());
    assert!(!psql_command(&cluster.url(), "select 'pomegranate'::int").status().unwrap().success());
    cluster.stop();
    let log = fs::read_to_string(home.path().join("pg.log")).unwrap();
    assert!(log.contains("ready to accept connections"), "{log}");
    assert!(!log.contains("pomegranate"), "{log}");
}

#[test]
fn the_server_outlives_the_thread_that_started_it() {
    let home = home();
    let wanted = settings(home.path());
    let cluster = thread::spawn(move || Cluster::start(&wanted).unwrap()).join().unwrap();
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
    assert!(!gone(cluster.pid()));
}

#[test]
fn a_long_data_directory_gets_a_short_private_socket_that_is_cleared_away() {
    let home = home();
    let data_dir = home.path().join("d".repeat(120)).join("گروه, \"x\"");
    let cluster = Cluster::start(&settings(&data_dir)).unwrap();
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
    let link = data_dir.join("pg.socket.at");
    let place = fs::read_link(&link).unwrap();
    let owner = fs::metadata(format!("/proc/{}", cluster.pid())).unwrap().uid();
    let meta = fs::symlink_metadata(&place).unwrap();
    assert_eq!((meta.mode() & 0o777, meta.uid()), (0o700, owner));
    cluster.stop();
    assert!(!place.exists() && fs::symlink_metadata(&link).is_err());

    // After a kill the same directory is used again; a directory that others can enter is not.
    let (mut starter, pid, _) = Starter::run(&data_dir, None);
    let place = fs::read_link(&link).unwrap();
    starter.kill();
    wait_until_gone(pid);
    Cluster::start(&settings(&data_dir)).map(|_running| assert_eq!(fs::read_link(&link).unwrap(), place)).unwrap();
    fs::create_dir(&place).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
    std::os::unix::fs::symlink(&place, &link).unwrap();
    let cluster = Cluster::start(&settings(&data_dir)).unwrap();
    assert_ne!(fs::read_link(&link).unwrap(), place);
    assert_eq!(fs::read_dir(&place).unwrap().count(), 0);
    fs::remove_dir(&place).unwrap();
    drop(cluster);
}

#[test]
fn a_path_with_unusual_characters_works() {
    let home = home();
    let cluster = Cluster::start(&settings(&home.path().join("هم دل, \"x\" & 50%"))).unwrap();
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
}

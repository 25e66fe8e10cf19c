//! Killed, orphaned or half-created processes and files do not prevent the next start.

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    process::{Command, Stdio},
    thread,
};

use hamdel::private_postgres::Cluster;
use rustix::process::{Pid, Signal, kill_process};

use super::{
    gone, home, psql, psql_command, settings,
    starter::{Guard, Starter},
    wait_until_gone, we_are_root,
};

#[test]
fn stale_lock_files_with_the_id_of_a_live_process_do_not_prevent_a_start() {
    let home = home();
    Cluster::start(&settings(home.path())).unwrap().stop();
    let pg = home.path().join("pg");
    let owner = fs::metadata(&pg).unwrap();
    // PostgreSQL recognises only processes of its own user.
    let mut sleep = Command::new("sleep");
    sleep.arg("600");
    if we_are_root() {
        sleep.uid(owner.uid()).gid(owner.gid());
    }
    let mut bystander = Guard(sleep.spawn().unwrap());
    let stale = format!("{}\n{}\n1795000000\n5432\n{}\n", bystander.0.id(), pg.display(), home.path().join("pg.socket").display());
    for path in ["pg/postmaster.pid", "pg.socket/.s.PGSQL.5432.lock"].map(|path| home.path().join(path)) {
        fs::write(&path, &stale).unwrap();
        chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
    assert!(matches!(bystander.0.try_wait(), Ok(None)), "the bystander was not touched");
}

#[test]
fn a_start_after_a_double_kill_waits_for_orphans_and_recovers() {
    let home = home();
    let (mut starter, pid, url) = Starter::run(home.path(), None);
    psql(&url, "create table kept (n int); insert into kept values (7)");
    // A busy backend does not notice that its postmaster has ended.
    let mut busy = psql_command(&url, "select pg_backend_pid()");
    busy.args(["-c", "do $$ begin loop null; end loop; end $$"]);
    let mut busy = Guard(busy.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(busy.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let backend: u32 = line.trim().parse().unwrap();
    let at_work = format!("select count(*) from pg_stat_activity where pid = {backend} and state = 'active' and query like 'do%'");
    while psql(&url, &at_work) != "1" {
        thread::yield_now();
    }
    kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), Signal::KILL).unwrap();
    starter.kill();
    wait_until_gone(pid);
    assert!(!gone(backend), "the test needs an orphan");
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert!(gone(backend));
    assert_eq!(psql(&cluster.url(), "select n from kept"), "7");
}

#[test]
fn a_killed_server_is_restarted_until_it_is_stopped() {
    let home = home();
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    psql(&cluster.url(), "create table kept (n int); insert into kept values (7)");
    for _ in 0..2 {
        let pid = cluster.pid();
        kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), Signal::KILL).unwrap();
        while cluster.pid() == pid {
            thread::yield_now();
        }
        assert_eq!(psql(&cluster.url(), "select n from kept"), "7");
    }
    let last = cluster.pid();
    cluster.stop();
    assert!(gone(last));
}

#[test]
fn the_server_ends_with_the_process_that_started_it() {
    let home = home();
    let (mut starter, pid, url) = Starter::run(home.path(), None);
    psql(&url, "create table kept (n int); insert into kept values (7)");
    assert!(!gone(pid));
    starter.kill();
    wait_until_gone(pid);
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert_eq!(psql(&cluster.url(), "select n from kept"), "7");
}

#[test]
fn an_interrupted_first_start_leaves_nothing_incomplete() {
    let home = home();
    let new = home.path().join("pg.new");
    let mut starter = Starter::spawn(home.path(), None);
    while !new.join("global").exists() {
        assert!(matches!(starter.0.0.try_wait(), Ok(None)));
        thread::yield_now();
    }
    starter.kill();
    assert!(new.exists() && !home.path().join("pg").exists(), "interrupted half way");
    let cluster = Cluster::start(&settings(home.path())).unwrap();
    assert!(!new.exists());
    assert_eq!(psql(&cluster.url(), "select 1"), "1");
}

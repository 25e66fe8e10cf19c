//! The private PostgreSQL: how it starts, stops, recovers and refuses.

mod killed;
mod refused;
mod runs;
mod starter;

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use hamdel::private_postgres::Settings;
use tempfile::TempDir;

fn settings(data_dir: &Path) -> Settings {
    let programs = env::var_os("HAMDEL_PG_BIN").map(PathBuf::from);
    Settings { data_dir: data_dir.to_owned(), programs, durable: false }
}

/// A directory of the test's own that the server's user can traverse.
fn home() -> TempDir {
    let home = TempDir::new_in("/tmp").unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    home
}

fn we_are_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn psql(url: &str, sql: &str) -> String {
    let output = psql_command(url, sql).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{sql}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn psql_command(url: &str, sql: &str) -> Command {
    let mut command = Command::new("psql");
    command.args(["-XAtq", "-v", "ON_ERROR_STOP=1", url, "-c", sql]).stdin(Stdio::null());
    command
}

/// The process has ended, although its parent may not have reaped it yet.
fn gone(pid: u32) -> bool {
    match fs::read_to_string(format!("/proc/{pid}/status")) {
        Ok(status) => status.lines().any(|line| line.starts_with("State:") && (line.contains('Z') || line.contains('X'))),
        Err(_) => true,
    }
}

fn wait_until_gone(pid: u32) {
    for _ in 0..3000 {
        if gone(pid) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("process {pid} still runs");
}

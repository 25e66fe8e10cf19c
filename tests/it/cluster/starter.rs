//! A process that starts a server, so that tests can kill it: the test binary itself, in another role.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
};

use hamdel::private_postgres::{Cluster, Settings};
use tempfile::TempDir;

use super::{home, settings};

/// Makes the test binary act as the process that starts a server; the value is the data directory.
const ROLE: &str = "HAMDEL_TEST_STARTER";

/// A process that has started a server and waits to be killed.
pub(super) struct Starter(pub(super) Guard, #[expect(dead_code, reason = "keeps the program's copy")] Option<TempDir>);

impl Starter {
    pub(super) fn run(data_dir: &Path, uid: Option<u32>) -> (Self, u32, String) {
        let mut starter = Self::spawn(data_dir, uid);
        let out = BufReader::new(starter.0.0.stdout.as_mut().unwrap());
        let line = out.lines().map_while(Result::ok).find(|line| line.starts_with("started ")).expect("it starts");
        let mut words = line.split(' ').skip(1);
        let pid = words.next().unwrap().parse().unwrap();
        (starter, pid, words.next().unwrap().to_owned())
    }

    pub(super) fn spawn(data_dir: &Path, uid: Option<u32>) -> Self {
        let mut program = env::current_exe().unwrap();
        let mut copy = None;
        if uid.is_some() {
            // Another user may not be able to reach the build directory.
            let dir = home();
            program = dir.path().join("it");
            fs::copy(env::current_exe().unwrap(), &program).unwrap();
            copy = Some(dir);
        }
        let mut command = Command::new(program);
        command.args(["cluster::starter::starter_role", "--exact", "--nocapture"]).env(ROLE, data_dir).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        if let Some(uid) = uid {
            command.uid(uid).gid(uid);
        }
        Self(Guard(command.spawn().unwrap()), copy)
    }

    /// As the system does when memory runs out: without a chance to clean up.
    pub(super) fn kill(&mut self) {
        self.0.0.kill().unwrap();
        self.0.0.wait().unwrap();
    }
}

/// Ends a process when the test ends, for any reason.
pub(super) struct Guard(pub(super) Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}

/// Not a test: the process that other tests start and kill.
#[test]
fn starter_role() {
    let Some(data_dir) = env::var_os(ROLE) else {
        return;
    };
    let durable = Settings { durable: true, ..settings(Path::new(&data_dir)) };
    let cluster = Cluster::start(&durable).unwrap();
    println!("\nstarted {} {}", cluster.pid(), cluster.url());
    let _until_our_parent_ends = std::io::stdin().read_to_end(&mut Vec::new());
}

//! Servers as processes of their own, and what the system says they use.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hamdel::private_postgres::Cluster;
use tempfile::TempDir;

use crate::load::Load;
use crate::practice;

/// A server that ends with its measurement.
pub struct Server {
    /// Its name in the table.
    pub name: &'static str,
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

/// A directory that the user who runs PostgreSQL can enter.
pub fn home() -> TempDir {
    let home = TempDir::new_in("/tmp").expect("a directory");
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).expect("mode");
    home
}

impl Server {
    /// The program itself.
    pub async fn hamdel(cluster: &Cluster, home: &Path) -> Self {
        let address = free_address();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hamdel"));
        command.env("DATABASE_URL", cluster.url()).env("HAMDEL_DATA", home).env("HAMDEL_KEY_FILE", practice::key_file(home));
        command.env("HAMDEL_LISTEN", address.to_string()).env_remove("HAMDEL_URL").env_remove("HAMDEL_LOG");
        Self::run("Hamdel", address, command, home).await
    }

    /// The reference: this program in its other role.
    pub async fn reference(cluster: &Cluster, home: &Path, frame: &Path) -> Self {
        let address = free_address();
        let mut command = Command::new(std::env::current_exe().expect("our own path"));
        command.args(["reference", "--listen", &address.to_string(), "--database", &cluster.url(), "--frame"]).arg(frame);
        Self::run("reference", address, command, home).await
    }

    async fn run(name: &'static str, address: SocketAddr, mut command: Command, home: &Path) -> Self {
        let log = fs::File::create(home.join(format!("{name}.log"))).expect("log");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().expect("a server");
        let mut server = Self { name, address, child };
        while tokio::net::TcpStream::connect(address).await.is_err() {
            assert!(
                matches!(server.child.try_wait(), Ok(None)),
                "{name} ended: {:?}",
                fs::read_to_string(home.join(format!("{name}.log")))
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server
    }

    /// CPU seconds since its start.
    pub fn cpu(&self) -> f64 {
        stat(self.child.id()).expect("it runs").own
    }

    /// Memory for each 1,000 listeners to whom nothing is said, in MiB.
    pub async fn memory_of(&self, load: &mut Load) -> f64 {
        let before = self.resident();
        let crowd = load.open_crowd().await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let grown = self.resident() - before;
        let each = grown / f64::from(u32::try_from(crowd.len()).expect("few"));
        drop(crowd);
        each * 1000.0
    }

    /// Resident memory in MiB.
    fn resident(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("/proc");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("VmRSS");
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
        kib / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// CPU seconds of a PostgreSQL: its postmaster, the backends, and those that have ended.
pub fn database_cpu(postmaster: u32) -> f64 {
    let all = fs::read_dir("/proc").expect("/proc").flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let backends: f64 = all.filter_map(stat).filter(|stat| stat.parent == postmaster).map(|stat| stat.own).sum();
    let main = stat(postmaster).expect("it runs");
    backends + main.own + main.children
}

struct Stat {
    parent: u32,
    own: f64,
    children: f64,
}

/// What /proc/PID/stat says, in seconds (its unit is a hundredth on every Linux that this runs on).
fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before this may hold anything, spaces and brackets too.
    let fields: Vec<&str> = text[text.rfind(')')? + 2..].split(' ').collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok().map(|ticks| ticks / 100.0);
    Some(Stat { parent: fields.get(1)?.parse().ok()?, own: ticks(11)? + ticks(12)?, children: ticks(13)? + ticks(14)? })
}

/// A port outside the range that outgoing connections are given.
fn free_address() -> SocketAddr {
    loop {
        let address = SocketAddr::from(([127, 0, 0, 1], rand::random_range(20_000..30_000)));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}

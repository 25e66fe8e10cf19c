//! The program under test, as a separate process with its own data directory.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Far longer than any operation here takes; a wait this long is a failure.
pub const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(10);

/// The program and its data; dropping it ends both.
pub struct App {
    home: TempDir,
    port: u16,
    child: Option<Child>,
    /// Further settings, applied from the next start on.
    pub environment: Vec<(&'static str, String)>,
}

impl App {
    /// Starts for the first time, with the demo practice. Returns its sign-in links.
    pub fn demo() -> (Self, Vec<String>) {
        let home = TempDir::new_in("/tmp").expect("a directory");
        // The account that PostgreSQL runs as must be able to traverse the directory.
        fs::set_permissions(home.path(), Permissions::from_mode(0o755)).expect("mode");
        let mut app = Self { home, port: free_port(), child: None, environment: Vec::new() };
        let mut child = app.command("demo").stdout(Stdio::piped()).spawn().expect("the program");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        app.child = Some(child);
        let printed: Vec<String> = lines.take_while(|line| !line.contains("Ctrl-C stops")).collect();
        let links: Vec<String> = printed.iter().filter_map(|line| Some(line[line.find("http")?..].to_owned())).skip(1).collect();
        assert!(links.len() >= 3, "a link for each role: {printed:?}\n{}", app.log());
        (app, links)
    }

    /// The address that links begin with.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The address of the listener.
    pub fn address(&self) -> std::net::SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// The data directory.
    pub fn data(&self) -> &Path {
        self.home.path()
    }

    /// Starts the program (again) and returns when it is ready.
    pub async fn start(&mut self) {
        assert!(self.child.is_none(), "it runs");
        self.child = Some(self.command("serve").stdout(Stdio::null()).spawn().expect("the program"));
        self.ready().await;
    }

    /// Starts the program although it may refuse, and waits for its end.
    pub fn start_in_vain(&mut self) -> ExitStatus {
        assert!(self.child.is_none(), "it runs");
        self.child = Some(self.command("serve").stdout(Stdio::null()).spawn().expect("the program"));
        self.ended()
    }

    /// Waits until the program reports that it is ready. It must not end meanwhile.
    pub async fn ready(&mut self) {
        let url = format!("http://{}/readyz", self.address());
        let http = reqwest::Client::builder().timeout(Duration::from_secs(5)).build().expect("a client");
        let waiting = tokio::time::timeout(PATIENCE, async {
            loop {
                self.must_run();
                if http.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        assert!(waiting.await.is_ok(), "not ready in time:\n{}", self.log());
    }

    /// Asserts that the program has not ended.
    pub fn must_run(&mut self) {
        let status = self.child.as_mut().expect("started").try_wait().expect("status");
        assert!(status.is_none(), "the program ended by itself ({status:?}):\n{}", self.log());
    }

    /// Kills the program as the system does when memory runs out: it has no chance to clean up.
    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("started");
        child.kill().expect("it runs");
        child.wait().expect("status");
    }

    /// Asks the program to stop.
    pub fn ask_to_stop(&self) {
        kill_process(Pid::from_child(self.child.as_ref().expect("started")), Signal::TERM).expect("it runs");
    }

    /// Waits until the program has ended.
    pub fn ended(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("started");
        for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
            if let Some(status) = child.try_wait().expect("status") {
                return status;
            }
            std::thread::sleep(PAUSE);
        }
        let _gone = child.kill();
        let _reaped = child.wait();
        panic!("the program does not end:\n{}", self.log());
    }

    /// Kills the program's database server. Returns the process id.
    pub fn kill_postmaster(&self) -> u32 {
        let file = fs::read_to_string(self.data().join("postgres/pg/postmaster.pid")).expect("a database that runs");
        let number: i32 = file.lines().next().expect("a line").trim().parse().expect("a number");
        kill_process(Pid::from_raw(number).expect("a process"), Signal::KILL).expect("it runs");
        number.cast_unsigned()
    }

    /// Queries the database as its superuser, who sees every practice.
    pub fn sql(&self, query: &str) -> Vec<Vec<String>> {
        let url = format!("postgres://hamdel@localhost/hamdel?host={}", self.data().join("postgres/pg.socket").display());
        sql(&url, query)
    }

    /// The program's log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        self.data().join("stderr")
    }

    fn command(&self, what: &str) -> Command {
        let log: File = OpenOptions::new().create(true).append(true).open(self.log_path()).expect("log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_hamdel"));
        command.arg(what).env_remove("DATABASE_URL").env("HAMDEL_DATA", self.data()).env("HAMDEL_LISTEN", self.address().to_string());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.env("HAMDEL_LOG", "info,sqlx=warn").stdin(Stdio::null()).stderr(log);
        command
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        // In this order, so that the database has ended before its files are deleted.
        let _gone = kill_process(Pid::from_child(&child), Signal::TERM);
        for _ in 0..2000 {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        let _gone = child.kill();
        let _reaped = child.wait();
    }
}

/// Queries a database. Returns rows of fields.
pub fn sql(url: &str, query: &str) -> Vec<Vec<String>> {
    let mut command = Command::new("psql");
    command.args(["-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", url, "-c", query]).stdin(Stdio::null());
    let output = command.output().expect("psql");
    assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// A port outside the ephemeral range: otherwise an outgoing connection could take it while the program is down.
fn free_port() -> u16 {
    loop {
        let port = rand::random_range(20_000..30_000);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

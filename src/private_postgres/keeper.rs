//! The server process and the thread that supervises it.

use std::{
    convert::Infallible,
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom},
    os::unix::{fs::OpenOptionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use super::{
    error::{ClusterError, at, tail},
    leftovers,
};

/// The pause between two checks of a process or file.
const PAUSE: Duration = Duration::from_millis(10);
/// Checks before a start counts as failed: recovery after a crash may take its time (ten minutes).
const READY_WITHIN: u32 = 60_000;
/// Checks that a fast shutdown may take (20 seconds: it writes a checkpoint), then an immediate one (5 seconds).
const STOPS: [(Signal, u32); 2] = [(Signal::INT, 2000), (Signal::QUIT, 500)];
/// The pause between two checks whether the server still runs.
const WATCH_PAUSE: Duration = Duration::from_millis(200);
/// Checks of a running server after which earlier exits are forgotten (a minute).
const STEADY: u32 = 300;
/// The longest pause before a restart of a server that exited by itself; the first pause is one check, and each later one doubles.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// From this size in bytes on, the log of earlier runs is put aside.
const LONG_LOG: u64 = 1 << 20;

/// A running server. Dropping it stops the server and waits for its exit.
///
/// The death signal of a child is sent when the *thread* that started it ends, so one thread starts the server and stays until the server
/// has stopped. A server that exits by itself (killed, or for lack of disk or memory) is restarted.
#[derive(Debug)]
pub(super) struct Supervisor {
    pid: Arc<AtomicU32>,
    stop: Option<Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

/// What it takes to start the server.
pub(super) struct ServerSettings {
    pub(super) pg: PathBuf,
    /// The directory of its socket.
    pub(super) socket: PathBuf,
    pub(super) log: PathBuf,
    pub(super) command: Box<dyn Fn() -> Command + Send>,
}

impl Supervisor {
    /// Starts the server and returns when it accepts connections.
    pub(super) fn start(settings: ServerSettings) -> Result<Self, ClusterError> {
        let (report, outcome) = mpsc::channel();
        let (stop, stopped) = mpsc::channel::<Infallible>();
        let pid = Arc::new(AtomicU32::new(0));
        let shared_pid = Arc::clone(&pid);
        let supervise = move || match launch(&settings, &stopped) {
            Ok(child) => {
                shared_pid.store(child.id(), Ordering::SeqCst);
                // Sending fails only when the caller has gone; the stop sender is dropped then as well.
                let _caller_gone = report.send(Ok(()));
                keep_running(&settings, child, &shared_pid, &stopped);
            }
            Err(error) => drop(report.send(Err(error))),
        };
        let started = thread::Builder::new().name("postgres keeper".to_owned()).spawn(supervise);
        let thread = started.map_err(|source| ClusterError::Run { program: "a thread".into(), source })?;
        match outcome.recv() {
            Ok(Ok(())) => Ok(Self { pid, stop: Some(stop), thread: Some(thread) }),
            Ok(Err(error)) => Err(error),
            Err(mpsc::RecvError) => {
                Err(ClusterError::Run { program: "postgres".into(), source: std::io::Error::other("its keeper ended") })
            }
        }
    }

    /// The process id of the postmaster; it changes with a restart.
    pub(super) fn pid(&self) -> u32 {
        self.pid.load(Ordering::SeqCst)
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

/// Supervises the server until it is to stop, and restarts it when it exits by itself.
fn keep_running(settings: &ServerSettings, child: Child, pid: &AtomicU32, stopped: &Receiver<Infallible>) {
    let mut server = Some(child);
    let (mut exits, mut checks) = (0_u32, 0_u32);
    loop {
        let mut pause = WATCH_PAUSE;
        if let Some(child) = &mut server {
            checks = checks.saturating_add(1);
            if checks == STEADY {
                exits = 0;
            }
            if let Some(status) = exit_status(child) {
                tracing::error!(%status, "the private PostgreSQL ended by itself; it is started again");
                server = None;
            }
        } else {
            match relaunch(settings, stopped) {
                Ok(child) => {
                    tracing::info!("the private PostgreSQL runs again");
                    pid.store(child.id(), Ordering::SeqCst);
                    server = Some(child);
                    checks = 0;
                }
                Err(error) => tracing::error!(%error, "the private PostgreSQL does not start; it is tried again"),
            }
        }
        if server.is_none() {
            pause = WATCH_PAUSE.saturating_mul(1 << exits.min(8)).min(LONGEST_PAUSE);
            exits += 1;
        }
        if is_stopped_within(stopped, pause) {
            break;
        }
    }
    if let Some(mut child) = server {
        shut_down(&mut child);
    }
}

fn exit_status(child: &mut Child) -> Option<ExitStatus> {
    child.try_wait().ok().flatten()
}

fn is_stopped_within(stopped: &Receiver<Infallible>, pause: Duration) -> bool {
    matches!(stopped.recv_timeout(pause), Err(RecvTimeoutError::Disconnected))
}

/// Starts the server after its own exit: its backends may have outlived it, and its files are still there.
fn relaunch(settings: &ServerSettings, stopped: &Receiver<Infallible>) -> Result<Child, ClusterError> {
    if leftovers::wait_for_silence(&settings.pg)? {
        leftovers::remove_lock_files(&settings.pg, &settings.socket)?;
    }
    launch(settings, stopped)
}

fn launch(settings: &ServerSettings, stopped: &Receiver<Infallible>) -> Result<Child, ClusterError> {
    let ServerSettings { pg, log, .. } = settings;
    let file = open_log(log).map_err(at(log))?;
    let begin = file.metadata().map_err(at(log))?.len();
    let errors = file.try_clone().map_err(at(log))?;
    let mut command = (settings.command)();
    // Its own process group, so that Ctrl-C in a terminal reaches us first and the server stops last.
    command.current_dir(pg).stdout(file).stderr(errors).stdin(Stdio::null()).process_group(0);
    let mut child = command.spawn().map_err(|source| ClusterError::Run { program: command.get_program().into(), source })?;
    match await_ready(&mut child, &pg.join("postmaster.pid"), stopped) {
        Ok(()) => Ok(child),
        Err(how) => {
            shut_down(&mut child);
            Err(ClusterError::Start { how, log: log.clone(), lines: written_since(log, begin) })
        }
    }
}

/// Opens the log for appending; a long one is put aside first, so that at most two are kept.
fn open_log(log: &Path) -> std::io::Result<File> {
    if fs::metadata(log).is_ok_and(|meta| meta.len() > LONG_LOG) {
        fs::rename(log, log.with_extension("log.old"))?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(log)
}

/// Waits until the server is ready; the error says how it failed.
fn await_ready(child: &mut Child, pid_file: &Path, stopped: &Receiver<Infallible>) -> Result<(), String> {
    for _ in 0..READY_WITHIN {
        if fs::read_to_string(pid_file).is_ok_and(|text| says_ready(&text, child.id())) {
            return Ok(());
        }
        match child.try_wait() {
            Ok(None) if is_stopped_within(stopped, PAUSE) => return Err("it was asked to stop".to_owned()),
            Ok(None) => {}
            Ok(Some(status)) => return Err(status.to_string()),
            Err(error) => return Err(error.to_string()),
        }
    }
    Err("it was not ready after ten minutes".to_owned())
}

/// Reads `postmaster.pid`: the first line is the process id, the eighth the state.
fn says_ready(text: &str, pid: u32) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.next().and_then(|line| line.parse().ok()) == Some(pid) && lines.nth(6) == Some("ready")
}

/// Fast shutdown, then immediate, then kill; bounded in time, and the process is reaped.
fn shut_down(child: &mut Child) {
    for (signal, checks) in STOPS {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        let _already_exited = kill_process(Pid::from_child(child), signal);
        for _ in 0..checks {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(PAUSE);
        }
    }
    let _already_exited = child.kill();
    let _reaped = child.wait();
}

fn written_since(log: &Path, begin: u64) -> String {
    let mut written = Vec::new();
    let read = File::open(log).and_then(|mut file| {
        file.seek(SeekFrom::Start(begin))?;
        file.read_to_end(&mut written)
    });
    read.map_or_else(|error| error.to_string(), |_| tail(&written))
}

#[cfg(test)]
mod tests {
    use super::says_ready;

    #[test]
    fn only_our_own_server_in_state_ready_is_ready() {
        let file = |pid, state| format!("{pid}\n/data/pg\n1795000000\n5432\n/data/pg.socket\n\n 123 4\n{state}\n");
        assert!(says_ready(&file(7, "ready   "), 7));
        assert!(!says_ready(&file(8, "ready   "), 7), "another process");
        assert!(!says_ready(&file(7, "starting"), 7));
        assert!(!says_ready("7\n/data/pg\n", 7), "still being written");
    }
}

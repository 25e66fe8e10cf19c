//! What a killed server leaves behind: processes that must end first, then files that would stop the next one.

use std::{fs, io::ErrorKind, os::unix::fs::MetadataExt, path::Path, thread, time::Duration};

use rustix::process::{Pid, Signal, kill_process};

use super::error::{ClusterError, at};

/// The pause between two checks of the processes.
const PAUSE: Duration = Duration::from_millis(20);
/// Checks before an earlier postmaster is asked to stop: usually its death signal is already on the way.
const PATIENCE: u32 = 50;
/// Checks before remaining processes get SIGQUIT, as backends do when a server crashes (a fast stop of a large database takes a while).
const QUIT_AFTER: u32 = 1500;
/// Checks before we give up.
const GIVE_UP_AFTER: u32 = 2000;

/// Waits until no process of an earlier server works in `dir`. Only the holder of the lock of the data directory may call it.
///
/// Backends that outlive their postmaster still write to the files; a new server beside them would damage data. Returns whether it could
/// check at all: without /proc it cannot, and PostgreSQL's own check decides.
pub(super) fn wait_for_silence(dir: &Path) -> Result<bool, ClusterError> {
    if !dir.exists() {
        return Ok(true);
    }
    let mut pids = Vec::new();
    for check in 0..GIVE_UP_AFTER {
        match processes_in(dir) {
            None => return Ok(false),
            Some(found) if found.is_empty() => return Ok(true),
            Some(found) => pids = found,
        }
        let postmaster = postmaster(dir).filter(|pid| pids.contains(pid));
        match postmaster {
            Some(pid) if check == PATIENCE => send(pid, Signal::INT),
            // No postmaster is left to end these, and a busy one would not notice for as long as its query takes.
            None if check >= PATIENCE && check % PATIENCE == 0 => pids.iter().for_each(|pid| send(*pid, Signal::QUIT)),
            Some(pid) if check == QUIT_AFTER => send(pid, Signal::QUIT),
            _ => {}
        }
        thread::sleep(PAUSE);
    }
    let pids: Vec<String> = pids.iter().map(|pid| pid.as_raw_nonzero().to_string()).collect();
    Err(ClusterError::StillRunning { dir: dir.to_owned(), pids: pids.join(", ") })
}

/// Removes the pid and lock files of a server that has certainly exited: PostgreSQL trusts any live process with that id.
pub(super) fn remove_lock_files(pg: &Path, socket_dir: &Path) -> Result<(), ClusterError> {
    let stale = [pg.join("postmaster.pid"), socket_dir.join(".s.PGSQL.5432"), socket_dir.join(".s.PGSQL.5432.lock")];
    for path in stale {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// PostgreSQL's processes whose working directory is `dir`; `None` without /proc.
fn processes_in(dir: &Path) -> Option<Vec<Pid>> {
    let file_id = |path: &Path| fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()));
    file_id(Path::new("/proc/self/cwd"))?;
    let wanted = file_id(dir)?;
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw) else {
            continue;
        };
        let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if matches!(name.trim(), "postgres" | "postmaster" | "initdb") && file_id(&entry.path().join("cwd")) == Some(wanted) {
            found.push(pid);
        }
    }
    Some(found)
}

fn postmaster(dir: &Path) -> Option<Pid> {
    let file = fs::read_to_string(dir.join("postmaster.pid")).ok()?;
    let number: i32 = file.lines().next()?.trim().parse().ok()?;
    // initdb's own backends write a negative id: they have no postmaster.
    (number > 0).then(|| Pid::from_raw(number))?
}

/// A process that has just exited by itself is as good.
fn send(pid: Pid, signal: Signal) {
    let _already_exited = kill_process(pid, signal);
}

//! What a server that was killed leaves behind: processes that must end first, then files that would stop the next one.

use std::{fs, io::ErrorKind, os::unix::fs::MetadataExt, path::Path, thread, time::Duration};

use rustix::process::{Pid, Signal, kill_process};

use super::error::{ClusterError, at};

/// How long one look at the processes is apart from the next.
const PAUSE: Duration = Duration::from_millis(20);
/// Looks before an earlier postmaster is asked to stop: usually its death signal is already on the way.
const PATIENCE: u32 = 50;
/// Looks before whoever is left is told to quit at once, as backends do when a server crashes (a fast stop of a large database takes a while).
const QUIT_AFTER: u32 = 1500;
/// Looks before we give up.
const GIVE_UP_AFTER: u32 = 2000;

/// Waits until no process of an earlier server works in `dir`. Only for the holder of the data directory's lock.
///
/// Backends that outlive their postmaster still write to the files; a new server beside them would damage data.
/// Says whether it could look at all: without /proc it cannot, and then PostgreSQL's own check has the last word.
pub(super) fn wait_for_silence(dir: &Path) -> Result<bool, ClusterError> {
    if !dir.exists() {
        return Ok(true);
    }
    let mut pids = Vec::new();
    for look in 0..GIVE_UP_AFTER {
        match processes_in(dir) {
            None => return Ok(false),
            Some(found) if found.is_empty() => return Ok(true),
            Some(found) => pids = found,
        }
        let postmaster = postmaster(dir).filter(|pid| pids.contains(pid));
        match postmaster {
            Some(pid) if look == PATIENCE => send(pid, Signal::INT),
            // Nobody is left to end these, and a busy one would not notice for as long as its query takes.
            None if look >= PATIENCE && look % PATIENCE == 0 => pids.iter().for_each(|pid| send(*pid, Signal::QUIT)),
            Some(pid) if look == QUIT_AFTER => send(pid, Signal::QUIT),
            _ => {}
        }
        thread::sleep(PAUSE);
    }
    let pids: Vec<String> = pids.iter().map(|pid| pid.as_raw_nonzero().to_string()).collect();
    Err(ClusterError::StillRunning { dir: dir.to_owned(), pids: pids.join(", ") })
}

/// Removes the pid and lock files of a server that is certainly gone: PostgreSQL believes any live process with that number.
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

/// PostgreSQL's processes whose working directory is `dir`; nothing when the machine cannot tell.
fn processes_in(dir: &Path) -> Option<Vec<Pid>> {
    let place = |path: &Path| fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()));
    place(Path::new("/proc/self/cwd"))?;
    let wanted = place(dir)?;
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw) else {
            continue;
        };
        let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if matches!(name.trim(), "postgres" | "postmaster" | "initdb") && place(&entry.path().join("cwd")) == Some(wanted) {
            found.push(pid);
        }
    }
    Some(found)
}

fn postmaster(dir: &Path) -> Option<Pid> {
    let file = fs::read_to_string(dir.join("postmaster.pid")).ok()?;
    let number: i32 = file.lines().next()?.trim().parse().ok()?;
    // initdb's own backends write theirs negative: they have no postmaster.
    (number > 0).then(|| Pid::from_raw(number))?
}

/// A process that has just ended by itself is as good.
fn send(pid: Pid, signal: Signal) {
    let _gone = kill_process(pid, signal);
}

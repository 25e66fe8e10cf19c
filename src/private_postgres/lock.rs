//! One instance per data directory.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    time::Duration,
};

use super::error::{ClusterError, at};

/// The number of attempts, and the pause between them.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(10);

/// Takes the lock of a data directory; it is released when the file is dropped or this process ends, however it ends.
pub(super) fn take(data_dir: &Path) -> Result<File, ClusterError> {
    let path = data_dir.join("hamdel.lock");
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
    let mut file = open.map_err(at(&path))?;
    // A program that another thread is starting holds, for a moment, copies of all our open files: a lock just released then still looks
    // held.
    let mut tries = 0;
    let outcome = loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if tries < TRIES => std::thread::sleep(PAUSE),
            outcome => break outcome,
        }
        tries += 1;
    };
    match outcome {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let holder = file.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
            return Err(ClusterError::Taken { dir: data_dir.to_owned(), holder });
        }
        Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
    }
    file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(at(&path))?;
    Ok(file)
}

//! The first start: the data directory appears complete or not at all.

use std::{
    fs::{self, DirBuilder, File},
    io::ErrorKind,
    os::unix::fs::DirBuilderExt,
    path::Path,
};

use super::{
    account::Account,
    error::{ClusterError, at, tail},
    leftovers,
    programs::Programs,
};

/// The name of the superuser and of the application database.
pub(super) const NAME: &str = "hamdel";

/// The major version that wrote the data in `pg`; `None` when there is no data yet.
pub(super) fn data_major(pg: &Path) -> Result<Option<u32>, ClusterError> {
    let path = pg.join("PG_VERSION");
    match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().map(Some).map_err(|_| ClusterError::NotACluster { dir: pg.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound && pg.symlink_metadata().is_err() => Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(ClusterError::NotACluster { dir: pg.to_owned() }),
        Err(error) => Err(at(&path)(error)),
    }
}

/// Creates a cluster in `pg` by way of `pg.new`, and first removes what an interrupted first start left there.
pub(super) fn create(pg: &Path, programs: &Programs, account: &Account, durable: bool) -> Result<(), ClusterError> {
    let new = pg.with_extension("new");
    leftovers::wait_for_silence(&new)?;
    if let Err(error) = fs::remove_dir_all(&new)
        && error.kind() != ErrorKind::NotFound
    {
        return Err(at(&new)(error));
    }
    DirBuilder::new().mode(0o700).create(&new).map_err(at(&new))?;
    account.hand_over(&new)?;
    initdb(&new, programs, account, durable)?;
    fs::rename(&new, pg).map_err(at(&new))?;
    let parent = pg.parent().unwrap_or(pg);
    File::open(parent).and_then(|dir| dir.sync_all()).map_err(at(parent))
}

fn initdb(new: &Path, programs: &Programs, account: &Account, durable: bool) -> Result<(), ClusterError> {
    let program = programs.bin.join("initdb");
    let mut command = account.command(&program, "KILL");
    // Trust is safe here: the only way in is a socket in a directory that only the server's user may enter.
    command.args(["-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
    if !durable {
        command.arg("--no-sync");
    }
    // Its working directory makes it visible to `wait_for_silence` if we are killed.
    command.arg("-D").arg(new).current_dir(new);
    let output = command.output().map_err(|source| ClusterError::Run { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    Err(ClusterError::Initdb { output: tail(&[output.stdout, output.stderr].concat()) })
}

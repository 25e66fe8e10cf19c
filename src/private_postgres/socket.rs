//! The directory of the unix socket: private to the server's user, and short enough for a socket path.

use std::{
    fs::{self, DirBuilder, Metadata},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, symlink},
    path::{Path, PathBuf},
};

use super::{
    account::Account,
    error::{ClusterError, at},
};

/// The most bytes of a socket path (`sun_path` holds 108, one of them the closing zero).
const LONGEST: usize = 107;
/// The longest name that PostgreSQL puts into the directory, with the slash before it.
const NAME: &str = "/.s.PGSQL.5432.lock";

#[derive(Debug)]
pub(super) struct SocketDir {
    /// Absolute, and valid UTF-8 since it goes into a URL.
    pub(super) path: PathBuf,
    /// The link in the data directory that points to it, when it had to be elsewhere.
    link: Option<PathBuf>,
}

impl SocketDir {
    /// Creates the directory or reuses that of an earlier run: inside the data directory, or elsewhere where that path is too long.
    pub(super) fn ready(data_dir: &Path, account: &Account) -> Result<Self, ClusterError> {
        let inside = data_dir.join("pg.socket");
        // PostgreSQL's own programs would read a comma as two hosts.
        let plain = inside.to_str().is_some_and(|path| !path.contains(','));
        let fits = plain && inside.as_os_str().len() + NAME.len() <= LONGEST;
        let link = data_dir.join("pg.socket.at");
        let earlier = fs::read_link(&link).ok().filter(|path| is_trusted(path, account));
        if fits {
            if !inside.is_dir() {
                create_dir(&inside).map_err(at(&inside))?;
            }
            account.hand_over(&inside)?;
            return Ok(Self { path: inside, link: None });
        }
        if let Some(path) = earlier {
            return Ok(Self { path, link: Some(link) });
        }
        let path = create_elsewhere()?;
        account.hand_over(&path)?;
        if let Err(error) = fs::remove_file(&link)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(at(&link)(error));
        }
        symlink(&path, &link).map_err(at(&link))?;
        Ok(Self { path, link: Some(link) })
    }

    /// Removes a directory outside the data directory, once the server has stopped.
    pub(super) fn clear(&self) {
        if let Some(link) = &self.link
            && fs::remove_dir(&self.path).is_ok()
        {
            let _kept_is_harmless = fs::remove_file(link);
        }
    }
}

/// Creates a directory with an unguessable name, where other users can neither rename nor replace it.
fn create_elsewhere() -> Result<PathBuf, ClusterError> {
    let mut refused = None;
    for parent in ["/run", "/tmp"] {
        let parent = Path::new(parent);
        if !parent.metadata().is_ok_and(|meta| keeps_entries(&meta)) {
            continue;
        }
        let path = parent.join(format!("hamdel-{}", uuid::Uuid::new_v4().simple()));
        match create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) => refused = Some((path, error)),
        }
    }
    let (path, error) = refused.unwrap_or_else(|| (PathBuf::from("/tmp"), ErrorKind::PermissionDenied.into()));
    Err(at(&path)(error))
}

/// Whether other users cannot rename our entries: the directory is owned by root, and not writable by all or sticky.
fn keeps_entries(meta: &Metadata) -> bool {
    meta.is_dir() && meta.uid() == 0 && (meta.mode() & 0o022 == 0 || meta.mode() & 0o1000 != 0)
}

/// Fails when anything exists there, a link included.
fn create_dir(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Whether the directory of an earlier run is still ours: a real directory of the server's user that no one else may enter.
fn is_trusted(path: &Path, account: &Account) -> bool {
    path.to_str().is_some()
        && path.parent().is_some_and(|parent| parent.metadata().is_ok_and(|meta| keeps_entries(&meta)))
        && path.symlink_metadata().is_ok_and(|meta| meta.is_dir() && meta.uid() == account.uid && meta.mode() & 0o077 == 0)
}

//! The directory of the server's unix socket: private to the server's user, and short enough for a socket's path.

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

/// How many bytes a socket's path may have (`sun_path` holds 108, one of them the closing zero).
const LONGEST: usize = 107;
/// The longest name that PostgreSQL puts into the directory, with the slash before it.
const NAME: &str = "/.s.PGSQL.5432.lock";

/// The socket's directory, made ready.
#[derive(Debug)]
pub(super) struct SocketDir {
    /// Where it is: absolute, and valid UTF-8 since it goes into a URL.
    pub(super) path: PathBuf,
    /// The link in the data directory that names it, when it had to be elsewhere.
    link: Option<PathBuf>,
}

impl SocketDir {
    /// Makes the directory, or takes the one of an earlier run: inside the data directory, or where that path is too long, elsewhere.
    pub(super) fn ready(data_dir: &Path, account: &Account) -> Result<Self, ClusterError> {
        let inside = data_dir.join("pg.socket");
        // A comma would read as two hosts in PostgreSQL's own programs.
        let plain = inside.to_str().is_some_and(|path| !path.contains(','));
        let fits = plain && inside.as_os_str().len() + NAME.len() <= LONGEST;
        let link = data_dir.join("pg.socket.at");
        let earlier = fs::read_link(&link).ok().filter(|path| trusted(path, account));
        if fits {
            if !inside.is_dir() {
                make(&inside).map_err(at(&inside))?;
            }
            account.hand_over(&inside)?;
            return Ok(Self { path: inside, link: None });
        }
        if let Some(path) = earlier {
            return Ok(Self { path, link: Some(link) });
        }
        let path = make_elsewhere()?;
        account.hand_over(&path)?;
        if let Err(error) = fs::remove_file(&link)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(at(&link)(error));
        }
        symlink(&path, &link).map_err(at(&link))?;
        Ok(Self { path, link: Some(link) })
    }

    /// Takes away a directory that is not in the data directory, once the server has stopped.
    pub(super) fn clear(&self) {
        if let Some(link) = &self.link
            && fs::remove_dir(&self.path).is_ok()
        {
            let _kept_is_harmless = fs::remove_file(link);
        }
    }
}

/// A directory with a name nobody can have guessed, where other users can neither rename nor replace it.
fn make_elsewhere() -> Result<PathBuf, ClusterError> {
    let mut refused = None;
    for parent in ["/run", "/tmp"] {
        let parent = Path::new(parent);
        if !parent.metadata().is_ok_and(|meta| keeps_entries(&meta)) {
            continue;
        }
        let path = parent.join(format!("hamdel-{}", uuid::Uuid::new_v4().simple()));
        match make(&path) {
            Ok(()) => return Ok(path),
            Err(error) => refused = Some((path, error)),
        }
    }
    let (path, error) = refused.unwrap_or_else(|| (PathBuf::from("/tmp"), ErrorKind::PermissionDenied.into()));
    Err(at(&path)(error))
}

/// Whether others cannot move our entries about: the directory is root's, and not open to all or sticky.
fn keeps_entries(meta: &Metadata) -> bool {
    meta.is_dir() && meta.uid() == 0 && (meta.mode() & 0o022 == 0 || meta.mode() & 0o1000 != 0)
}

/// Fails when anything is there already, a link included.
fn make(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Whether a remembered directory is still the one we made: a real directory of the server's user that nobody else may enter.
fn trusted(path: &Path, account: &Account) -> bool {
    path.to_str().is_some()
        && path.parent().is_some_and(|parent| parent.metadata().is_ok_and(|meta| keeps_entries(&meta)))
        && path.symlink_metadata().is_ok_and(|meta| meta.is_dir() && meta.uid() == account.uid && meta.mode() & 0o077 == 0)
}

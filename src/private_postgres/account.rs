//! The user that the server runs as, and how its programs are launched.

use std::{
    env,
    os::unix::{
        fs::{MetadataExt, lchown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
};

use super::error::{ClusterError, at};

/// The environment variables that PostgreSQL's programs receive; our own settings may hold secrets, and `PG*` would change their behaviour.
const PASSED_ON: [&str; 3] = ["PATH", "LD_LIBRARY_PATH", "TMPDIR"];

/// Ends a program at once when its intended parent has already exited: a death signal requested after that death never arrives.
const EXIT_IF_ORPHANED: &str = r#"[ "$PPID" = "$0" ] || exit 1; exec "$@""#;

/// Launches programs as the server's user.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account {
    /// User and group to switch to; `None` when we already run as that user.
    switch_to: Option<(u32, u32)>,
    /// The user that owns the server's files.
    pub(super) uid: u32,
    setpriv: bool,
}

impl Account {
    /// Chooses the user that runs the server whose data is (or will be) in `pg`.
    ///
    /// An ordinary user runs it as itself. PostgreSQL refuses root, so root runs it as the owner of the data, else `postgres`, else
    /// `nobody`.
    pub(super) fn for_data(pg: &Path) -> Result<Self, ClusterError> {
        let euid = rustix::process::geteuid().as_raw();
        let owner = pg.symlink_metadata().ok().map(|meta| (meta.uid(), meta.gid()));
        let setpriv = Command::new("setpriv").args(["--pdeathsig", "keep", "true"]).stderr(Stdio::null()).status();
        let setpriv = setpriv.is_ok_and(|status| status.success());
        if euid != 0 {
            return match owner {
                Some((owner, _)) if owner != euid => Err(ClusterError::NotOurs { dir: pg.to_owned(), owner }),
                _ => Ok(Self { switch_to: None, uid: euid, setpriv }),
            };
        }
        let ids = owner.filter(|(uid, _)| *uid != 0).or_else(|| ids_of("postgres")).or_else(|| ids_of("nobody"));
        let (uid, gid) = ids.ok_or(ClusterError::NoAccount)?;
        Ok(Self { switch_to: Some((uid, gid)), uid, setpriv })
    }

    /// A command that runs as the server's user and gets `signal` when the thread that spawns it ends (where setpriv exists).
    pub(super) fn command(&self, program: &Path, signal: &str) -> Command {
        let mut command = if self.setpriv {
            // setpriv requests the signal after it has changed the user; the other way round the kernel would clear it.
            let mut command = Command::new("setpriv");
            if let Some((uid, gid)) = self.switch_to {
                command.args(["--reuid", &uid.to_string(), "--regid", &gid.to_string(), "--clear-groups"]);
            }
            command.args(["--pdeathsig", signal, "--", "sh", "-c", EXIT_IF_ORPHANED, &std::process::id().to_string()]);
            command.arg(program);
            command
        } else {
            let mut command = Command::new(program);
            if let Some((uid, gid)) = self.switch_to {
                command.gid(gid).uid(uid);
            }
            command
        };
        command.env_clear().env("LC_ALL", "C").stdin(Stdio::null()).current_dir("/");
        command.envs(PASSED_ON.iter().filter_map(|name| Some((name, env::var_os(name)?))));
        command
    }

    /// Changes the owner of a path and all below it to the server's user; links are not followed.
    pub(super) fn hand_over(&self, path: &Path) -> Result<(), ClusterError> {
        let Some((uid, gid)) = self.switch_to else {
            return Ok(());
        };
        let meta = path.symlink_metadata().map_err(at(path))?;
        if meta.uid() != uid {
            lchown(path, Some(uid), Some(gid)).map_err(at(path))?;
        }
        if meta.is_dir() {
            for entry in path.read_dir().map_err(at(path))? {
                self.hand_over(&entry.map_err(at(path))?.path())?;
            }
        }
        Ok(())
    }

    /// Hands over data owned by root (restored by root, for example).
    pub(super) fn hand_over_if_owned_by_root(&self, pg: &Path) -> Result<(), ClusterError> {
        let owner = pg.symlink_metadata().map_err(at(pg))?.uid();
        if owner == 0 { self.hand_over(pg) } else { Ok(()) }
    }

    pub(super) fn check_access(&self, dir: &Path) -> Result<(), ClusterError> {
        let sh = Path::new("sh");
        let reached = self.command(sh, "KILL").args(["-c", r#"cd "$0""#]).arg(dir).stderr(Stdio::null()).status();
        match reached {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(ClusterError::Unreachable { dir: dir.to_owned(), uid: self.uid }),
            Err(source) => Err(ClusterError::Run { program: sh.to_owned(), source }),
        }
    }
}

/// User and group id of a name, by the user database of the machine.
fn ids_of(name: &str) -> Option<(u32, u32)> {
    let run_id = |what| {
        let output = Command::new("id").args([what, name]).stderr(Stdio::null()).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    };
    Some((run_id("-u")?, run_id("-g")?)).filter(|(uid, _)| *uid != 0)
}

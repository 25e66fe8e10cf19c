//! Finds the machine's own PostgreSQL programs.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::error::ClusterError;

/// The programs that must be together in one directory.
const NEEDED: [&str; 3] = ["postgres", "initdb", "psql"];

/// Where distributions put one directory per major version: the parts before and after the version.
const VERSIONED: [(&str, &str, &str); 5] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Programs {
    pub(super) bin: PathBuf,
    /// The major version, such as 15.
    pub(super) major: u32,
}

/// The programs to use: those of `data_major` when data already exists, else the first found.
///
/// With `named` (HAMDEL_PG_BIN) only that directory counts. Fails when no directory is complete, or none is of the version of the data.
pub(super) fn find(named: Option<&Path>, data_major: Option<u32>, dir: &Path) -> Result<Programs, ClusterError> {
    let places = named.map_or_else(usual_places, |named| vec![named.to_owned()]);
    let mut found = Vec::new();
    for bin in &places {
        if let Some(major) = major_of(bin) {
            let programs = Programs { bin: bin.clone(), major };
            if data_major.is_none_or(|data| data == major) {
                return Ok(programs);
            }
            found.push(major.to_string());
        }
    }
    match data_major {
        Some(data) if !found.is_empty() => {
            found.dedup();
            Err(ClusterError::OtherMajor { dir: dir.to_owned(), data: data.to_string(), found: found.join(", ") })
        }
        _ => {
            let looked: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
            Err(ClusterError::NoPrograms { looked: looked.join(", ") })
        }
    }
}

fn usual_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> =
        VERSIONED.iter().flat_map(|(parent, prefix, suffix)| versions_in(Path::new(parent), prefix, suffix)).collect();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output()
        && output.status.success()
    {
        places.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    places.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    places
}

/// The version directories in `parent`, newest first.
fn versions_in(parent: &Path, prefix: &str, suffix: &str) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix(prefix)?.trim_start_matches('@');
            let version = if version.is_empty() { 0 } else { version.parse().ok()? };
            Some((version, entry.path().join(suffix)))
        })
        .collect();
    versions.sort_by(|a, b| b.cmp(a));
    versions.into_iter().map(|(_, path)| path).collect()
}

/// The major version of the programs in a directory; `None` when one is missing or does not run.
fn major_of(bin: &Path) -> Option<u32> {
    if !bin.is_absolute() || !NEEDED.iter().all(|name| bin.join(name).is_file()) {
        return None;
    }
    let output = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
    parse_major(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian …)`, `… 18beta1`, `… 19devel`.
fn parse_major(output: &str) -> Option<u32> {
    let version = output.split_once("(PostgreSQL) ")?.1;
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_major_version_is_read_from_every_kind_of_release() {
        for (output, major) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some(15)),
            ("postgres (PostgreSQL) 18beta1", Some(18)),
            ("postgres (PostgreSQL) 19devel", Some(19)),
            ("something else 3", None),
        ] {
            assert_eq!(parse_major(output), major, "{output}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number_newest_first() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["postgresql@9", "postgresql@17", "postgresql", "postgresql@16", "postgresql-client"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let names: Vec<_> = versions_in(parent.path(), "postgresql", "bin");
        let expected: Vec<_> =
            ["postgresql@17", "postgresql@16", "postgresql@9", "postgresql"].map(|n| parent.path().join(n).join("bin")).into();
        assert_eq!(names, expected);
    }
}

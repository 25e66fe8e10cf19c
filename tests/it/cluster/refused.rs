//! Data directories that it refuses to start with, without changing anything.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use hamdel::private_postgres::{Cluster, ClusterError, Settings};

use super::{home, psql, settings, we_are_root};

#[test]
fn a_second_instance_is_refused_and_the_first_keeps_running() {
    let home = home();
    let first = Cluster::start(&settings(home.path())).unwrap();
    let refused = Cluster::start(&settings(home.path())).unwrap_err();
    assert!(matches!(&refused, ClusterError::Taken { holder: Some(pid), .. } if *pid == std::process::id()), "{refused}");
    assert_eq!(psql(&first.url(), "select 1"), "1");
    first.stop();
    Cluster::start(&settings(home.path())).unwrap();
}

#[test]
fn another_major_version_is_refused_and_nothing_changes() {
    let home = home();
    Cluster::start(&settings(home.path())).unwrap().stop();
    let version = home.path().join("pg/PG_VERSION");
    fs::write(&version, "9\n").unwrap();
    let before = listing(&home.path().join("pg"));
    let refused = Cluster::start(&settings(home.path())).unwrap_err();
    assert!(matches!(&refused, ClusterError::OtherMajor { data, .. } if data == "9"), "{refused}");
    assert!(refused.to_string().contains("nothing was touched"));
    assert_eq!(listing(&home.path().join("pg")), before);
}

#[test]
fn a_directory_that_is_no_cluster_is_left_alone() {
    let home = home();
    fs::create_dir(home.path().join("pg")).unwrap();
    fs::write(home.path().join("pg/letter"), "dear reader").unwrap();
    let refused = Cluster::start(&settings(home.path())).unwrap_err();
    assert!(matches!(refused, ClusterError::NotACluster { .. }), "{refused}");
    assert_eq!(fs::read_to_string(home.path().join("pg/letter")).unwrap(), "dear reader");
}

#[test]
fn missing_programs_are_named_with_instructions() {
    let (home, empty) = (home(), home());
    let wanted = Settings { programs: Some(empty.path().to_owned()), ..settings(home.path()) };
    let refused = Cluster::start(&wanted).unwrap_err();
    assert!(matches!(refused, ClusterError::NoPrograms { .. }), "{refused}");
    let said = refused.to_string();
    for part in ["apt-get install postgresql", "HAMDEL_PG_BIN", empty.path().to_str().unwrap()] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_directory_that_the_servers_user_cannot_enter_is_named() {
    if !we_are_root() {
        return; // only root runs the server as another user
    }
    let home = home();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let refused = Cluster::start(&settings(&home.path().join("data"))).unwrap_err();
    assert!(matches!(refused, ClusterError::Unreachable { .. }), "{refused}");
}

fn listing(dir: &Path) -> Vec<(PathBuf, i64, u64)> {
    let mut entries: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let meta = entry.metadata().unwrap();
            (entry.path(), meta.mtime_nsec(), meta.size())
        })
        .collect();
    entries.sort();
    entries
}

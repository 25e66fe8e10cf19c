//! Carries the npm parts (htmx, Vazirmatn) into `OUT_DIR/assets`, from the committed lockfile and nothing else.
//!
//! A debug build goes on without them and says so; a release build does not. `HAMDEL_ASSETS` names a prepared
//! folder of the same shape, for builds that may not reach a registry.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What is carried: the file inside `node_modules`, and its path under `/static/`.
const PARTS: [(&str, &str); 5] = [
    ("htmx.org/dist/htmx.esm.min.js", "vendor/htmx.js"),
    ("htmx.org/LICENSE", "licences/htmx.txt"),
    ("@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2", "fonts/vazirmatn-arabic.woff2"),
    ("@fontsource-variable/vazirmatn/files/vazirmatn-latin-wght-normal.woff2", "fonts/vazirmatn-latin.woff2"),
    ("@fontsource-variable/vazirmatn/LICENSE", "licences/vazirmatn.txt"),
];

/// What decides the npm parts; copied beside them, so that a build can tell whether it still has the right ones.
const RECIPE: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=package-lock.json");
    println!("cargo:rerun-if-env-changed=HAMDEL_ASSETS");
    // sqlx::migrate! and the embedded locales read whole folders: a new file there must rebuild the crate.
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=locales");
    let release = env::var("PROFILE").as_deref() == Ok("release");
    if release {
        println!("cargo:rerun-if-changed=static");
    }
    let names: Vec<&str> = PARTS.iter().map(|(_, name)| *name).collect();
    println!("cargo:rustc-env=HAMDEL_ASSET_NAMES={}", names.join(","));

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let assets = out.join("assets");
    fs::create_dir_all(&assets).expect("OUT_DIR can be written");
    let outcome = match env::var_os("HAMDEL_ASSETS").filter(|folder| !folder.is_empty()) {
        Some(folder) => from_folder(Path::new(&folder), &assets),
        None => from_npm(&out.join("npm"), &assets),
    };
    match outcome {
        Ok(()) => {}
        Err(reason) if release => {
            eprintln!("A release needs htmx and the Persian font: {reason}. Install node and npm, or set HAMDEL_ASSETS.");
            std::process::exit(1);
        }
        Err(reason) => println!("cargo:warning=built without htmx and the Persian font: {reason}"),
    }
}

fn from_folder(folder: &Path, assets: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for (_, name) in PARTS {
        put(&folder.join(name), &assets.join(name))?;
    }
    Ok(())
}

fn from_npm(work: &Path, assets: &Path) -> Result<(), String> {
    let complete = PARTS.iter().all(|(_, name)| assets.join(name).is_file());
    if complete && RECIPE.iter().all(|name| same(Path::new(name), &work.join(name))) {
        return Ok(());
    }
    for name in RECIPE {
        put(Path::new(name), &work.join(name))?;
    }
    let npm = Command::new("npm")
        .args(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(work)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "npm is not installed".to_owned(),
            _ => format!("npm could not be started ({error})"),
        })?;
    if !npm.status.success() {
        let said = String::from_utf8_lossy(&npm.stderr);
        let first = said.lines().find(|line| line.contains("error")).unwrap_or("it gave no reason");
        return Err(format!("`npm ci` failed ({first})"));
    }
    for (file, name) in PARTS {
        put(&work.join("node_modules").join(file), &assets.join(name))?;
    }
    Ok(())
}

fn same(left: &Path, right: &Path) -> bool {
    matches!((fs::read(left), fs::read(right)), (Ok(left), Ok(right)) if left == right)
}

fn put(from: &Path, to: &Path) -> Result<(), String> {
    let copy = || -> io::Result<()> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(to, fs::read(from)?)
    };
    copy().map_err(|error| format!("{} could not be copied ({error})", from.display()))
}

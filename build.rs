//! Runs `bundle.mjs`, which makes the files that pages load from `static/` and the npm parts of the committed lockfile, and embeds
//! them.
//!
//! A debug build continues without them, says so and serves the sources; a release build fails. `HAMDEL_ASSETS` names a folder that
//! `bundle.mjs` made elsewhere, for builds that have no node or cannot reach a registry.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::{env, fs, io};

/// The inputs of the npm parts and of the bundle. Copied to where npm installs the parts, because `bundle.mjs` looks for them beside
/// itself.
const RECIPE: [&str; 4] = ["package.json", "package-lock.json", ".npmrc", "bundle.mjs"];

fn main() {
    println!("cargo:rerun-if-env-changed=HAMDEL_ASSETS");
    // `sqlx::migrate!` and the embedded locales read whole folders, so a new file there must rebuild the crate.
    for path in RECIPE.into_iter().chain(["build.rs", "static", "migrations", "locales"]) {
        println!("cargo:rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let outcome = match env::var_os("HAMDEL_ASSETS").filter(|folder| !folder.is_empty()) {
        Some(folder) => prepared(Path::new(&folder)),
        None => bundled(&out),
    };
    let list = outcome.and_then(|folder| list(&folder).map_err(|error| format!("{} cannot be read ({error})", folder.display())));
    let list = list.unwrap_or_else(|reason| {
        if env::var("PROFILE").as_deref() == Ok("release") {
            eprintln!("A release needs its scripts, styles and fonts: {reason}. Install node and npm, or set HAMDEL_ASSETS.");
            exit(1);
        }
        println!("cargo:warning=built without htmx and the Persian font: {reason}");
        String::new()
    });
    fs::write(out.join("assets.rs"), format!("&[{list}]")).expect("OUT_DIR can be written");
}

/// A folder that was prepared from the present sources.
fn prepared(folder: &Path) -> Result<PathBuf, String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let folder = folder.canonicalize().map_err(|error| format!("{} cannot be read ({error})", folder.display()))?;
    let sources = folder.join("sources");
    if same(Path::new("static"), &sources) && same(Path::new("package-lock.json"), &sources.join("package-lock.json")) {
        Ok(folder)
    } else {
        Err(format!("{} was made from other sources", folder.display()))
    }
}

fn bundled(out: &Path) -> Result<PathBuf, String> {
    let npm = out.join("npm");
    let installed = npm.join("node_modules/.lockfile-used");
    fs::create_dir_all(&npm).expect("OUT_DIR can be written");
    for name in RECIPE {
        fs::copy(name, npm.join(name)).map_err(|error| format!("{name} could not be copied ({error})"))?;
    }
    if !same(Path::new("package-lock.json"), &installed) {
        run(Command::new("npm")
            .args(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&npm))?;
        fs::copy("package-lock.json", installed).expect("OUT_DIR can be written");
    }
    let bundle = out.join("bundle");
    run(Command::new("node").arg(npm.join("bundle.mjs")).args([&bundle, Path::new("static")]))?;
    Ok(bundle)
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().display().to_string();
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{program} is not installed"),
        _ => format!("{program} could not be started ({error})"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|line| line.to_lowercase().contains("error")).unwrap_or("it gave no reason");
    Err(format!("{program} failed ({first})"))
}

/// Whether two files, or all files of the first folder and the files of the same names in the second, have the same content.
fn same(left: &Path, right: &Path) -> bool {
    match fs::read_dir(left) {
        Ok(entries) => entries.flatten().all(|entry| same(&entry.path(), &right.join(entry.file_name()))),
        Err(_) => matches!((fs::read(left), fs::read(right)), (Ok(left), Ok(right)) if left == right),
    }
}

/// The assets in `{folder}/{hash}/{name}`, as the items of an array of `Asset`.
fn list(folder: &Path) -> io::Result<String> {
    let inside = |folder: &Path| fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<BTreeSet<_>>>();
    let mut items = String::new();
    for hash in inside(folder)?.into_iter().filter(|path| !path.ends_with("sources")) {
        for file in inside(&hash)? {
            let name = file.to_string_lossy();
            if name.ends_with(".br") || name.ends_with(".gz") {
                continue;
            }
            let path = file.strip_prefix(folder).expect("a path inside the folder").display().to_string();
            let form = |ending: &str| match format!("{name}{ending}") {
                form if Path::new(&form).is_file() => format!("Some(include_bytes!({form:?}))"),
                _ => "None".to_owned(),
            };
            items += &format!("Asset {{ path: {path:?}, plain: include_bytes!({name:?}), br: {}, gzip: {} }},\n", form(".br"), form(".gz"));
        }
    }
    Ok(items)
}

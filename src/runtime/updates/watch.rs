//! The thread that notices drives that come and go, and looks at what is on
//! them: a newer version on a drive that was put in is news.

use std::thread;

use super::{Alarm, eye::Eye, tell, words::Unmade};
use crate::app::updates::{Listed, Told, UpdateSource};

/// Starts watching. Without it, drives are still listed when somebody looks.
pub(super) fn start(eye: &Eye) {
    let eye = eye.clone();
    thread::Builder::new()
        .name("drives".to_owned())
        .spawn(move || {
            let _alarm = Alarm(eye.sender.clone());
            watch(&eye);
        })
        .ok();
}

fn watch(eye: &Eye) {
    // What changes after this is told, so nothing is missed in between.
    let watcher = eye.ways.drives.watch();
    let mut before: Vec<Listed> = Vec::new();
    loop {
        let now = eye.list();
        let on_drives = |listed: &&Listed| matches!(listed.source, UpdateSource::File(_));
        let (there, were) = (now.iter().filter(on_drives), before.iter().filter(on_drives));
        if !there.clone().eq(were) {
            let new: Vec<Listed> = there.filter(|listed| !before.contains(listed)).cloned().collect();
            tell(&eye.sender, Told::Listed(now.clone()));
            for listed in &new {
                look(eye, listed);
            }
        }
        before = now;
        if !watcher.wait() {
            return;
        }
    }
}

fn look(eye: &Eye, listed: &Listed) {
    let UpdateSource::File(path) = &listed.source else { return };
    // What is refused is said when somebody opens Updates and asks; a file
    // that is still being copied is refused now and whole then.
    match eye.look_at_file(path) {
        Ok(offer) => tell(&eye.sender, Told::Offered(listed.source.clone(), Box::new(offer))),
        Err(Unmade::Refused(_) | Unmade::Stopped) => {}
    }
}

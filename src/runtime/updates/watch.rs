//! The thread that notices drives that come and go, and looks at what is on
//! them: a newer version on a drive that was put in is news.

use std::thread;

use super::{
    Alarm,
    eye::Eye,
    tell,
    words::{self, Unmade},
};
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
                look(eye, listed, &now);
            }
        }
        before = now;
        if !watcher.wait() {
            return;
        }
    }
}

fn look(eye: &Eye, listed: &Listed, all: &[Listed]) {
    let UpdateSource::File(path) = &listed.source else { return };
    let source = listed.source.clone();
    match eye.look_at_file(path) {
        Ok(offer) => tell(&eye.sender, Told::Offered(source, Box::new(offer))),
        // Where there is more on the drive, this is said when somebody opens
        // Updates. A file that is still being copied is refused now, and whole
        // when it is listed the next time.
        Err(Unmade::Refused(refused)) if words::is_unusable(&refused) && is_alone(listed, all) => {
            tell(&eye.sender, Told::Unusable(source, refused));
        }
        Err(Unmade::Refused(_) | Unmade::Stopped) => {}
    }
}

/// True when a drive has no other bundle than this one.
fn is_alone(listed: &Listed, all: &[Listed]) -> bool {
    let on_it = |other: &&Listed| matches!(other.source, UpdateSource::File(_)) && other.name == listed.name;
    all.iter().filter(on_it).count() == 1
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_bundle_is_alone_where_its_drive_has_no_other() {
        let on = |drive: &str, file: &str| Listed {
            source: UpdateSource::File(PathBuf::from(format!("/media/{drive}/{file}"))),
            name: drive.into(),
            file: file.into(),
            bytes: Some(1),
            answered: None,
            failed: None,
            secret: true,
        };
        let all = [on("RED", "a.parasol"), on("RED", "b.parasol"), on("BLUE", "a.parasol")];
        assert_eq!(all.each_ref().map(|listed| is_alone(listed, &all)), [false, false, true]);
    }
}

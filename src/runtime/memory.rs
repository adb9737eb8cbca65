//! What is in memory stays there: no core dump, no other program looking in,
//! and no swap where the system allows it. Nothing here ever fails: a system
//! that does not let us has no better place for what we hold.

/// Forbids core dumps, and other programs of the same user to look into this
/// one. Once, at the very start.
pub fn keep_to_ourselves() {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, setrlimit};
        setrlimit(Resource::RLIMIT_CORE, 0, 0).ok();
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    nix::sys::prctl::set_dumpable(false).ok();
}

/// Keeps all memory out of swap, where no limit stands against it: under a
/// limit, the next piece of memory asked for would be refused and the program
/// would end. Before a passphrase is typed.
pub fn keep_out_of_swap() {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::{
            mman::{MlockAllFlags, mlockall},
            resource::{RLIM_INFINITY, Resource, getrlimit, setrlimit},
        };
        let Ok((_, most)) = getrlimit(Resource::RLIMIT_MEMLOCK) else { return };
        if most == RLIM_INFINITY && setrlimit(Resource::RLIMIT_MEMLOCK, most, most).is_ok() {
            mlockall(MlockAllFlags::MCL_CURRENT | MlockAllFlags::MCL_FUTURE).ok();
        }
    }
}

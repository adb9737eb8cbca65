//! Signals become messages to the loop. If the loop does not answer in time,
//! the terminal is restored from here and the signal does what it always does.

use std::{io, sync::mpsc::Sender};

use super::Message;

/// What signals say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// End: the number of the signal.
    End(i32),
    /// Sleep.
    Stop,
    /// Wake.
    Continue,
}

#[cfg(unix)]
pub(super) fn start(sender: Sender<Message>) -> io::Result<()> {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        thread,
        time::Duration,
    };

    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };

    /// The loop answers within a frame; this long means that it hangs.
    const PATIENCE: Duration = Duration::from_secs(1);

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let asked = Arc::new(AtomicBool::new(false));
        for number in signals.forever() {
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::Continue,
                number => Signal::End(number),
            };
            let gone = sender.send(Message::Signal(signal)).is_err();
            let Signal::End(number) = signal else { continue };
            let second = asked.swap(true, Ordering::SeqCst);
            if gone || second {
                end_at_once(number);
            }
            thread::sleep(PATIENCE);
            end_at_once(number);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn start(_sender: Sender<Message>) -> io::Result<()> {
    Ok(())
}

/// Restores the terminal and lets the signal end the process.
#[cfg(unix)]
fn end_at_once(number: i32) {
    super::terminal::restore();
    let _ = signal_hook::low_level::emulate_default_handler(number);
}

/// Ends the process as the signal would have, once everything is put away.
pub fn end_by(number: i32) {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(number);
    #[cfg(not(unix))]
    let _ = number;
}

/// Sleeps as shells expect it on Ctrl-Z; returns when woken.
pub(super) fn sleep() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

//! Keys, pastes and resizes from the terminal.

use std::{sync::mpsc::Sender, thread};

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Message;
use crate::app::{
    Event,
    keymap::{Chord, Key},
};

/// Reads the terminal on a thread of its own for as long as anyone listens.
pub(super) fn start(sender: Sender<Message>) -> std::io::Result<()> {
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            let message = match event::read() {
                Ok(event) => match translate(event) {
                    Some(event) => Message::Event(event),
                    None => continue,
                },
                Err(_) => Message::Hangup,
            };
            let last = matches!(message, Message::Hangup);
            if sender.send(message).is_err() || last {
                return;
            }
        }
    })?;
    Ok(())
}

/// An event of the terminal in the words of the interface.
fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        _ => None,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    let mut shift = held(KeyModifiers::SHIFT);
    let key = match event.code {
        // A terminal sends the same byte for Ctrl-4 and Ctrl-\; people press
        // the latter.
        KeyCode::Char('4') if ctrl => Key::Char('\\'),
        KeyCode::Char(c) => {
            shift = false;
            // With Caps Lock, Ctrl-L may arrive as a capital.
            Key::Char(if ctrl { c.to_ascii_lowercase() } else { c })
        }
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => {
            shift = true;
            Key::Tab
        }
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    };
    Some(Chord { key, ctrl, alt, shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> String {
        chord(KeyEvent::new(code, modifiers)).unwrap().to_string()
    }

    #[test]
    fn keys_arrive_as_the_keymap_names_them() {
        assert_eq!(pressed(KeyCode::Char('4'), KeyModifiers::CONTROL), "Ctrl-\\");
        assert_eq!(pressed(KeyCode::Char('L'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), "Ctrl-L");
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), "Shift-Tab");
        assert_eq!(pressed(KeyCode::Char('C'), KeyModifiers::SHIFT), "C");
        assert_eq!(pressed(KeyCode::Char('é'), KeyModifiers::NONE), "é");
        assert_eq!(pressed(KeyCode::Char('1'), KeyModifiers::ALT), "Alt-1");
    }
}

//! A key with its modifiers, as keymap files write it: `ctrl-k`, `alt-1`.

use std::fmt;

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that types a character. Shift is in the character itself.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// Keys with a name in keymap files.
const NAMED: [(&str, Key); 14] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("page-up", Key::PageUp),
    ("page-down", Key::PageDown),
    ("home", Key::Home),
    ("end", Key::End),
    ("space", Key::Char(' ')),
];

/// A key and the modifiers held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control is held.
    pub ctrl: bool,
    /// Alt is held (or Escape was sent just before, as terminals do).
    pub alt: bool,
    /// Shift is held; never set for characters, which are shifted already.
    pub shift: bool,
}

impl Chord {
    /// A key alone.
    pub fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// The same key with Alt.
    #[must_use]
    pub fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// The character that this types into a field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads `ctrl-k`, `alt-1`, `shift-tab`, `?`, `F10`, `page-up`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chord = Self::plain(Key::Enter);
        let mut rest = text;
        loop {
            let (modifier, after) = match rest.split_once('-') {
                Some((word, after)) if !after.is_empty() => (word.to_ascii_lowercase(), after),
                _ => break,
            };
            match modifier.as_str() {
                "ctrl" => chord.ctrl = true,
                "alt" => chord.alt = true,
                "shift" => chord.shift = true,
                _ => break,
            }
            rest = after;
        }
        chord.key = key(rest)?;
        let shifted_character = chord.shift && matches!(chord.key, Key::Char(_));
        (!shifted_character).then_some(chord)
    }
}

/// Reads a key without modifiers.
fn key(text: &str) -> Option<Key> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && c != ' ').then_some(Key::Char(c));
    }
    let lower = text.to_ascii_lowercase();
    if let Some((_, key)) = NAMED.iter().find(|(name, _)| *name == lower) {
        return Some(*key);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(Key::F(number))
}

impl fmt::Display for Chord {
    /// As people read it: `Ctrl-K`, `Alt-1`, `PgUp`, `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            Key::F(n) => write!(f, "F{n}"),
            Key::Enter => f.write_str("Enter"),
            Key::Esc => f.write_str("Esc"),
            Key::Tab => f.write_str("Tab"),
            Key::Backspace => f.write_str("Backspace"),
            Key::Delete => f.write_str("Del"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_read_as_people_write_them() {
        let chord = |text| Chord::parse(text).unwrap();
        assert_eq!(chord("Ctrl-k"), Chord { ctrl: true, ..Chord::plain(Key::Char('k')) });
        assert_eq!(chord("alt-1"), Chord::plain(Key::Char('1')).with_alt());
        assert_eq!(chord("shift-tab"), Chord { shift: true, ..Chord::plain(Key::Tab) });
        assert_eq!(chord("ctrl-\\").to_string(), "Ctrl-\\");
        assert_eq!(chord("-"), Chord::plain(Key::Char('-')));
        assert_eq!(chord("ctrl--").key, Key::Char('-'));
        assert_eq!(chord("F10").key, Key::F(10));
        assert_eq!(chord("page-up").to_string(), "PgUp");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "ctrl-", "hyper-x", "f13", "shift-a", "two words", "\u{7}"] {
            assert_eq!(Chord::parse(text), None, "{text:?}");
        }
    }
}

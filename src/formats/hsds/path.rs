//! Where a reader stands in a record.

use std::fmt;

/// The way from the record to one of its parts, each step on the stack of the
/// function that takes it: a JSON pointer (RFC 6901) is written only when
/// something is to be told of the part.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<'p> {
    /// The record itself.
    Root,
    /// A field of an object.
    Field(&'p Path<'p>, &'p str),
    /// An item of a list, counted from 0.
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Item(list, position) => write!(f, "{list}/{position}"),
            Self::Field(object, key) if key.contains(['~', '/']) => {
                write!(f, "{object}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Self::Field(object, key) => write!(f, "{object}/{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_as_a_json_pointer() {
        let list = Path::Field(&Path::Root, "a/b~c");
        let item = Path::Item(&list, 7);
        assert_eq!(Path::Root.to_string(), "");
        assert_eq!(Path::Field(&item, "name").to_string(), "/a~1b~0c/7/name");
    }
}

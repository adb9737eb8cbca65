//! What is wrong with a source, where, and what was done about it.

use std::fmt;

/// One problem in one field of one record of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the user named it.
    pub file: String,
    /// Line of the record in the file, from 1.
    pub line: u64,
    /// The field, as a JSON pointer into the record: `/services/0/phones/1/number`.
    pub field: String,
    /// What kind of problem.
    pub code: Code,
    /// The value at fault, shortened; empty where it would give away something.
    pub value: String,
    /// What was done.
    pub outcome: Outcome,
}

/// What was done about a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The value was put right.
    Repaired,
    /// The value was kept as it is.
    Kept,
    /// The value was left out; the rest of the record is used.
    LeftOut,
    /// The whole record was refused.
    Refused,
}

/// Kinds of problems. The code is stable: other programs read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The line is not JSON.
    NotJson,
    /// The JSON is not an object of HSDS.
    NotAnObject,
    /// An object names the same key twice.
    DuplicateKey,
    /// A field that must be there is missing or empty.
    MissingField,
    /// A value has another type than HSDS says.
    WrongType,
    /// Two records have the same id.
    DuplicateId,
    /// Something refers to an id that is not there.
    UnknownReference,
    /// Control characters were removed.
    ControlCharacters,
    /// Characters that turn the direction of text were removed.
    BidiControls,
    /// Not a date.
    InvalidDate,
    /// Not a time of day.
    InvalidTime,
    /// Not a recurrence that can be worked out.
    InvalidRecurrence,
    /// Not an e-mail address.
    InvalidEmail,
    /// Not a web address.
    InvalidUrl,
    /// A phone number with hardly a digit in it.
    InvalidPhone,
    /// Not a country that any list has.
    UnknownCountry,
    /// Not a language that any list has.
    UnknownLanguage,
    /// A time zone that does not exist.
    UnknownTimeZone,
    /// A need, population, kind of access or priority area of no list.
    UnknownTerm,
    /// A coordinate outside the world.
    InvalidCoordinate,
    /// A value longer or a list larger than the limit.
    TooLong,
    /// A confidential place had coordinates or a street; they were dropped.
    ConfidentialDetail,
    /// The record is unlisted and was not taken.
    Unlisted,
    /// No phone, e-mail, web address or street: nobody can be reached.
    NoContact,

    // What converting other formats can meet.
    /// The bytes were not UTF-8 and were read as Windows-1252.
    Encoding,
    /// The bytes are not UTF-8, and the format allows nothing else.
    InvalidUtf8,
    /// The source holds nothing.
    EmptyInput,
    /// The page is not a member profile.
    NotAMemberProfile,
    /// The file cannot be read as what it seems to be.
    UnreadableFile,
    /// No column of the sheet looks like names.
    NoMapping,
    /// A row with nothing in it.
    BlankRow,
    /// A quotation mark is opened and never closed.
    UnclosedQuote,
    /// Belongs to no record, or to none that has a place for it.
    NoPlace,
    /// More than can be put together in memory.
    TooLargeToJoin,
    /// Lines before the first label that are not the name.
    ExtraHeaderLines,
    /// A name in capitals only.
    NameAllCaps,
    /// The address of a page without its host.
    BareNodeUrl,
    /// An e-mail address written so that machines do not see it.
    EmailObfuscated,
    /// Several e-mail addresses.
    MultipleEmails,
    /// A line that is none of the priority areas.
    UnknownPriorityArea,
    /// Hours that could not be worked out for certain.
    VagueHours,
    /// Another record has the same number.
    SamePhone,
    /// Another record has the same web host.
    SameWebsite,
    /// Another record has nearly the same name in the same place.
    SimilarName,
}

impl Code {
    /// The stable word for other programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotJson => "not_json",
            Self::NotAnObject => "not_an_object",
            Self::DuplicateKey => "duplicate_key",
            Self::MissingField => "missing_field",
            Self::WrongType => "wrong_type",
            Self::DuplicateId => "duplicate_id",
            Self::UnknownReference => "unknown_reference",
            Self::ControlCharacters => "control_chars_removed",
            Self::BidiControls => "bidi_controls_removed",
            Self::InvalidDate => "invalid_date",
            Self::InvalidTime => "invalid_time",
            Self::InvalidRecurrence => "invalid_recurrence",
            Self::InvalidEmail => "invalid_email",
            Self::InvalidUrl => "invalid_url",
            Self::InvalidPhone => "invalid_phone",
            Self::UnknownCountry => "unknown_country",
            Self::UnknownLanguage => "unknown_language",
            Self::UnknownTimeZone => "unknown_time_zone",
            Self::UnknownTerm => "unknown_term",
            Self::InvalidCoordinate => "invalid_coordinate",
            Self::TooLong => "too_long",
            Self::ConfidentialDetail => "confidential_detail",
            Self::Unlisted => "unlisted",
            Self::NoContact => "no_contact",
            Self::Encoding => "encoding",
            Self::InvalidUtf8 => "invalid_utf8",
            Self::EmptyInput => "empty_input",
            Self::NotAMemberProfile => "not_a_member_profile",
            Self::UnreadableFile => "unreadable_file",
            Self::NoMapping => "no_mapping",
            Self::BlankRow => "blank_row",
            Self::UnclosedQuote => "unclosed_quote",
            Self::NoPlace => "no_place",
            Self::TooLargeToJoin => "too_large_to_join",
            Self::ExtraHeaderLines => "extra_header_lines",
            Self::NameAllCaps => "name_all_caps",
            Self::BareNodeUrl => "bare_node_url",
            Self::EmailObfuscated => "email_obfuscated",
            Self::MultipleEmails => "multiple_emails",
            Self::UnknownPriorityArea => "unknown_priority_area",
            Self::VagueHours => "vague_hours",
            Self::SamePhone => "same_phone",
            Self::SameWebsite => "same_website",
            Self::SimilarName => "similar_name",
        }
    }
}

impl Outcome {
    /// The stable word for other programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repaired => "repaired",
            Self::Kept => "kept",
            Self::LeftOut => "left_out",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Problem {
    /// `FILE:LINE: FIELD: CODE (OUTCOME) "VALUE"`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {} ({})", self.file, self.line, self.field, self.code.as_str(), self.outcome.as_str())?;
        if self.value.is_empty() { Ok(()) } else { write!(f, " {:?}", self.value) }
    }
}

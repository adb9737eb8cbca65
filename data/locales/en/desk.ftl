# The curator's desk: checking, editing and merging a publisher's records.

# What the commands do
cli-about-publish-check = Say what is wrong with the records, and what to mend
cli-about-publish-mark-checked = Say that a person has checked records, today or on a day
cli-about-publish-edit = Edit a record in your own editor, every field explained
cli-about-publish-merge = Take in the folder of another curator, with a report
cli-arg-html = Also write a page with pictures for a browser
cli-arg-by = Columns of the coverage: country or region; by itself, region where there is one country only
cli-arg-list-kind = Print only the ids of one line, such as stale or no-phone: one a line, for other commands
cli-arg-their-dir = Folder of the other curator
cli-arg-base-dir = Folder that both come from: what only one side changed is then no conflict
cli-arg-prefer = Whose word counts where both say something else: newer, ours or theirs
cli-arg-merge-dry = Only say what would be done
cli-arg-check-date = Day of the check, such as 2026-11-24; today if none is given

# Refusals
cli-error-editor-failed = The editor ({ $name }) could not be used: { $detail }.
cli-hint-editor-failed = Set EDITOR to the editor that you use, such as EDITOR=nano.
cli-error-draft-invalid = The record was left as it was: { $detail }
cli-hint-draft-invalid = Run the command again and mend that line.
cli-error-merge-conflicts = { $count ->
    [one] One record is not the same in both folders. Nothing was written.
   *[other] { $count } records are not the same in both folders. Nothing was written.
}
cli-hint-merge-conflicts = Read the report, then repeat with --prefer newer, ours or theirs, or make them the same with "parasol publish edit".
cli-error-not-a-check-day = "{ $value }" is no day on which something can have been checked.
cli-hint-not-a-check-day = Write it as 2026-11-24, not later than today.

publish-marked-checked = { $count ->
    [one] One record is marked as checked on { $date }.
   *[other] { $count } records are marked as checked on { $date }.
}

desk-title = Desk of { $name }
desk-counts = { $entries_count ->
    [one] { $entries } entry
   *[other] { $entries } entries
}: { $organizations_count ->
    [one] { $organizations } organisation
   *[other] { $organizations } organisations
}, { $services_count ->
    [one] { $services } service
   *[other] { $services } services
}
desk-errors = Errors; nothing can be published before they are mended
desk-warnings = Warnings
desk-problems = Problems in the files
desk-findings = To mend
desk-nothing-to-mend = Nothing.
desk-duplicates = May be one organisation
desk-ages = Last checked
desk-coverage-country = Entries by need and country
desk-coverage-region = Entries by need and region
desk-lists = The entries
desk-nowhere = nowhere
desk-more = … and { $count } more
desk-more-columns =
    { $count ->
        [one] … and one more column; --json has it too
       *[other] … and { $count } more columns; --json has them all
    }
desk-head-entry = Entry

desk-kind-confidential-detail = A confidential place says where it is
desk-kind-broken-schedule = Hours that contradict themselves or cannot be worked out
desk-kind-duplicate = Another organisation may be the same one
desk-kind-not-checked = Never checked by a person
desk-kind-stale = Checked longer ago than you promise
desk-kind-hours-ended = The hours given have ended
desk-kind-no-phone = No phone number
desk-kind-no-hours = No opening hours
desk-kind-no-time-zone = Opening hours in an unknown time zone
desk-kind-no-language = No language spoken
desk-kind-no-need = None of the needs
desk-kind-no-country = No country

desk-why-same-phone = the same phone number
desk-why-same-website = the same web site
desk-why-similar-name = nearly the same name in the same place

# Editing a record
edit-help =
    The fields of this record, under their HSDS names. Change what you like, save, and leave the editor; nothing is written before you have seen what changed and said yes.
    A line that begins with # is a remark: take the # away to use what stands behind it. A text stands in quotation marks. To give up, leave without a change.
edit-unchanged = Nothing was changed.
edit-saved = { $count ->
    [one] One field was changed.
   *[other] { $count } fields were changed.
}
edit-nothing = nothing
edit-no = no
edit-again = edit
edit-ask-again = Press Enter to edit again, or "{ $no }" to give up:
edit-ask-save = Save this? "{ $yes }" saves, "{ $again }" goes back to the editor, anything else leaves the record as it was:

edit-field-id = The record is known by this; workers' shortlists too. Better never change it.
edit-field-name = The name that people know.
edit-field-alternate-name = Another name or an abbreviation.
edit-field-description = What it does, in a few sentences.
edit-field-email = For the public. Further ones: email in the table parasol.
edit-field-website = The main page, with https://
edit-field-url = The page, with https://
edit-field-status = active, inactive, defunct or temporarily closed.
edit-field-interpretation-services = Interpreters, in words.
edit-field-application-process = What to do first to get in: call, come, fill in a form.
edit-field-fees-description = What it costs, in words.
edit-field-wait-time = How long people wait, in words.
edit-field-eligibility-description = Who may use it, in words.
edit-field-minimum-age = Youngest age served, in years.
edit-field-maximum-age = Oldest age served, in years.
edit-field-alert = Something that everyone has to know now.
edit-field-assured-date = The day on which a person checked this: "publish mark-checked" sets it.
edit-field-last-modified = Set by itself when you save.
edit-field-phones = A number. Several of these tables are several numbers.
edit-field-number = As it is dialled, with the country: +33 4 …
edit-field-extension = Digits to dial after it.
edit-field-phone-type = voice, text, hotline, whatsapp, fax or tty.
edit-field-phone-description = What the number is for.
edit-field-contacts = A person or a desk to ask for.
edit-field-locations = A place. Its id is what services point at.
edit-field-location-name = Name of the place.
edit-field-latitude = Degrees north; degrees east follow.
edit-field-transportation = How to get there.
edit-field-addresses = Street, city and country. For a confidential place better only the last two.
edit-field-country = Two letters: FR, US.
edit-field-services = A service of this organisation; each can also be edited alone, by its id.
edit-field-service-at-locations = A place of this service, by the id of a location of its organisation.
edit-field-schedules = When it is open. Without freq and times it is only words.
edit-field-freq = WEEKLY or MONTHLY.
edit-field-byday = Days: MO,TU,WE,TH,FR,SA,SU; for a month also 2TH or -1FR.
edit-field-opens-at = 09:00, in the time of the place.
edit-field-closes-at = 17:00; not later than it opens means the next day.
edit-field-valid-from = The first day on which this holds.
edit-field-valid-to = The last day on which this holds.
edit-field-languages = A language spoken, by code: fr, ar.
edit-field-service-areas = Where its users may come from. With extent_type "country", extent is two letters.
edit-field-cost-options = A price.
edit-field-required-documents = What to bring.
edit-field-accessibility = Steps, lifts, ramps.
edit-field-attributes = Attributes of other programs, kept as they came.
edit-field-parasol = What Parasol adds to HSDS.

edit-mark-need = What a person can get help with, any of:
edit-mark-population = Who is served, any of:
edit-mark-access = How to reach it, any of:
edit-mark-alternate-name = Further names.
edit-mark-email = Further addresses.
edit-mark-language = Languages spoken, by code: fr, ar.
edit-mark-assured-date = The day on which a person checked this.
edit-mark-last-modified = Set by itself when you save.
edit-mark-listing = "unlisted" is never published.
edit-mark-confidential = true: the address is never shown.
edit-mark-time-zone = Zone of the hours, such as Europe/Paris.
edit-mark-hours = When the number answers, in words.
edit-mark-closed = true: closed on these days.
edit-mark-translation = FIELD@fr is the field in French; FIELD@ says which language the field itself is in.

# Merging
merge-counts = { $added } added, { $changed } changed, { $same } the same, { $withdrawn } withdrawn, { $ours } only here
merge-added = Added
merge-withdrawn = Withdrawn
merge-changed = Changed: { $id }
merge-conflict = Not the same in both, and no date tells which is newer: { $id }
merge-conflict-ours = Not the same in both; ours is newer: { $id }
merge-conflict-theirs = Not the same in both; theirs is newer: { $id }
merge-dry = Nothing was written.

# The desk in the interface
action-desk = The curator's desk: what to mend, how old the checks are, what is covered
help-desk = The curator's desk
mode-desk = desk
desk-screen-title = The curator's desk
desk-judging = Looking through the directory…
desk-none = Nothing to list there.
desk-position = { $at } of { $count }
desk-columns-hidden = { $count ->
    [one] One more column needs a wider window.
   *[other] { $count } more columns need a wider window.
}

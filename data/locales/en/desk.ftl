# The curator's desk: checking, editing and merging a publisher's records.

# What the commands do
cli-about-publish-check = Say what is wrong with the records, and what to mend
cli-about-publish-mark-checked = Say that a person has checked records, today or on a day
cli-arg-html = Also write a page with pictures for a browser
cli-arg-by = Columns of the coverage: country or region; by itself, region where there is one country only
cli-arg-list-kind = Print only the ids of one line, such as stale or no-phone: one a line, for other commands
cli-arg-check-date = Day of the check, such as 2026-11-24; today if none is given

# Refusals
cli-error-not-a-check-day = "{ $value }" is no day on which something can have been checked.
cli-hint-not-a-check-day = Write it as 2026-11-24, not later than today.

publish-marked-checked = { $count ->
    [one] One record is marked as checked on { $date }.
   *[other] { $count } records are marked as checked on { $date }.
}

desk-title = Desk of { $name }
desk-counts = { $entries } entries: { $organizations } organisations, { $services } services
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
desk-more-columns = … and { $count } more columns; --json has them all
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

# What the terminal interface says.

loading = Loading the directory
language-now = Language: English
theme-dark = Theme: dark
theme-light = Theme: light
theme-high-contrast = Theme: high contrast
theme-mono = Theme: no colour

find-nothing-to-leave = Nothing to clear. { $quit } leaves the program.
copied = Copied: { $what }
copy-title = Copy what?
copy-whole-entry = The whole entry as text
related-title = Go to
related-none = This organisation lists no services.
read-last = This was the last result.
read-first = This was the first result.
read-one-language = This entry is written in one language only.
read-text-language = Entry in { $language }
read-not-inside = "{ $words }" is not in this entry.
palette-not-here = Not on this screen: { $action }

nothing = Nothing found.
nothing-word = No entry has "{ $word }".
nothing-word-nearest = No entry has "{ $word }". Did you mean "{ $nearest }"?
nothing-combination = { $count ->
    [one] No entry has all these words. Without "{ $word }" there is one entry.
   *[other] No entry has all these words. Without "{ $word }" there are { $count } entries.
}
nothing-filter = { $count ->
    [one] With "{ $filter }" nothing is left. Without it there is one entry.
   *[other] With "{ $filter }" nothing is left. Without it there are { $count } entries.
}
nothing-filters = { $count ->
    [one] { $filters } together leave nothing. Without them there is one entry.
   *[other] { $filters } together leave nothing. Without them there are { $count } entries.
}
nothing-filters-many = These filters together leave nothing. Drop some of them.
problem-filter = There is no filter "{ $name }:".
problem-filter-nearest = There is no filter "{ $name }:". Did you mean "{ $nearest }:"?
problem-value = "{ $name }:" has no "{ $value }". Possible: { $choices }
problem-value-missing = "{ $name }:" takes one of: { $choices }

chip-need = need: { $value }
chip-place = place: { $value }
chip-country = country: { $value }
chip-language = speaks: { $value }
chip-open-now = open now
chip-open = open: { $value }
chip-access = access: { $value }
chip-population = for: { $value }

filters-open = Opening hours
filters-checked = Last checked
filters-need = Need
filters-access = How to reach it
filters-language = Language spoken
filters-country = Country
filters-place = City
filters-open-now = open now
filters-checked-within =
    { $days ->
        [one] checked within a day
       *[other] checked within { $days } days
    }

status-standing = Signature
status-embedded = Came with the program. Collected from public pages; no person has checked it.
status-demo = Made up, for training. Nothing in it is real.
status-signed = signed by the publisher
status-version = Version
status-fingerprint = Fingerprint
status-published = Published
status-expires = Promised until
status-entries = Entries
status-organizations = Organisations
status-services = Services
status-locations = Places
status-stale = Stale
status-not-checked = Not checked
status-checked = Checked
status-checked-between = from { $first } to { $last }
status-ages = Last checked
status-coverage = Entries by need
age-month = within a month
age-quarter = within 3 months
age-half-year = within 6 months
age-year = within a year
age-two-years = within 2 years
age-older = longer ago
age-not-checked = not checked

help-intro = Type a few letters of a name, a need or a place. Letters always type in the query; on every other screen they act. With Alt they act in the query too.
help-everywhere = On every screen
help-query = While typing the query
help-list = In the results
help-filters = In the filters
help-read = Reading an entry
help-picker = Choosing
help-palette = In the palette
help-status = About the directory
help-words = Filters in the query
help-words-text = A filter is a word with a colon. A blank finishes it, Backspace in an empty query takes it back. Values may be named in any language of the program.
help-filter-need = what a person needs
help-filter-place = a city or region; hotlines that cover it stay
help-filter-near = the nearest first, then hotlines that cover it
help-filter-country = a country, by name or code
help-filter-lang = a language spoken there
help-filter-open = open now, or on a day at a time
help-filter-access = how to reach it: walk-in, phone, outreach, no-id …
help-filter-for = whom it is for
help-filter-checked = checked by a person within so many days
help-filter-publisher = who published it, by name

action-up = Up
action-down = Down
action-page-up = A screenful up
action-page-down = A screenful down
action-first = To the first
action-last = To the last
action-open = Open or choose
action-back = Back; in the query: clear
action-focus-next = On to the next part: query, list, filters
action-focus-previous = Back to the part before
action-focus-query = Type in the query
action-focus-filters = Go to the filters
action-complete = Take the completion
action-take-offer = Take what is offered
action-drop-filter = Drop the last filter
action-clear-all = Drop all words and filters
action-next-entry = Next result
action-previous-entry = Previous result
action-next-section = Next section
action-previous-section = Previous section
action-copy = Copy a phone number, address or the entry
action-copy-all = Copy the whole entry
action-reveal = Show what is withheld because it is much too old
action-text-language = Read the entry in another language
action-related = Services of the organisation, or its organisation
action-find-inside = Find words inside the entry
action-find-next = Next place of the words
action-status = About the directory: age, publisher, coverage
action-help = Help
action-palette = All actions by name
action-language = Next language of the program
action-theme = Next theme
action-lock = Lock: clear everything and show nothing
action-suspend = Lock, and back to the shell for now
action-quit = Quit
action-quick-exit = Leave at once and leave no trace on the screen
action-open-nth = Open the one with this number

footer-open = open
footer-take-offer = take it
footer-complete = complete
footer-focus-next = next part
footer-drop-filter = drop filter
footer-focus-query = query
footer-copy = copy
footer-reveal = show contacts
footer-next-entry = next
footer-next-section = section
footer-related = related
footer-find-inside = find
footer-find-next = next place
footer-back = back
footer-help = help
footer-lock = lock

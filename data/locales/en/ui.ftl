# Words of the screens themselves.

ui-too-small = window too small ({ $columns }×{ $rows } needed)
loading-so-far = Loading the directory … { $done } of { $total }

mode-query = query
mode-list = list
mode-filters = filters
mode-read = entry
mode-inside = find
mode-picker = choice
mode-palette = actions
mode-status = status
mode-help = help

find-label = Find
find-placeholder = a name, a need, a place …
find-no-filters = need: any · place: any · lang: any · open: any
find-count = { $found } of { $all }
find-best-first = best match first
directory-with-age = { $publisher } v{ $version } · { $age }
directory-without-age = { $publisher } v{ $version }
directory-days = { $days ->
    [0] today
    [one] 1 day
   *[other] { $days } days
}
ui-standing-demo = For training: nothing in this directory is real.
ui-standing-embedded = Came with the program, checked by nobody: call before you send anyone.

start-heading = What is needed? Type, or { $keys }.
start-heading-short = What is needed?
start-entries = { $count ->
    [one] 1 entry
   *[other] { $shown } entries
}
completions = { $key } takes the first:
row-stale = stale

nothing-offer-replace = { $key } searches that
nothing-offer-word = { $key } drops the word
nothing-offer-filter = { $key } drops the filter
nothing-offer-filters = { $key } drops these filters
nothing-clear = { $key } clears
nothing-back = { $key } to the query

preview-more = { $count ->
    [one] … one more line
   *[other] … { $count } more lines
}
read-position = { $at } of { $total }
read-find-label = Find in this entry:
lines-more-below = lines { $first }–{ $last } of { $total } · more below
lines-to-the-end = lines { $first }–{ $last } of { $total } · end

status-title = About the directory
help-title = Help
palette-title = Actions
palette-placeholder = part of a name
palette-none = No action has this name.
palette-hint = (key): works on another screen

footer-read = read
footer-toggle = on or off

# The shortlist and handing it over: what the program says to the worker. What
# stands on the handout itself is in handout.ftl.

cli-about-handout = Write or print a handout for somebody, in their language
cli-arg-handout-ids = Ids of the entries to hand over
cli-arg-handout-to = File to write: .txt, .md or .html; without it, and without --print, the text is printed here
cli-arg-handout-print = Print it on the system's printer
cli-arg-handout-printer = Print it on this printer
cli-arg-handout-printers = List the printers and do nothing else
cli-arg-handout-large = Large letters
cli-arg-handout-discreet = Nothing that tells what it is: no heading, no names, no web addresses
cli-arg-handout-pocket = Only what is needed most, in small cards to fold
cli-arg-handout-at = When the person can go, such as fri-18:00: says whether it is open then
cli-arg-handout-from = Entry at which the person starts: says how far it is from there
cli-arg-handout-step = What to do next: call-first, bring-id, bring-papers, ask-interpreter, take-someone, write-down, come-back or ask-for; may be given several times
cli-arg-handout-own-step = What to do next in own words; with ask-for, what to ask for. A single - reads it from standard input
cli-arg-handout-note = A note. A single - reads it from standard input, which keeps it out of the shell's history

handout-saved = Written: { $path }
handout-printed = Sent to the printer { $printer }
printers-none = no printer is set up
printers-usual = { $printer } (used if none is named)

cli-error-nothing-to-hand-over = No entry is named to hand over.
cli-hint-nothing-to-hand-over = Give the ids that "find" prints.
cli-error-no-handout-language = No handout can be written in "{ $tag }".
cli-hint-no-handout-language = Choose one of: { $tags }.
cli-error-unknown-handout-form = The ending of { $path } does not say what to write.
cli-hint-unknown-handout-form = Let the name end in .txt, .md or .html.
cli-error-unknown-step = There is no step "{ $step }".
cli-hint-unknown-step = Choose one of: { $steps }.
cli-error-not-a-moment = "{ $given }" is no time.
cli-hint-not-a-moment = Write it like 14:30 or fri-18:00.
cli-error-not-on-the-map = Nobody knows, or nobody may know, where "{ $id }" is.
cli-hint-not-on-the-map = Start from another entry, or leave --from out.
cli-error-which-printer = It is not said on which printer: { $printers }
cli-hint-which-printer = Name one with --printer.
cli-error-printer = Nothing was printed: { $detail }.
cli-hint-printer = See whether the printer is set up and on, or write a file with --to.
cli-error-handout-not-written = { $path } cannot be written: { $detail }.
cli-hint-handout-not-written = Name another file, on a disk with room on which you may write.

results-on-shortlist = ★ shortlist
results-listed = ★
shortlist-title = Shortlist
shortlist-count = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
shortlist-in-vault = kept in the vault
shortlist-in-memory = only in memory, gone when you lock or quit
shortlist-none = Nothing is on the shortlist. { $key } on a result or an entry puts it here.
shortlist-added = { $count ->
    [one] On the shortlist: { $name } (1 entry)
   *[other] On the shortlist: { $name } ({ $count } entries)
}
shortlist-removed = { $count ->
    [0] Off the shortlist: { $name } (nothing left)
    [one] Off the shortlist: { $name } (1 entry left)
   *[other] Off the shortlist: { $name } ({ $count } entries left)
}
shortlist-gone = This entry is not in the directory any more.
shortlist-emptied = The shortlist is empty.
shortlist-empty-again = { $key } again drops every entry and note.
shortlist-with-all = With all of it
shortlist-note = Note:
shortlist-note-about = Note about { $name }:
shortlist-own-step = In your own words:

help-shortlist = On the shortlist
mode-shortlist = shortlist
mode-line = typing
action-shortlist = Put on the shortlist, or take off
action-to-shortlist = Shortlist
action-note = Write a note
action-move-up = Move up in the list
action-move-down = Move down in the list
footer-shortlist = shortlist
footer-note = note
footer-move-up = up
footer-move-down = down
footer-remove = take off
footer-take = take it

# The shortlist and handing it over: what the program says to the worker. What
# stands on the handout itself is in handout.ftl.

cli-about-handout = Write or print a handout for somebody, in their language
cli-about-shortlist = Put entries aside for somebody; needs a vault to last from one command to the next
cli-about-shortlist-add = Put an entry on the shortlist
cli-about-shortlist-remove = Take an entry off the shortlist
cli-about-shortlist-list = Say what is on the shortlist
cli-about-shortlist-clear = Drop every entry and note of the shortlist
cli-arg-shortlist-id = Id of the entry, as "find" prints it
cli-arg-shortlist-note = A note about it. A single - reads it from standard input, which keeps it out of the shell's history
cli-arg-handout-ids = Ids of the entries to hand over; without any, those of the shortlist in the vault
cli-arg-handout-to = File to write: .txt, .md or .html; a single - is standard output, as without --to and --print
cli-arg-handout-as = Form to write, whatever the name of the file says: txt, md or html
cli-arg-handout-print = Print it on the system's printer
cli-arg-handout-printer = Print it on this printer
cli-arg-handout-printers = List the printers and do nothing else
cli-arg-handout-large = Large letters
cli-arg-handout-discreet = Nothing that tells what it is: no heading, no names, no web addresses
cli-arg-handout-past-limit = Also what is so old that its publisher no longer stands by it
cli-arg-handout-pocket = Only what is needed most, in small cards to fold
cli-arg-handout-at = When the person can go, such as fri-18:00: says whether it is open then
cli-arg-handout-from = Entry at which the person starts: says how far it is from there
cli-arg-handout-step = What to do next: call-first, bring-id, bring-papers, ask-interpreter, take-someone, write-down, come-back or ask-for; may be given several times
cli-arg-handout-own-step = What to do next in own words; with ask-for, what to ask for. A single - reads it from standard input
cli-arg-handout-note = A note. A single - reads it from standard input, which keeps it out of the shell's history

handout-saved = Written: { $path }
handout-printed = Sent to the printer { $printer }
handout-gone = Not in the directory any more, so left out: { $name }
printers-none = no printer is set up
printers-usual = { $printer } (used if none is named)

cli-error-nothing-to-hand-over = No entry is named to hand over.
cli-hint-nothing-to-hand-over = Give the ids that "find" prints, or put some on the shortlist in the vault: "parasol shortlist add ID".
cli-error-past-limit = { $name } comes from a version that is much too old: { $publisher } stood by it until { $date }.
cli-hint-past-limit = Get a newer one; or call each number first, then add --past-limit.
cli-error-shortlist-needs-vault = Without a vault a shortlist ends with the program.
cli-hint-shortlist-needs-vault = "parasol passphrase set" makes one; or name the ids: "parasol handout ID…".
cli-error-not-on-shortlist = "{ $id }" is not on the shortlist.
cli-hint-not-on-shortlist = "parasol shortlist list" says what is.
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
cli-error-file-not-written = { $path } cannot be written: { $detail }.
cli-hint-file-not-written = Name another file, on a disk with room on which you may write.
cli-detail-no-folder = there is no such folder

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
footer-take-off = take off
footer-take = take it

handover-title = Hand over
handover-what = What
handover-language = In which language
handover-letters = Letters
handover-discreet = Discreet
handover-when = Can go
handover-from = Starts from
handover-shortlist = { $count ->
    [one] the shortlist (1 entry)
   *[other] the shortlist ({ $count } entries)
}
handover-usual = usual
handover-large = large
handover-pocket = small, to fold into a pocket
handover-yes = yes: nothing tells what it is
handover-no = no
handover-any-time = not said
handover-not-said = not said
handover-no-start = not said: nothing read or listed is on the map
handover-nothing = Nothing of this is in the directory any more.
handover-withheld = Something of this is much too old: a number may be somebody else's by now. Call each one before you hand it over. { $key } makes the handout.
handover-choose-first = Choose an entry first, or put some on the shortlist.
handover-reading = text
handover-type-when = When (18:00 or fri-18:00):
handover-type-when-again = That is no time. 18:00 or fri-18:00:
handover-type-file = File (.html .txt .md):
handover-type-file-ending = Must end in .html, .txt or .md:
handover-type-file-exists = It is there already. Enter writes over it:
handover-saved = Written, readable for whoever finds it: { $path }
handover-not-saved = { $path } cannot be written: { $detail }. Name another file, on a disk with room.
handover-not-printed = Nothing was printed: { $detail }. See whether the printer is set up and on, or write a file.
handover-which-printer = Print on
handover-usual-printer = { $printer } (the usual one)
handover-copy-message = As a message: short, without line breaks of its own
handover-copy-text = As text for printing, 76 columns
handover-copy-markdown = As Markdown
printers-no-program = there is no program "lp"

codes-title = Which code?
codes-position = { $at } of { $total }
codes-too-small = The window is too small for this code: { $columns }×{ $rows } needed.

help-handover = Handing over
help-codes = While a code is shown
mode-handover = hand over
mode-codes = code
action-hand-over = Hand over: a file, the printer, the clipboard, codes
action-codes = Codes for the camera of a phone
action-next-choice = Next choice, next code
action-previous-choice = Choice before, code before
action-write-file = Write a file
action-print = Print
action-invert = Change dark and light of the code
footer-hand-over = hand over
footer-codes = QR
footer-next-choice = next
footer-next-code = next
footer-previous-choice = before
footer-write-file = file
footer-print = print
footer-invert = invert
footer-type = type
footer-text = text
footer-choices = choices

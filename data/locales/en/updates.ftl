# Updates: the screen, and the commands sync, sources and drives.

mode-updates = updates
mode-trust = words
action-updates = Updates: sites, sticks, what they would change
action-details = Everything about the selected update
action-go-back = Go back to the directory before the last update
footer-updates = updates
footer-details = details
footer-go-back = back to before
footer-next-step = go on
footer-take-it = take it
footer-look-again = look again
footer-accept = they are the same
footer-stop = stop
footer-not-now = not now
help-updates = Updates

updates-title = Updates
updates-words-label = First two words:
updates-drive = USB
updates-site = web
updates-refused = refused
updates-not-looked-at = not looked at yet
updates-never-asked = never asked
updates-asked = asked { $ago }
updates-size-unknown = ? size
updates-version = version { $version }
updates-new-publisher = new publisher, version { $version }
updates-the-one-in-use = version { $version }, the one in use
updates-older = version { $version }, older than yours
updates-newer = version { $version }, newer
updates-newer-by = version { $version }, { $by } newer
updates-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
updates-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
updates-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
updates-in-use = version { $version } in use
updates-news = Update from { $name } on USB: { $what } — { $key } to look

updates-decimal = .
updates-bytes = { $count } B
updates-kilobytes = { $count } kB
updates-megabytes = { $count } MB
updates-step-checking = Checking signatures
updates-step-getting = Getting
updates-step-unpacking = Unpacking and comparing
updates-step-writing = Writing
updates-so-far = { $done } of { $total }
updates-rate = { $rate } a second
updates-seconds-left = { $count } s left
updates-minutes-left = { $count } min left
updates-stopped = Stopped. Your directory is unchanged.

updates-none = There is no drive with an update, and no site is known.
updates-none-hint = Put in a stick, or name a site with "parasol sources add".
updates-look = { $key } looks at it.
updates-ask = { $key } asks the site whether there is something newer.
updates-ask-secret = A few kilobytes. The line is encrypted; the site sees your address on the net.
updates-ask-open = A few kilobytes. Everybody on the way can see what is asked for; the signatures protect what comes.
updates-signed-known = Signed by { $name } · words: { $words } · same publisher as now
updates-signed-short = Signed by { $name }, same publisher
updates-signed-new = New publisher: { $name } · words: { $words }
updates-looks-like = Careful: the name looks like { $name }, which you have, but it is another publisher.
updates-clock-behind = The clock of this machine is wrong: this was signed on { $date }, which is still to come.
updates-expired = Its publisher stood by it until { $date }. Ask for something newer.
updates-compare = Compare the words with the paper that you were given. If they differ, do not use it.
updates-then-words = { $key }: they are the same.
updates-type-words = Type the first two words, then { $key }.
updates-other-words = Those are not the first two words. Compare them with your paper.
updates-get = { $key } gets { $size } and shows what changes.
updates-get-the-rest = { $key } gets the { $size } that are left and shows what changes; { $kept } are here already.
updates-nothing-newer = You have this version. There is nothing newer here.
updates-older-kept = You have a newer version, which stays.
updates-dates = Version { $version }, published { $published }, good until { $expires }
updates-counts = { $organizations } organisations, { $services } services
updates-contact = Contact: { $contact }
updates-hex = Fingerprint: { $hex }
updates-changes = { $added } added · { $changed } changed · { $withdrawn } withdrawn
updates-nothing-that-matters = Nothing changes for the entries on your shortlist, nor for those you have read today.
updates-because-shortlist = On your shortlist
updates-because-read = Read today
updates-entry = { $because }: { $name }
updates-entry-fields = { $because }: { $name } · { $fields }
updates-entry-withdrawn = { $because }: { $name } · withdrawn: { $reason }
updates-nothing = nothing
updates-reason-closed = it closed
updates-reason-unsafe = it is not safe
updates-reason-wrong = it was wrong
updates-reason-duplicate = it was there twice
updates-reason-request = it was asked for
updates-more = … { $count } more: { $key }

updates-taken = { $withdrawn ->
    [0] Version { $version } in use. { $key } goes back.
    [one] Version { $version } in use. 1 entry was withdrawn. { $key } goes back.
   *[other] Version { $version } in use. { $withdrawn } entries were withdrawn. { $key } goes back.
}
updates-went-back = Back to { $name } version { $version }. What was withdrawn stays withdrawn.
updates-went-back-to-nothing = Back to the directory before.
updates-nothing-to-undo = Nothing was taken that could be undone.
updates-entry-gone = "{ $name }" is not in the new version.
updates-unchanged = Your directory is unchanged.

updates-refused-damaged = The file is damaged or cut short.
updates-hint-damaged = Copy or fetch it again.
updates-refused-not-trusted = It is not signed by its publisher.
updates-hint-not-trusted = Do not use it. Ask the publisher.
updates-refused-older = You have version { $have }; this is { $offered }.
updates-hint-older = Ask for the newest.
updates-refused-unknown-publisher = Nobody has accepted this publisher: { $name }
updates-hint-unknown-publisher = Compare the words with your paper.
updates-refused-unsafe = Refused for safety: { $detail }
updates-hint-unsafe = Report it to whoever gave you the program.
updates-refused-unsupported = It was made for a newer program.
updates-hint-unsupported = Ask for a newer program.
updates-refused-expired = Its publisher does not stand by it any more.
updates-hint-expired = Ask for the newest.
updates-refused-unreachable = No connection to { $place } ({ $detail }). { $kept } are kept.
updates-hint-unreachable = Try again later: what is here is not fetched twice.
updates-refused-cannot-read = { $place } cannot be read: { $detail }
updates-hint-cannot-read = Put the drive in again, or copy the file.
updates-refused-store-in-use = Another program has the store open.
updates-hint-store-in-use = Close it and try again.
updates-refused-disk-full = There is no room left on the disk.
updates-hint-disk-full = Free some space and try again.
updates-refused-cannot-write = The store cannot be written: { $detail }
updates-hint-cannot-write = Make its folder writable.
updates-refused-no-store = This directory is only in memory, so nothing can be taken.
updates-hint-no-store = Start the program without --demo.
updates-refused-nothing-before = There is no directory to go back to.
updates-hint-nothing-before = It is kept from the next update on.
updates-refused-other = It did not work: { $detail }
updates-hint-other = Try again. "parasol doctor" says more.

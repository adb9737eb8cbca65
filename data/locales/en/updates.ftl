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
footer-let-it-go-on = let it go on
help-updates = Updates

updates-title = Updates
updates-words-label = First two words:
updates-drive = USB
updates-site = web
updates-refused = refused
updates-not-reached = not reached
updates-damaged = damaged
updates-unreadable = cannot be read
updates-nothing-there = nothing there
updates-failed = did not work
updates-not-looked-at = not looked at yet
updates-never-asked = never asked
updates-asked = asked { $ago }
updates-tried = { $what }, asked { $ago }
updates-size-unknown = ? size
updates-version = version { $version }, not in use now
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
updates-kept-aside = version { $version }, kept, not shown
updates-news = Update from { $name } on USB: { $what } — { $key } to look
updates-news-unusable = The file on { $name } cannot be used — { $key } to look

updates-decimal = .
updates-bytes = { $count } B
updates-kilobytes = { $count } kB
updates-megabytes = { $count } MB
updates-step-asking = Asking
updates-step-checking = Checking signatures
updates-step-getting = Getting
updates-step-unpacking = Unpacking and comparing
updates-step-writing = Writing
updates-so-far = { $done } of { $total }
updates-rate = { $rate } a second
updates-seconds-left = { $count } s left
updates-minutes-left = { $count } min left
updates-waits = waiting for { $count } s
updates-waits-for = { $place } has said nothing for { $count } s. After some minutes it is given up.
updates-meanwhile = { $stop } stops it. { $leave } leaves this screen and lets it go on.
updates-drive-gone = The drive was taken out. What is needed of it is here.
updates-goes-on = It goes on. { $key } shows how far it is.
updates-ready = { $name } version { $version } is here — { $key } to look
updates-stopped = Stopped. Your directory is unchanged.

updates-none = There is no drive with an update, and no site is known.
updates-none-hint = Put in a stick, or name a site with "parasol sources add".
updates-look = { $key } looks at it.
updates-last-time = The last time, { $ago }: { $what }.
updates-ask = { $key } asks the site whether there is something newer.
updates-ask-secret = A few kilobytes. The line is encrypted; the site sees your address on the net.
updates-ask-open = A few kilobytes. Everybody on the way can see what is asked for; the signatures protect what comes.
updates-signed-known = Signed by { $name } · words: { $words } · same publisher as now
updates-signed-short = Signed by { $name }, same publisher
updates-signed-before = Signed by { $name }, accepted before, not in use now
updates-signed-just-accepted = New publisher, accepted by you just now: { $name }
updates-signed-by-administrator = New publisher, accepted for this machine: { $name }
updates-words = Words: { $words }
updates-signed-short-new = New publisher, accepted: { $name }
updates-signed-new = New publisher: { $name } · words: { $words }
updates-off = Switched off here: kept and not shown.
updates-off-hint = "parasol publishers on { $publisher }" shows it.
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
updates-counts = { $organizations_count ->
    [one] { $organizations } organisation
   *[other] { $organizations } organisations
}, { $services_count ->
    [one] { $services } service
   *[other] { $services } services
}
updates-contact = Contact: { $contact }
updates-hex = Fingerprint: { $hex }
updates-changes = { $added } added · { $changed } changed · { $withdrawn } withdrawn
updates-left-out = { $count } left out
updates-nothing-that-matters = Nothing changes for the entries on your shortlist, nor for those you have read today.
updates-because-shortlist = On your shortlist
updates-because-read = Read today
updates-entry = { $because }: { $name }
updates-entry-fields = { $because }: { $name } · { $fields }
updates-entry-withdrawn = { $because }: { $name } · withdrawn: { $reason }
updates-nothing = nothing
updates-reason-closed = it closed
updates-reason-unsafe = it is not safe
updates-reason-dangerous = it is dangerous
updates-reason-asked = it was asked for
updates-reason-wrong = it was wrong
updates-reason-duplicate = it was there twice
updates-reason-left-out = left out of the new version
updates-reason-request = it was asked for
updates-more = … { $count } more: { $key }

updates-taken = { $withdrawn ->
    [0] Version { $version } in use. { $key } goes back.
    [one] Version { $version } in use. 1 entry was withdrawn. { $key } goes back.
   *[other] Version { $version } in use. { $withdrawn } entries were withdrawn. { $key } goes back.
}
updates-taken-off = Version { $version } kept. { $name } is switched off: nothing is shown. { $key } goes back.
updates-now-in-use = In use now: { $what }.
updates-older-in-use = In use now: { $what }. Withdrawn entries stay withdrawn.
updates-out-of-use = { $name } is not in use any more. In use now: { $what }.
updates-none-in-use = No directory is in use now.
updates-the-other = { $name } (the other)
updates-name-and-version = { $name } version { $version }
updates-going-back = Undoing…
updates-nothing-to-undo = Nothing was taken that could be undone.
updates-entry-gone = "{ $name }" is not in the new version.
updates-kept = { $kept } of it are here already.
updates-for-experts = For whoever helps you: { $detail }
updates-unchanged = Your directory is unchanged.

updates-refused-damaged = The file is damaged or cut short.
updates-hint-damaged = Copy it again, or get it from somebody else.
updates-refused-damaged-site = What { $place } sent is damaged or cut short.
updates-hint-damaged-site = Try again later. If it stays so, tell the publisher.
updates-refused-not-trusted = It is not signed by its publisher.
updates-hint-not-trusted = Do not use it. Ask the publisher.
updates-refused-old-keys = It is signed with keys that its publisher has replaced since.
updates-hint-old-keys = It is from before that, or not honest. Ask the publisher for the newest.
updates-refused-older = You have version { $have }; this is { $offered }.
updates-hint-older = Ask for the newest.
updates-refused-unknown-publisher = Nobody has accepted this publisher: { $name }
updates-hint-unknown-publisher = Compare the words with your paper.
updates-refused-unsafe = Refused for safety: there is something in it that no honest file has.
updates-hint-unsafe = Do not use it. Tell the publisher and whoever gave it to you.
updates-refused-unsupported = It was made for a newer program.
updates-hint-unsupported = Ask for a newer program.
updates-refused-expired = Its publisher does not stand by it any more.
updates-hint-expired = Ask for the newest.
updates-refused-unreachable = No connection to { $place }: { $why }.
updates-refused-cannot-read = { $place } cannot be read.
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
updates-refused-nothing-there = { $place } has no directory.
updates-hint-nothing-there = Compare the address with the paper of the publisher.
updates-refused-other = It did not work: { $detail }
updates-hint-other = Try again. "parasol doctor" says more.

# Why there is no connection, and what to do.

line-no-host = its name is not found
line-hint-no-host = See whether this machine is on a network, then compare the address.
line-no-answer = nobody answers there
line-hint-no-answer = See whether this machine is on a network. If it is, try again later.
line-silent = it did not answer in time
line-hint-silent = Try again later, or where the network is better. What is here is not fetched twice.
line-broken = the line broke off
line-hint-broken = Try again, or where the network is better. What is here is not fetched twice.
line-not-secret = the line could not be encrypted; perhaps this network wants you to log in
line-hint-not-secret = Open a browser, log in if it asks, see whether the date of this machine is right, then try again.
line-page = this network answered with a page of its own, perhaps to log in
line-hint-page = Open a browser, log in, then try again. If it stays so, compare the address.
line-status = it has a fault of its own (number { $value })
line-hint-status = Try again later. If it stays so, tell the publisher.
line-redirects = it leads from address to address without an end
line-hint-redirects = Try again later. If it stays so, tell the publisher.
line-proxy = the proxy { $value }, which this machine is set to use, does not answer
line-hint-proxy = Ask whoever set up this machine. The settings are HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.
line-bad-proxy = the proxy { $value }, which this machine is set to use, is of a kind that the program does not speak
line-hint-bad-proxy = Ask whoever set up this machine. The settings are HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.

# The commands sources, sync and drives.

cli-about-sources = The sites that updates may be asked of
cli-about-sources-add = Add a site; nothing is asked of it yet
cli-about-sources-list = List the sites, with what they last answered
cli-about-sources-remove = Remove a site
cli-about-sync = Ask sites for updates: say what they cost and change, and use them from now on
cli-about-drives = Bundles on drives that can be taken out, each verified
cli-arg-url = Address of a site: https://… or http://…
cli-arg-metered = The line costs money: ask before fetching much
cli-arg-if-older = Only ask sites that have not answered for so many days
cli-arg-debug-hurry = Little patience with the line, for tests

sources-added = { $url } is a source now. "parasol sync" asks it.
sources-there = { $url } is a source already.
sources-removed = { $url } is no source any more.
sources-answered = { $url }: version { $version }, asked { $date }
sources-none = No site is known yet. "parasol sources add URL" adds one.
sources-never-asked = { $url }: never asked
sources-never-answered = { $url }: never answered; asked { $tried }: { $what }
sources-answered-before = { $url }: version { $version }, asked { $date }; the last time, { $tried }: { $what }
sources-failed = refused ({ $code })
sources-failed-unreachable = no connection
sources-failed-nothing-at-address = no directory there
sources-failed-older = an older version than before
sources-failed-unknown-publisher = a publisher that nobody has accepted
sources-failed-damaged = damaged
sources-failed-not-trusted = not signed as it has to be
sources-in-the-open = Everybody on the way to { $site } can see what is asked for. The signatures protect what comes.
sources-not-an-address = it does not begin with https:// or http://
sources-credentials = a name or password in it would lie on the disk in clear
sources-question = there is a ? or # in it

sync-source = Source
sync-state = Answer
sync-not-asked = not asked again yet; version { $version } the last time
sync-unchanged = nothing newer than version { $version }, which is in use
sync-unchanged-off = nothing newer than version { $version }, which is kept; its publisher is switched off
sync-offered = version { $version }, not taken
sync-taken = version { $version }, in use now
sync-taken-off = version { $version }, kept; its publisher is switched off
sync-failed = none
sync-at = { $site }: { $what }
sync-lags = { $site } lags behind another site: { $what }
sync-kept = { $hint } { $kept } of { $bytes } are kept and are not fetched again.
sync-to-get = { $site }: version { $version }, { $bytes } to get
sync-rest-to-get = { $site }: version { $version }, { $bytes } to get; { $kept } are here already
sync-metered-question = Get { $bytes } over this line?

drives-line = { $drive }: { $file } ({ $bytes }): { $what }
drives-new-publisher = { $name }, version { $version }, a new publisher
drives-known = { $name }, version { $version }, not in use now
drives-newer = { $name }, version { $version }, newer than { $have }
drives-in-use = { $name }, version { $version }, the one in use
drives-older = { $name }, version { $version }, older than { $have }

cli-error-no-sources = No site is known that could have updates.
cli-hint-no-sources = "parasol sources add URL" adds one; a bundle in a file is taken by "parasol import FILE".
cli-error-unknown-source = { $url } is none of the sources.
cli-hint-unknown-source = "parasol sources list" names them.
cli-error-nothing-at-address = There is no directory at { $url }.
cli-hint-nothing-at-address = Compare the address with the paper of the publisher.
cli-error-no-bundles = No drive has a bundle on it.
cli-hint-no-bundles = See whether the drive is mounted and the file ends in .parasol; "parasol import FILE" takes one from anywhere.
cli-error-not-an-address = "{ $given }" cannot be a source: { $detail }.
cli-hint-not-an-address = Give the address of a folder on a web host, such as https://updates.example/directory
cli-error-too-many-sources = More sources than these are not kept.
cli-hint-too-many-sources = Remove one with "parasol sources remove URL".
cli-error-sources-file = The list of sources cannot be used: { $detail }
cli-hint-sources-file = Mend the line, or move the file away and add the sources again.
cli-error-metered = { $bytes } is more than the { $limit } that is fetched over a metered line without a question. Your directory is unchanged.
cli-hint-metered = At a terminal and without --yes you are asked; on another line, leave out --metered.

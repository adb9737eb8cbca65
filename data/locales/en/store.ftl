# Taking bundles, publishers, going back.

store-remark-not-rebuilt = The directory of { $publisher } could not be rebuilt: no bundle of it is kept whole. Import it again.
store-remark-rebuilt-older = Of { $publisher } only version { $version } could be rebuilt; version { $newest } was in use. What was withdrawn since stays withdrawn. Import version { $newest } again.
store-remark-no-way-back = What "rollback" went back to could not be rebuilt: its bundle is not kept whole. It begins anew with the next update.
store-remark-unwritable = { $message } What is there can be read; nothing can be taken.
cli-about-import = Take a bundle: verify it, say what changes, and use it from now on
cli-about-rollback = Go back to the version before; a second time, forward again
cli-about-share = Write the verified bundle in use, to pass it on
cli-about-publishers = Whose records there are; switch a publisher off, on or away
cli-about-publishers-list = List the publishers whose records there are
cli-about-publishers-off = Keep the records of a publisher and do not show them
cli-about-publishers-on = Show the records of a publisher again
cli-about-publishers-remove = Drop the records of a publisher and trust it no longer

cli-arg-dry-run = Only say what would change
cli-arg-trust = Fingerprint of a publisher that is not known yet: all the words, or hex digits
cli-arg-debug-end-at = End the program at a named stage, for tests; NAME:2 the second time it comes there
cli-arg-share-to = The file to write, or a folder
cli-arg-publisher = Id or name of a publisher

store-have = Version in use
store-have-nothing = none
store-have-off = { $version }, switched off
store-changes = Changes
store-changed = { $added } added, { $changed } changed, { $withdrawn } withdrawn, { $gone } left out
store-looks-like = Take care: { $name } looks like { $other }, which is another publisher.
store-called-so-too = Take care: another publisher that is known here is called { $other } too.
store-not-accepted = { $name } is a new publisher. Nobody has accepted it here yet; its words are: { $words }. Compare them with the paper that you were given.
store-off = { $name } is switched off here: what is taken of it is kept and not shown. "parasol publishers on { $publisher }" shows it.
store-shortlist-same = nothing changes for what is on it
store-shortlist-closed = What changes on your shortlist cannot be said: { $message }
store-unreadable = { $count ->
    [one] One record cannot be read and is left out.
   *[other] { $count } records cannot be read and are left out.
}
store-told-where = { $count ->
    [one] One record tells where a confidential place is. That is left out, and the bundle itself is not kept: it cannot be passed on. Tell the publisher.
   *[other] { $count } records tell where a confidential place is. That is left out, and the bundle itself is not kept: it cannot be passed on. Tell the publisher.
}
store-already = This is what is in use already.
store-import-question = Use it from now on?
store-imported = It is in use now. "parasol rollback" goes back.
store-imported-off = Version { $version } is kept. { $name } is switched off, so nothing of it is shown: "parasol publishers on { $publisher }" shows it.
store-starter-stays = The starter directory stays beside it. "parasol publishers off starter" hides it.
store-other-fingerprint = This is not the fingerprint given with --trust. Compare the words with the paper that you were given; if they differ, do not use it.
store-older-removed = { $name } was removed here, but version { $have } of it was taken before, and nothing older is taken again: this is { $offered }.
store-older-than-before = Version { $have } of { $name } was taken before, and nothing older is taken again: this is { $offered }. In use: { $inuse }.
store-trust-question =
    New publisher: { $name }
    Fingerprint: { $words }
    In hex: { $hex }
    Compare the words with the paper you were given. If all of them are the same, type the first two; anything else stops:
store-rollback-question = Go back to the version before?
store-rollback-question-to = Go back to this? { $which }.
store-rollback-question-undo = Undo going back? Then in use: { $which }.
store-rolled-back = The version before is in use again. What was withdrawn since stays withdrawn.
store-rolled-back-to = Gone back. In use now: { $which }. What was withdrawn since stays withdrawn.
store-rolled-back-undone = Going back is undone. In use now: { $which }.
store-in-use = { $name }: version { $version }
store-moved-to = { $name } version { $version }
store-moved-away = nothing of { $name }
store-shared = { $name }, version { $version }: { $file } ({ $bytes })
publishers-shown = { $name }, version { $version } ({ $publisher })
publishers-off = { $name }, version { $version } ({ $publisher }): switched off
publishers-now-off = The records of { $name } are not shown any more.
publishers-now-on = The records of { $name } are shown again.
publishers-remove-question = Drop all records of { $name }, and trust it no longer?
publishers-removed = { $name } is removed. What it withdrew stays withdrawn.

cli-error-nothing-before = There is no version before this one.
cli-hint-nothing-before = Import a bundle first.
cli-error-no-such-publisher = There is no publisher "{ $name }" here.
cli-hint-no-such-publisher = "parasol publishers list" names them.
cli-error-several-called-so = "{ $name }" can be several publishers: { $which }.
cli-hint-several-called-so = Say which one by its id, or as much of it as is enough.
publishers-apart = { $publisher } ({ $name }, version { $version }, words: { $words })
publishers-apart-off = { $publisher } ({ $name }, version { $version }, switched off, words: { $words })
cli-error-nothing-to-share = There is no signed bundle here to pass on.
cli-hint-nothing-to-share = Import one first. The starter directory comes with the program.
cli-error-several-to-share = { $count } bundles do not go into one file.
cli-hint-several-to-share = Name a folder that is there, or one of them with --publisher.
cli-error-not-in-demo = The made-up directory cannot be changed.
cli-hint-not-in-demo = Leave out --demo.
cli-error-trusted-file = { $path } cannot be used: { $detail }
cli-hint-trusted-file = It has one line: fingerprints = ["…"]. Ask whoever set up this computer.

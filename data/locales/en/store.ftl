# Taking bundles, publishers, going back.

store-remark-not-rebuilt = The directory of { $publisher } could not be rebuilt from its kept bundle: { $detail }. Import it again.
store-remark-rebuilt-older = Of { $publisher } only version { $version } could be rebuilt; version { $newest } was in use. What was withdrawn since stays withdrawn. Import version { $newest } again.
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
store-changes = Changes
store-changed = { $added } added, { $changed } changed, { $withdrawn } withdrawn, { $gone } left out
store-looks-like = Take care: { $name } looks like { $other }, which is another publisher.
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
store-starter-stays = The starter directory stays beside it. "parasol publishers off starter" hides it.
store-other-fingerprint = This is not the fingerprint given with --trust. Compare the words with the paper that you were given; if they differ, do not use it.
store-trust-question =
    New publisher: { $name }
    Fingerprint: { $words }
    In hex: { $hex }
    Compare the words with the paper you were given. If all of them are the same, type the first two; anything else stops:
store-rollback-question = Go back to the version before?
store-rolled-back = The version before is in use again. What was withdrawn since stays withdrawn.
store-in-use = { $name }: version { $version }
store-shared = { $name }, version { $version }: { $file } ({ $bytes } bytes)
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
cli-error-nothing-to-share = There is no signed bundle here to pass on.
cli-hint-nothing-to-share = Import one first. The starter directory comes with the program.
cli-error-several-to-share = { $count } bundles do not go into one file.
cli-hint-several-to-share = Name a folder that is there, or one of them with --publisher.
cli-error-not-in-demo = The made-up directory cannot be changed.
cli-hint-not-in-demo = Leave out --demo.
cli-error-trusted-file = { $path } cannot be used: { $detail }
cli-hint-trusted-file = It has one line: fingerprints = ["…"]. Ask whoever set up this computer.

# Bundles: verifying and publishing.

cli-about-verify = Say whose bundle a file is, and whether all of it is as it was signed
cli-about-publish = Publish a directory: sign it, pack it, withdraw from it
cli-about-publish-init = Make a publisher's folder, and its keys elsewhere
cli-about-publish-build = Compile, sign and pack a release
cli-about-publish-withdraw = Withdraw records from the next release on
cli-about-publish-rotate = Make new keys
cli-about-publish-revoke = Take trust away from keys that were lost or stolen
cli-about-publish-inspect = Show everything that is in a bundle

cli-arg-bundle = The bundle: a file, or a folder with a site
cli-arg-brief = Without what the records say
cli-arg-publisher-dir = Folder of the publisher
cli-arg-publisher-name = Name of the publisher, as workers will read it
cli-arg-contact = How to reach the publisher: mail, phone or web address
cli-arg-writes-in = Language that the publisher writes in, such as es; may be given several times
cli-arg-promise = Days for which a release is promised to be right
cli-arg-single-key = One key for everything: simple, and lost or stolen all at once
cli-arg-root = Signatures and keys for roots, such as 2-of-3
cli-arg-targets = Signatures and keys for releases, such as 1-of-1
cli-arg-keys = Folder of key files; may be given several times: "init" spreads the root keys over them, and puts what releases need into the first
cli-arg-passphrase-fd = Number of an open file whose first line is the passphrase [also: PARASOL_PASSPHRASE]
cli-arg-new-passphrase = Another passphrase for the new keys: asked for, or PARASOL_NEW_PASSPHRASE
cli-arg-out = The bundle to write
cli-arg-reinstate = Id of a record whose withdrawal is taken back; may be given several times
cli-arg-site = Write the same release as a folder for any web host
cli-arg-ids = Ids of the records
cli-arg-reason = Why: closed, dangerous, asked, duplicate or wrong
cli-arg-role = Which role gets new keys: root, targets, snapshot or timestamp; all if none is named
cli-arg-key-ids = Ids of keys, or their first eight digits or more, as "inspect" shows them

bundle-publisher = Publisher
bundle-words = Words
bundle-fingerprint = Fingerprint
bundle-version = Version
bundle-published = Published
bundle-expires = Promised until
bundle-holds = Holds
bundle-counts = { $organizations_count ->
    [one] { $organizations } organisation
   *[other] { $organizations } organisations
}, { $services_count ->
    [one] { $services } service
   *[other] { $services } services
}, { $locations_count ->
    [one] { $locations } place
   *[other] { $locations } places
}; { $withdrawn_count ->
    [one] { $withdrawn } withdrawn
   *[other] { $withdrawn } withdrawn
}
bundle-changes = Since the last version
bundle-changed = { $added } added, { $changed } changed, { $removed } gone, { $withdrawn } withdrawn
bundle-bytes = Bytes
bundle-contact = Contact
bundle-languages = Writes in
bundle-locales = Texts in
bundle-root = Root
bundle-root-holds = version { $version }, holds until { $date }
bundle-role = Role
bundle-role-keys = { $role }: { $need } of { $of }: { $keys }
bundle-part = Part
bundle-part-bytes = { $name }: { $bytes } bytes
bundle-part-absent = { $name }: { $bytes } bytes, not in here
bundle-withdrawn = Withdrawn
bundle-withdrawn-since = { $id }: { $reason }, since version { $version }
bundle-record = Record
bundle-service = Service
bundle-record-is = { $id }: { $name } ({ $services ->
    [one] one service
   *[other] { $services } services
})
bundle-expired = The publisher promised this until { $date }. It is older than that.
bundle-clock-behind = The clock of this computer is behind: this was signed on { $date }.

publish-ask-name = Name of the publisher
publish-ask-contact = How to reach it (mail, phone or web address; may be empty)
publish-ask-languages = Languages it writes in, such as: es en (may be empty)
publish-ask-promise = Days for which a release is promised to be right (45 if empty)
publish-ask-passphrase = Passphrase of the keys
publish-ask-new-passphrase = Passphrase for the new keys
publish-passphrase-short = This passphrase is too short: give { $least } letters or more. Six words drawn by chance hold against a machine that tries day and night.
publish-passphrases-differ = The two were not the same. Begin again.
publish-name-empty = A publisher has to have a name, so that people know whose directory it is.
publish-line-wanted = This cannot be: give one line of plain text, { $most } letters at most.
publish-language-tag = “{ $word }” is written as a tag: { $tag }
publish-no-language = No language that is known has the tag “{ $word }”. Tags are such as es, en, pt-BR or zh-Hant.
publish-days-wanted = Give a whole number of days, from 1 to { $most }.
publish-init-next = Write the words on paper, and give the paper to everyone who will trust you. Put records into the folder "records", then run "parasol publish build".
publish-single-key = One key signs everything. Whoever steals it is you; if it is lost, everyone has to be met again. Once you have two more places to keep keys in, "parasol publish rotate --root 2-of-3" parts it.
publish-keys-apart = { $need } of { $of } root keys have to sign when keys change. Move them to separate places now; a release needs none of them.
publish-one-root-key = Warning: one root key decides about all keys. Whoever steals it is you; if it is lost, no key can be changed any more. Once you have two more places to keep keys in, "parasol publish rotate --root 2-of-3" parts it.
publish-any-root-key = Warning: any one of the { $of } root keys can change all keys. Whoever steals one is you. "parasol publish rotate --root 2-of-3" asks for two.
publish-all-root-keys = Warning: all { $of } root keys have to sign when keys change. If one is lost, no key can be changed any more. "parasol publish rotate --root 2-of-3" lets one of three be lost.
publish-keys-inside = The keys lie inside of the publisher's folder. Never put them into git, or onto a stick that you hand over.
publish-warnings = { $count ->
    [one] One warning. The directory was built all the same.
   *[other] { $count } warnings. The directory was built all the same.
}
publish-more-problems = … and { $count } more
publish-reinstate-how = Name a record that is withdrawn in the last release, after its line was taken out of "withdrawn.jsonl".
publish-root-ends = The root holds until { $date }: run "parasol publish rotate" before.
publish-build-next = This is promised until { $date }. Build the next release before: after that day, everyone reads that this one is old.
publish-withdrawn = { $count ->
    [0] Withdrawn before; nothing to do.
    [one] One record is withdrawn from the next release on. Build and send it now.
   *[other] { $count } records are withdrawn from the next release on. Build and send it now.
}
publish-renewed = New keys for: { $roles }. The root is at version { $version }.
publish-renewed-next = Build a release now: until then, everyone has the old keys. Then destroy the old key files that are named above, and every copy of them.
publish-new-key = New key
publish-old-key = Old key, to be destroyed after the build
publish-old-key-away = Old key, not at hand, to be destroyed too
publish-old-key-kept = Old key, to be kept for what was sealed to it
publish-root-enough = Warning: { $held } of the { $of } root keys lie in { $folder }, and { $need ->
    [one] { $need } is
   *[other] { $need } are
} enough to change all keys. Part them now: each to a place and a keeper of its own.
publish-root-together = Warning: { $held } of the { $of } root keys lie in { $folder }. Part them now, so that { $need ->
    [one] { $need } still signs
   *[other] { $need } still sign
} when one place is lost.
publish-beside-root = Warning: these lie in the folder of a root key, and releases need them: { $files }. Move them to where releases are built.

cli-error-damaged = The file is damaged or cut short. Your directory is unchanged.
cli-hint-damaged = Copy it again, or get it from somebody else.
cli-error-not-trusted = This is not signed as its publisher signs. Your directory is unchanged.
cli-hint-not-trusted = Do not use it. Ask the publisher, by another way than this file.
cli-error-older = You have version { $have }; this is { $offered }.
cli-hint-older = Ask for the newest version.
cli-error-unknown-publisher = New publisher: { $name }. Words: { $words }. Fingerprint: { $hex }
cli-hint-unknown-publisher = Compare the words with the paper that you were given. If they are the same, repeat the command with --trust and the fingerprint.
cli-error-unsafe = Refused for safety: there is something in it that no honest file has. Your directory is unchanged.
cli-hint-unsafe = Do not use the file. Tell the publisher and whoever gave it to you.
cli-error-unsupported = This bundle is of format { $format }, which this program does not know.
cli-hint-unsupported = Get a newer version of the program.
cli-error-expired = This was promised until { $date }.
cli-hint-expired = Ask for the newest version.
cli-error-unreachable = No connection: { $detail }.
cli-hint-unreachable = Try later.
cli-error-cannot-read = { $part } cannot be read: { $detail }.
cli-hint-cannot-read = See whether the name is right, and whether the drive is still there.
cli-error-not-a-publisher = { $path } is not a publisher's folder.
cli-hint-not-a-publisher = "parasol publish init" makes one.
cli-error-already-there = { $path } is there already.
cli-hint-already-there = Name another folder. Nothing is written over.
cli-error-no-keys = There are no key files in { $path }.
cli-hint-no-keys = Name the folder of the keys with --keys; see whether the drive is there.
cli-error-unknown-record = No record has the id “{ $id }”.
cli-hint-unknown-record = "parasol publish inspect FILE" lists the ids of a release.
cli-error-no-such-key = No key of the newest root has an id that begins with “{ $id }”.
cli-hint-no-such-key = "parasol publish inspect FILE" lists the keys. Give eight digits or more.
cli-error-wrong-key-passphrase = The passphrase does not open { $name }.
cli-hint-wrong-key-passphrase = Try again. Nobody can open it without its passphrase.
cli-error-not-a-key = { $name } is not a key file: { $detail }.
cli-hint-not-a-key = Take it from your copy, or move it out of the folder of keys.
cli-error-too-few-keys = Of the role { $role }, { $need ->
    [one] { $need } key has
   *[other] { $need } keys have
} to sign; { $have } { $have ->
    [one] is
   *[other] are
} at hand.
cli-hint-too-few-keys = Name the other folders of keys too: --keys may be given several times.
cli-error-records-invalid = { $count ->
    [one] One record is wrong. Nothing was built.
   *[other] { $count } records are wrong. Nothing was built.
}
cli-hint-records-invalid = Mend what is named above, with its file and line.
cli-error-withdrawn-lost = { $count ->
    [one] One record is withdrawn in the last release, and "withdrawn.jsonl" says so no more. Nothing was built.
   *[other] { $count } records are withdrawn in the last release, and "withdrawn.jsonl" says so no more. Nothing was built.
}
cli-hint-withdrawn-lost = Put the lines back, from git or as they are shown here. Only if the withdrawal was a mistake: --reinstate ID.
cli-error-out-is-folder = { $path } is a folder. Nothing was written.
cli-hint-out-is-folder = Name the file that the bundle is to become, such as { $path }/directory.parasol.
cli-error-out-not-a-bundle = { $path } is there already and is not a bundle. It was left as it is.
cli-hint-out-not-a-bundle = Name another file. Only an older bundle is written over.
cli-error-site-place = A site cannot lie at { $path }: { $other } would be mixed with it, or end up on the web.
cli-hint-site-place = Name a folder that holds nothing else, such as --site site.
cli-error-publisher-settings = publisher.toml cannot be used. { $detail }
cli-hint-publisher-settings = Mend that line.
cli-error-publisher-metadata = The metadata in the publisher's folder cannot be used: { $detail }.
cli-hint-publisher-metadata = Take the folder "metadata" from git or from the last release.
cli-error-too-large = Too much for those who take it: { $have } { $what }, where { $most } are allowed.
cli-hint-too-large = Part the directory, or shorten its records.

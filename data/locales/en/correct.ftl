# Corrections: what a worker knows better, for those who publish it.

cli-about-correct = Note what is not true about an entry, for those who publish it
cli-about-corrections = What you noted for those who publish the directory
cli-about-corrections-list = List it
cli-about-corrections-export = Seal it into a file that only the publisher can open
cli-about-corrections-remove = Drop some of it
cli-arg-correct-field = What is wrong: phone, hours, address, city, email, website, cost, eligibility, name, description; closed, right, other. Asked for if not given
cli-arg-instead-of = Which of several, as the directory has it
cli-arg-says = What is true. A single - reads it from standard input, which keeps it out of the shell's history
cli-arg-known = How you know: asked, visited, told or published
cli-arg-correct-out = Seal it into this file at once instead of keeping it
cli-arg-corrections-out = The file to write
cli-arg-corrections-publisher = Only what is for this publisher: id or name
cli-arg-correction-numbers = Numbers, as "corrections list" prints them
cli-arg-all-corrections = All of it

correct-which-field = What is not right?
correct-what-is-true = What is true?
correct-how-known = How do you know?
correct-number = Number:
correct-field-now = { $field }: { $now }
correct-field-another = { $field }: another one
correct-field-phone = Phone
correct-field-hours = Hours
correct-field-address = Street
correct-field-city = City
correct-field-email = E-mail
correct-field-website = Web
correct-field-cost = Cost
correct-field-eligibility = Who can come
correct-field-name = Name
correct-field-description = What it does
correct-field-closed = It is not there any more
correct-field-right = All of it is right, I checked
correct-field-other = Something else
known-asked = I asked them
known-visited = I was there
known-told = Somebody who was there told me
known-published = It stands on their page or paper

corrections-kept = Noted, and kept in the vault. "parasol corrections export FILE" seals it for the publisher.
corrections-sealed = { $count ->
    [one] One correction is sealed. Only { $publisher } can open the file: send it, or hand it over on a drive.
   *[other] { $count } corrections are sealed. Only { $publisher } can open the file: send it, or hand it over on a drive.
}
corrections-still-kept = What was sealed is still in the vault. "parasol corrections remove --all" drops it.
corrections-removed = { $count ->
    [one] One correction is dropped.
   *[other] { $count } corrections are dropped.
}
corrections-line = { $number }. { $entry } · { $what } ({ $ground })
correct-summary = { $what } → { $text }
correct-ground = { $known }, { $date }

correct-no-entry = Select an entry first.
correct-entry-gone = The entry is not in the directory any more.
correct-nothing-new = Write what is true, or Esc.
correct-no-names = Write nothing that names a person. Only those who publish the directory will read it.
correct-noted = Noted, and kept in the vault. { $key } shows it and seals it for the publisher.
correct-noted-in-memory = Noted until you leave or lock. { $key } seals it for the publisher.
correct-no-key = { $publisher } takes no sealed corrections.
correct-not-sealed = Not sealed: { $detail }.
corrections-title = What you noted
corrections-none = Nothing is noted. On an entry, say what is not true.
corrections-file = File to write:
corrections-in-vault = Kept in the vault.
corrections-in-memory = Only in memory: it ends with the program.

mode-corrections = noted
help-corrections = What you noted as not true
action-correct = Say what is not true about the entry
action-corrections = What you noted as not true
action-remove = Take the selected one away
action-seal = Seal it into a file for the publisher
footer-correct = correct
footer-corrections = noted
footer-remove = drop
footer-seal = seal into a file

correct-says-itself = “{ $field }” says all of it: leave out --says. A remark goes into a correction of its own, --field other.
cli-error-nothing-keeps-it = Nothing would keep this correction: there is no vault.
cli-hint-nothing-keeps-it = Name a file with --out, which is sealed for the publisher at once; or make a vault with "parasol passphrase set".
cli-error-no-such-correction = There is no correction { $number }.
cli-hint-no-such-correction = "parasol corrections list" prints the numbers.
cli-error-nothing-to-seal = There is nothing to seal.
cli-hint-nothing-to-seal = "parasol correct ID" notes a correction.
cli-error-several-publishers = These corrections are for several publishers: { $names }.
cli-hint-several-publishers = Seal a file for each of them with --publisher.
cli-error-no-corrections-key = { $name } takes no sealed corrections.
cli-hint-no-corrections-key = Only publishers who sign their directory do. Tell them by another way; what you noted stays where it is.

cli-about-publish-corrections = Open what workers sealed for you, and take or reject each
cli-arg-sealed-files = Sealed files, as they came
cli-arg-accept = Write this one into its record, with the day of the check; may be given several times
cli-arg-done = You wrote this one into its record yourself: only the day of the check is set
cli-arg-reject = Do not take this one
publish-corrections-open = { $count ->
    [0] Nothing is left to decide.
    [one] One correction is left to decide.
   *[other] { $count } corrections are left to decide.
}
publish-corrections-ask = accept, done by hand, reject, or Enter for later?
publish-corrections-accept = accept
publish-corrections-done = done
publish-corrections-reject = reject
publish-corrections-is-accepted = accepted
publish-corrections-is-done = done by hand
publish-corrections-is-rejected = rejected
publish-corrections-cannot-not-there = no such record
publish-corrections-cannot-changed = the record says something else by now
publish-corrections-cannot-by-hand = to be written by hand
cli-error-not-sealed-for-us = None of your keys opens { $path }.
cli-hint-not-sealed-for-us = It is for another publisher, or damaged. Ask for it again.
cli-error-cannot-accept = The correction of { $id } cannot be written ({ $why }).
cli-hint-cannot-accept = Write it into the record yourself, then say --done; or --reject it.

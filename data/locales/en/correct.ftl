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
corrections-line = { $number }. { $entry } · { $what } → { $text } ({ $known }, { $date })
corrections-line-bare = { $number }. { $entry } · { $what } ({ $known }, { $date })

cli-error-nothing-keeps-it = nothing would keep this correction: there is no vault.
cli-hint-nothing-keeps-it = Name a file with --out, which is sealed for the publisher at once; or make a vault with "parasol passphrase set".
cli-error-no-such-correction = there is no correction { $number }.
cli-hint-no-such-correction = "parasol corrections list" prints the numbers.
cli-error-nothing-to-seal = there is nothing to seal.
cli-hint-nothing-to-seal = "parasol correct ID" notes a correction.
cli-error-several-publishers = these corrections are for several publishers: { $names }.
cli-hint-several-publishers = Seal a file for each of them with --publisher.
cli-error-no-corrections-key = { $name } takes no sealed corrections.
cli-hint-no-corrections-key = Only publishers who sign their directory do. Tell them by another way; what you noted stays where it is.

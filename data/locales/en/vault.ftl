# The vault: passphrases, locking, wiping.

ask-passphrase = Passphrase
ask-new-passphrase = New passphrase
ask-again = Once more
# The word that says yes to a question, in small letters.
ask-yes = yes
ask-confirm = { $question } Type { $yes } to go on:
ask-declined = Nothing was changed.
ask-only-yes = Only "{ $yes }" goes on.

# As bare as a question of any other program: it must not tell what runs here.
lock-prompt = password:

cli-about-passphrase = Keep shortlists, notes and corrections behind a passphrase
cli-about-passphrase-set = Set a passphrase: from now on, what you keep outlives the program
cli-about-passphrase-change = Open the same with another passphrase
cli-about-passphrase-directory = Put the whole directory into the vault too, or take it out: on or off
cli-arg-directory-switch = on: nothing of the directory is left on the disk in clear; off: it is as before
cli-arg-directory-end-at = For tests: ends the program at a stage
cli-about-passphrase-remove = Erase what was kept and its passphrase
cli-about-wipe = Erase what was kept; with --everything, the directory and the settings too
cli-arg-second = A second passphrase, which opens an empty vault. Read docs/safety.md first
cli-arg-everything = The directory and the settings too
cli-arg-yes = Ask no question

passphrase-set = The passphrase is set. Shortlists, notes and corrections are kept from now on. Nobody can open them without it: there is no other way in.
passphrase-second-question = The second passphrase opens an empty vault. What an earlier second one opened is lost. If the passphrase you just gave is itself the second one, everything behind the first is lost.
passphrase-second-set = The second passphrase is set. It opens an empty vault.
passphrase-changed = The passphrase is changed. A copy of this disk made earlier still opens with the old one.
passphrase-remove-question = Shortlists, notes and corrections that were kept are erased.
passphrase-removed = What was kept is erased. From now on, everything ends with the program.
passphrase-directory-on = The directory is in the vault. From now on everything asks for the passphrase, and nothing on the disk tells whose directory this is.
passphrase-directory-off = The directory is out of the vault: it can be read without the passphrase.
passphrase-directory-in = The directory is in the vault already.
passphrase-directory-out = The directory is not in the vault.
cli-remark-built-anew = The directory in the vault was damaged and was built anew ({ $detail }).
passphrase-short = This passphrase is short. Six words drawn by chance hold against a machine that tries day and night.

wipe-question = Everything that was kept behind the passphrase is erased.
wipe-everything-question = Everything is erased: what was kept, the directory and the settings.
wipe-done = Erased: what was kept, and its key.
wipe-everything-done = Erased: what was kept, its key, the directory and the settings.
wipe-flash = Flash memory (SSD, USB stick, card) may still hold old blocks. Without the passphrase they cannot be read: a good passphrase is what protects them now.

cli-error-no-vault = There is no vault.
cli-hint-no-vault = "parasol passphrase set" makes one.
cli-error-vault-there = There is a vault already.
cli-hint-vault-there = "parasol passphrase change" changes its passphrase; "parasol wipe" erases it.
cli-error-passphrase-needed = A passphrase is needed, and there is no terminal to ask for it.
cli-hint-passphrase-needed = Set PARASOL_PASSPHRASE; for a new passphrase beside the old one, PARASOL_NEW_PASSPHRASE.
cli-error-empty-passphrase = A passphrase cannot be empty.
cli-hint-empty-passphrase = Six words drawn by chance are good and can be remembered.
cli-error-same-passphrase = This passphrase cannot be used here.
cli-hint-same-passphrase = Choose another one.
cli-error-passphrases-differ = The two passphrases are not the same.
cli-hint-passphrases-differ = Start again. Nothing was changed.
cli-error-cancelled = You gave up.
cli-hint-cancelled = Nothing was changed.
cli-error-not-confirmed = Nobody said yes, so nothing was done.
cli-hint-not-confirmed = Start again and answer the question, or use --yes where nobody can be asked.
cli-error-wrong-passphrase = The passphrase does not open it.
cli-hint-wrong-passphrase = Try again. Nobody can open it without the passphrase.
cli-error-vault-full = The vault is full.
cli-hint-vault-full = Remove something from it first.
cli-error-directory-in-vault = The directory is in the vault too.
cli-hint-directory-in-vault = First take it out: "parasol passphrase directory off"; or "parasol wipe" erases both.
cli-error-vault-damaged = The vault is damaged ({ $detail }).
cli-hint-vault-damaged = The directory still works. "parasol wipe" removes the damaged vault; what was in it is lost.
cli-error-no-memory = This machine has not enough free memory for the passphrase.
cli-hint-no-memory = Close other programs and try again.

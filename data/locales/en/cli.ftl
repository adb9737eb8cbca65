# The commands.

# --- how things are labelled ------------------------------------------------
cli-label-error = error
cli-label-nothing = nothing found
cli-label-hint = hint
cli-did-you-mean = Did you mean { $words }?
cli-remark-same-id = This is the entry of { $publisher } ({ $own }). { $other } has another one with the id { $id }: ask for that as { $ids }.
cli-choose-one-of = Choose one of: { $choices }.
cli-choose-one-of-names = Choose one of: { $choices }. A hyphen may stand for a blank.

# --- help -------------------------------------------------------------------
cli-help-template =
    {"{about-with-newline}"}
    Usage: {"{usage}"}

    {"{all-args}"}
cli-help-template-commands =
    {"{about-with-newline}"}
    Usage: {"{usage}"}

    {"{all-args}"}

    Without a command the interface opens. "parasol help COMMAND" says more about one of them.
cli-help-commands = Commands
cli-help-command = COMMAND
cli-help-arguments = Arguments
cli-help-options = Options
cli-help-global = Options of every command

cli-about-parasol = A directory of services you can trust, in a terminal, with no network
cli-about-find = Find organisations and services
cli-about-show = Show one entry in full
cli-about-browse = Search and read line by line, made for screen readers
cli-about-status = Say who published the directory, how old it is and what it covers
cli-about-doctor = Check the machine and say what is needed to get help
cli-about-completions = Print completions for a shell
cli-about-man = Print the manual page
cli-about-help = Print the help of a command

cli-arg-help = Print help
cli-arg-version = Print the version
cli-arg-data-dir = Folder of the store [also: PARASOL_DATA_DIR]
cli-arg-lang = Language to speak and to read entries in, such as es [also: PARASOL_LANG]
cli-arg-no-color = No colours [also: NO_COLOR]
cli-arg-quiet = Say nothing but results and errors
cli-arg-demo = Use a made-up directory for training; nothing is written to disk
cli-arg-theme = Colours of the interface: dark, light, high-contrast or mono
cli-arg-debug-panic = Panic, for tests; in the interface on F12
cli-arg-words = Words and filters, such as: legal place:lyon lang:ru open:now. A single - reads them from standard input, which keeps them out of the shell's history
cli-arg-need = Only entries for this need, such as housing-shelter; may be given several times
cli-arg-place = Only entries in this city, region or country, or that cover it
cli-arg-country = Only entries in this country, or that cover it: a code or a name
cli-arg-language = Only entries where this language is spoken: a code or a name
cli-arg-population = Only entries for these people, such as sex-workers
cli-arg-access = Only entries that can be reached this way, such as walk-in or phone
cli-arg-open = Only entries that are open now, or at a time such as tue-14:30
cli-arg-checked-within = Only entries that a person checked within so many days
cli-arg-limit = Print at most so many entries; 20 if not said, with --json all
cli-arg-json = Print JSON
cli-arg-id = Id of the entry, as "find" prints it
cli-arg-rebuild = Set the store aside and build it anew from the kept bundles and what the program carries; what "rollback" goes back to is built anew too, where its bundle is kept whole
cli-arg-shell = bash, elvish, fish, powershell or zsh
cli-arg-command = Name of the command

# --- manual -----------------------------------------------------------------
cli-man-exit = Exit status
cli-man-exit-text =
    0: done. 1: nothing found. 2: wrong use. 3: refused, for safety or because of bad data. 4: the machine got in the way.
cli-man-environment = Environment
cli-man-environment-text =
    PARASOL_DATA_DIR: folder of the store.
    PARASOL_CONFIG_DIR: folder of the settings.
    PARASOL_DRIVES: folders whose subfolders are drives, in the place of the drives of the machine.
    PARASOL_LANG: language to speak and to read entries in.
    PARASOL_TZ: time zone of the person reading, such as Europe/Paris.
    NO_COLOR: no colours.
cli-man-files = Files
cli-man-files-text =
    config.toml in the folder of the settings: language and theme.
    keymap.toml beside it: keys that differ from the program's own.

# --- find -------------------------------------------------------------------
cli-find-count = { $total } of { $all }
cli-find-more = { $shown ->
    [one] Only the first is shown.
   *[other] The first { $shown } are shown.
} --limit shows more.
cli-fact-organization = Organisation
cli-fact-place = Place
cli-fact-distance = Distance
cli-fact-open = Hours
cli-fact-access = Access
cli-fact-languages = Languages
cli-fact-checked = Checked
cli-fact-phone = Phone
cli-fact-why = Found by
cli-fact-id = Id

# --- browse -----------------------------------------------------------------
cli-browse-welcome =
    { $entries ->
        [one] One entry.
       *[other] { $entries } entries.
    } Type what you are looking for. A question mark lists the commands.
cli-browse-prompt = find
cli-browse-help =
    Words: search for them. Filters may stand among them, such as need:housing-shelter or open:now.
    A number: read that result.
    n: next results. p: previous results. b: back to the results.
    lang and a code, such as lang es: change the language.
    A slash before words that look like a command: search for them, such as /n.
    q: quit.
cli-browse-no-results = There are no results yet. Type what you are looking for.
cli-browse-first-page = These are the first results.
cli-browse-last-page = These are the last results.
cli-browse-more = { $left ->
    [one] One more. n goes on.
   *[other] { $left } more. n goes on.
}
cli-browse-no-such-number = There is no result { $number }; the last is { $last }. To search for the number, type /{ $number }.
cli-browse-language = Language: { $language }

# --- status -----------------------------------------------------------------
cli-status-publisher = Publisher
cli-status-standing = Origin
cli-status-fingerprint = Fingerprint
cli-status-version = Version
cli-status-published = Published
cli-status-expires = Good until
cli-status-organizations = Organisations
cli-status-services = Services
cli-status-locations = Places
cli-status-entries = Entries in all
cli-status-stale = Stale entries
cli-status-not-checked = Entries that nobody checked
cli-status-oldest = Oldest check
cli-status-newest = Newest check
cli-status-bytes = Bytes on disk
cli-status-generation = Generation
cli-status-needs = Entries by need
cli-standing-embedded = came with the program, checked by nobody
cli-standing-demo = made up, for training
cli-standing-signed = signed by its publisher

# --- doctor -----------------------------------------------------------------
cli-doctor-sign-note = NOTE
cli-doctor-sign-failed = PROBLEM
cli-doctor-yes = yes
cli-doctor-no = no
cli-doctor-none = none
cli-doctor-unknown = unknown
cli-doctor-absent = there is none
cli-doctor-version = Version
cli-doctor-system = System
cli-doctor-folder = Data folder
cli-doctor-demo = none, the demo is in memory
cli-doctor-lock = In use by others
cli-doctor-lock-free = no
cli-doctor-lock-unknown = yes, by an unknown program
cli-doctor-lock-held = by process { $pid } ({ $purpose }) since { $since }
cli-doctor-lock-hint = Close it before you import, go back or rebuild. Reading works meanwhile.
cli-doctor-store = Store
cli-doctor-contents = { $entries } entries, generation { $generation }, { $bytes }
cli-doctor-damaged = Damaged stores set aside
cli-doctor-damaged-hint = They can be deleted once nobody needs them to look into what happened.
cli-doctor-terminal = Terminal
cli-doctor-size = { $columns } columns, { $rows } rows
cli-doctor-size-hint = The interface needs 40 columns and 10 rows.
cli-doctor-no-terminal = none
cli-doctor-no-terminal-hint = The interface needs a terminal; the other commands do not.
cli-doctor-term = Kind of terminal
cli-doctor-colors = Colours of the terminal
cli-doctor-no-color = Colours switched off
cli-doctor-unicode = Text in UTF-8
cli-doctor-unicode-hint = Letters with accents and other scripts may not be shown. A locale with UTF-8 helps.
cli-doctor-language = Language
cli-doctor-settings = Settings
cli-doctor-keymap = Keymap
cli-doctor-zone = Time zone
cli-doctor-zone-unnamed = without a name
cli-doctor-zone-hint = The time zone of the machine is not known. Set PARASOL_TZ, such as Europe/Paris.
cli-doctor-clock = Clock
cli-doctor-clock-hint = The clock of the machine is wrong. Set it, or "open now" and the ages of checks are wrong.
cli-doctor-rebuilt = The old store lies in { $path }. A new one was built.
cli-doctor-built = There was no store. A new one was built.

cli-language-argument = asked for with --lang
cli-language-variable = asked for with PARASOL_LANG
cli-language-settings = from the settings
cli-language-system = language of the system
cli-language-nothing = nothing else was asked for

# --- remarks ----------------------------------------------------------------
cli-remark-in-use-by = Process { $pid } ({ $purpose }) has the store open. The answer is read from its files.
cli-remark-in-use = Another program has the store open. The answer is read from its files.
cli-remark-set-aside = The store was damaged. It was set aside as { $path } and built anew.
cli-remark-only-in-memory = The store cannot be built ({ $detail }). The directory works, but only in memory.
cli-remark-settings = The settings are not used. { $at }: { $problem }
cli-remark-keymap = The keymap is not used. { $problem }
cli-remark-language = There are no messages in { $language }. Entries are read in it where they can be.

# --- failures: what happened, what to do --------------------------------------
cli-error-nothing-found = No entry matches.
cli-hint-nothing-found = Use fewer words or filters.
cli-error-no-such-word = No entry has “{ $word }”.
cli-hint-no-such-word = Leave the word out, or try another one.
cli-error-no-such-combination = No entry has all of the words.
cli-hint-no-such-combination = Without “{ $word }” there { $count ->
    [one] is one entry
   *[other] are { $count } entries
}.
cli-error-filter-leaves-nothing = With { $filter } nothing is left.
cli-hint-filter-leaves-nothing = Without it there { $count ->
    [one] is one entry
   *[other] are { $count } entries
}.
cli-error-filters-leave-nothing = { $filters } together leave nothing.
cli-hint-filters-leave-nothing = Without them there { $count ->
    [one] is one entry
   *[other] are { $count } entries
}.
cli-use-fewer-filters = Leave out some of them.
cli-error-not-from-publisher = No publisher here is called “{ $value }”.
cli-hint-not-from-publisher = "parasol status" names the publishers.
cli-error-unknown-id = No entry has the id “{ $id }”.
cli-hint-unknown-id = "parasol find" prints ids.

cli-error-unknown-command = There is no command “{ $given }”.
cli-hint-unknown-command = "parasol help" lists the commands.
cli-error-unknown-option = “{ $given }” is not understood here.
cli-hint-unknown-option = "parasol help COMMAND" lists what a command understands.
cli-error-missing-value = { $given } needs a value.
cli-hint-missing-value = "parasol help COMMAND" says which.
cli-error-invalid-value = “{ $value }” is no value for { $given }.
cli-hint-invalid-value = "parasol help COMMAND" says which values there are.
cli-error-missing-argument = { $given } is missing.
cli-hint-missing-argument = "parasol help COMMAND" says what a command needs.
cli-error-arguments = { $given } cannot be used like this.
cli-hint-arguments = "parasol help COMMAND" says what a command understands.
cli-error-unknown-filter = There is no filter “{ $name }:”.
cli-hint-unknown-filter = Filters are { $filters }
cli-error-unknown-filter-value = { $name }: has no value “{ $value }”.
cli-hint-unknown-filter-value = "parasol help find" says what filters look like.
cli-error-input-not-text = What was given is not text in UTF-8.
cli-hint-input-not-text = Convert it to UTF-8.
cli-error-no-terminal = The interface needs a terminal, and there is none.
cli-hint-no-terminal = Use "parasol find" or "parasol browse".
cli-error-not-a-language = “{ $tag }” is not a language tag.
cli-hint-not-a-language = Use a tag such as en, es or pt-br.
cli-error-unknown-theme = There is no theme “{ $name }”.
cli-hint-unknown-theme = Choose one of: { $themes }.
cli-error-unknown-zone = PARASOL_TZ names no time zone: “{ $name }”.
cli-hint-unknown-zone = Use a name such as Europe/Paris, or leave it unset.
cli-error-not-an-instant = PARASOL_NOW is no instant: “{ $given }”.
cli-hint-not-an-instant = Leave it unset; it is meant for tests.
cli-error-nothing-to-rebuild = The demo has no store to rebuild.
cli-hint-nothing-to-rebuild = Leave out --demo or --rebuild.

cli-error-no-data-folder = There is no home folder to keep the directory in.
cli-hint-no-data-folder = Name a folder with --data-dir, or try --demo.
cli-error-not-a-folder = The data folder cannot be used: { $path } is not a folder.
cli-hint-not-a-folder = Move that file away, or name another folder with --data-dir.
cli-detail-not-found = there is no such file or folder
cli-detail-not-allowed = the system does not allow it
cli-detail-read-only = the disk can only be read
cli-detail-full = the disk is full
cli-detail-is-folder = it is a folder
cli-detail-not-folder = a part of the path is not a folder
cli-detail-cut-short = it ends too early
cli-error-cannot-write = { $path } cannot be used: { $detail }.
cli-hint-cannot-write = Make it writable, or name another folder with --data-dir.
cli-error-disk-full = There is no room left for { $path }.
cli-hint-disk-full = Free some space, or name a folder on another disk with --data-dir.
cli-error-store-in-use = { $pid ->
    [unknown] Another program has the store open.
   *[other] Process { $pid } ({ $purpose }) has the store open.
}
cli-hint-store-in-use = Close that program and try again.
cli-error-store-broken = The store does not work: { $detail }.
cli-hint-store-broken = "parasol doctor --rebuild" builds it anew.
cli-error-output = The result cannot be written: { $detail }.
cli-hint-output = See whether the disk is full.
cli-error-input = The input cannot be read: { $detail }.
cli-hint-input = Give the words as arguments instead.
cli-error-checks-failed = { $count ->
    [one] One check found a problem.
   *[other] { $count } checks found a problem.
}
cli-hint-checks-failed = What to do stands in the result, beside each problem.
cli-error-terminal = The terminal does not work: { $detail }.
cli-hint-terminal = Try another terminal, or use "parasol browse".
cli-error-internal = The program failed: internal error at { $place }.
cli-hint-internal = Start it again. If it happens again, tell those who gave you the program this line.

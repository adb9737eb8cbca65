# What is said about an entry.

date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
weekday-mo = Mon
weekday-tu = Tue
weekday-we = Wed
weekday-th = Thu
weekday-fr = Fri
weekday-sa = Sat
weekday-su = Sun
weekday-full-mo = Monday
weekday-full-tu = Tuesday
weekday-full-we = Wednesday
weekday-full-th = Thursday
weekday-full-fr = Friday
weekday-full-sa = Saturday
weekday-full-su = Sunday
# What stands between thousands, and from how many digits on (4 or 5).
thousands = ,
thousands-from = 4

# What stands between things of a list.
list-divider = { ", " }

ago-today = today
ago-yesterday = yesterday
ago-days =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
ago-weeks =
    { $count ->
        [one] { $count } week ago
       *[other] { $count } weeks ago
    }
ago-months =
    { $count ->
        [one] { $count } month ago
       *[other] { $count } months ago
    }
ago-years =
    { $count ->
        [one] { $count } year ago
       *[other] { $count } years ago
    }
checked = checked { $ago }
checked-stale = stale: checked { $ago }
not-checked = not checked
checked-line = CHECKED { $ago } ({ $date }) by { $by }
checked-line-stale = CHECKED { $ago } ({ $date }) — call before you send anyone
not-checked-line = NOT CHECKED by a person — call before you send anyone
not-checked-line-seen = NOT CHECKED by a person. Source seen { $seen }: { $url }
not-checked-line-undated = NOT CHECKED by a person. Source seen on an unknown date: { $url }
# The same for the ear, after the word "Checked".
checked-spoken = { $ago }, { $date }, by { $by }
checked-spoken-stale = { $ago }, { $date }. Call before you send anyone.
not-checked-spoken = no, not by a person. Call before you send anyone.
not-checked-spoken-seen = no, not by a person. Source seen { $seen }: { $url }
not-checked-spoken-undated = no, not by a person. Source seen on an unknown date: { $url }

open-until = open until { $time }
open-always = open day and night
closed = closed
closed-opens = closed, opens { $time }
hours-unknown = hours unknown
moment-tomorrow = tomorrow { $time }
# Of a service, in place of its hours.
not-running = not running at present
has-ended = has ended
closed-for-a-time = closed for a time
span = { $from }–{ $to }
span-spoken = { $from } to { $to }
hours-zone = by the clock there, where it is { $time } now
hours-all-day = all day
hours-day-closed = closed
hours-day-unknown = not known

area-world = worldwide
area-country = { $country }, nationwide
area-label = Covers
address-confidential = address is confidential: call first
address-confidential-in = { $place }: address is confidential, call first

phone-extension = { $number } ext. { $extension }
phone-speaks = speaks { $languages }
phone-hotline = hotline
phone-text = text message
phone-fax = fax
phone-tty = text telephone
phone-mobile = mobile

note-in-language = in { $language }
note-from-location = from the place
note-from-organization = from the organisation
note-at-place = at { $place }
note-postal = for letters only
note-virtual = on the internet
note-today = today

service-inactive = This service does not run at present.
service-defunct = This service has ended.
service-temporarily-closed = This service is closed for a time.
cost-free = free
ages-between = ages { $from } to { $to }
ages-from = from age { $from }
ages-to = up to age { $to }
also-called = Also called
wait-label = Waiting time
interpreters-label = Interpreters
organization-label = Organisation

nswp-who-we-work-with = Who we work with
nswp-sex-worker-involvement = How sex workers are involved
nswp-priority-areas = Priority areas
nswp-main-challenges = Main challenges
nswp-other-work = Other areas of work
nswp-country = Country as written
priority-area-decriminalisation = Oppose the criminalisation and other legal oppression of sex work and support its recognition as work
priority-area-trafficking-paradigm = Critique the trafficking paradigm that conflates representations of sex work, migration, and mobility
priority-area-health-access = Advocate for universal access to health services, including primary health care, HIV and sexual and reproductive health services
priority-area-violence = Speak out about violence against sex workers, including violence from police, institutions, clients, and intimate partners, while challenging the myth that sex work is inherently gender-based violence
priority-area-human-rights-abuses = Oppose human rights abuses, including coercive programming, mandatory testing, raids and forced rehabilitation
priority-area-stigma = Challenge stigma and discrimination against sex workers, their families and partners, and others involved in sex work
priority-area-economic-empowerment = Advocate for the economic empowerment and social inclusion of sex workers as sex workers

publisher-line = { $name }, version { $version }, { $standing }
publisher-embedded = came with the program, not signed
publisher-demo = made up for training
publisher-signed = signed
published = published { $date }
changed-label = Entry last changed
seen-label = Seen at
id-label = Id

# Short labels for the screen: at most 9 columns.
label-checked = CHECKED
label-alert = NOTE
label-call = CALL
label-go = GO
label-mail = MAIL
label-web = WEB
label-hours = HOURS
label-cost = COST
label-bring = BRING
label-for = FOR
label-languages = SPEAKS
label-helps = HELPS
label-about = ABOUT
label-apply = HOW
label-services = SEE ALSO
label-profile = PROFILE
label-source = SOURCE

# The same for the ear.
word-checked = Checked
word-alert = Note
word-call = Phone
word-go = Place
word-mail = E-mail
word-web = Web
word-hours = Hours
word-cost = Cost
word-bring = Bring
word-for = For
word-languages = Languages
word-helps = Helps with
word-about = About
word-apply = How to get in
word-services = See also
word-profile = Profile
word-source = Source

# Of a version that is older than its publisher stands by.
currency-expired = Out of date since { $date } ({ $ago }): { $publisher }. Get a newer version.
currency-past-limit = Much too old, good until { $date } ({ $ago }): { $publisher }. Get a newer version.
currency-clock = The clock of this computer is behind: { $publisher } was signed on { $date }.
currency-entry-expired = Its publisher stood by this until { $date } ({ $ago }).
currency-entry-past-limit = Its publisher stood by this until { $date } ({ $ago }). That is too long ago: call before you send anyone.
currency-withheld = Phones, addresses and links are not shown, since they are too old. { $key } in the entry shows them.

# What stands on a handout, for the person who takes it along. Translated into
# every language in which handouts are written, also where the interface is not.

handout-title = Where to go and whom to call
handout-name-not-told = Place { $letter }
handout-helps = What
handout-where = Where
handout-when = When
handout-steps = Next steps
handout-note = Note
handout-room = Notes
handout-written = Written on { $date }
handout-directory = From the directory { $name }, version { $version } of { $date }
handout-directory-undated = From the directory { $name }, version { $version }
handout-fold = Fold along the lines.
handout-colon = { ": " }

handout-call-first = Call first: last checked on { $date }.
handout-call-first-unchecked = Call first: nobody has checked this.
handout-ask-first = This may have changed: last checked on { $date }.
handout-ask-first-unchecked = This may have changed: nobody has checked it.
handout-of-organization = of the organisation

handout-today = today, { $day } { $date }
handout-days = { $from }–{ $to }
handout-hours-unknown = Opening hours are not known.
handout-hours-unknown-call = Opening hours are not known: call first.
handout-next-week-differs = Other weeks are different: ask.
handout-clock-ahead = by the clock there, which is { $hours } h ahead of here
handout-clock-behind = by the clock there, which is { $hours } h behind here
handout-at = { $moment }: { $open }

handout-distance = about { $distance } { $direction } of { $from }
handout-close-by = very near { $from }
metres = { $count } m
kilometres = { $count } km
direction-n = north
direction-ne = north-east
direction-e = east
direction-se = south-east
direction-s = south
direction-sw = south-west
direction-w = west
direction-nw = north-west

handout-code-phone = Phone
handout-code-web = Web page
handout-code-card = Contact
handout-code-text = All of it

step-call-first = Call before you go.
step-bring-id = Bring an identity document.
step-bring-papers = Bring every letter and paper you have about this.
step-ask-interpreter = Ask for an interpreter when you call.
step-take-someone = Take somebody with you.
step-write-down = Write down who you spoke to and what was said.
step-come-back = Come back to us if it does not work.
step-ask-for = Ask for: { $what }

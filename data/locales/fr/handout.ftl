# Ce que dit une feuille, pour la personne qui l’emporte.

handout-title = Où aller et qui appeler
handout-name-not-told = Lieu { $letter }
handout-helps = Quoi
handout-where = Où
handout-when = Quand
handout-steps = À faire
handout-note = Note
handout-room = Notes
handout-written = Écrit le { $date }
handout-directory = De l’annuaire { $name }, version { $version } du { $date }
handout-directory-undated = De l’annuaire { $name }, version { $version }
handout-fold = Plier le long des lignes.
handout-colon = { "\u00A0: " }

handout-call-first = Appelez d’abord : dernière vérification le { $date }.
handout-call-first-unchecked = Appelez d’abord : personne n’a vérifié.
handout-ask-first = Cela a pu changer : dernière vérification le { $date }.
handout-ask-first-unchecked = Cela a pu changer : personne n’a vérifié.
handout-of-organization = de l’organisation

handout-today = aujourd’hui, { $day } { $date }
handout-days = { $from }–{ $to }
handout-hours-unknown = Les horaires ne sont pas connus.
handout-hours-unknown-call = Les horaires ne sont pas connus : appelez d’abord.
handout-next-week-differs = D’autres semaines sont différentes : demandez.
handout-clock-ahead = à l’heure de là-bas, { $hours } h de plus qu’ici
handout-clock-behind = à l’heure de là-bas, { $hours } h de moins qu’ici
handout-at = { $moment } : { $open }

handout-distance = à environ { $distance }, direction { $direction }, depuis : { $from }
handout-close-by = tout près de : { $from }
metres = { $count } m
kilometres = { $count } km
direction-n = nord
direction-ne = nord-est
direction-e = est
direction-se = sud-est
direction-s = sud
direction-sw = sud-ouest
direction-w = ouest
direction-nw = nord-ouest

handout-code-phone = Téléphone
handout-code-web = Page web
handout-code-card = Contact
handout-code-text = Tout

step-call-first = Appelez avant d’y aller.
step-bring-id = Apportez une pièce d’identité.
step-bring-papers = Apportez toutes les lettres et tous les papiers à ce sujet.
step-ask-interpreter = Demandez un interprète quand vous appelez.
step-take-someone = Allez-y avec quelqu’un.
step-write-down = Notez à qui vous avez parlé et ce qui a été dit.
step-come-back = Revenez nous voir si cela ne marche pas.
step-ask-for = Demandez : { $what }

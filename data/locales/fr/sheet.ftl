# Ce qui est dit d’une fiche.

date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
weekday-mo = lun.
weekday-tu = mar.
weekday-we = mer.
weekday-th = jeu.
weekday-fr = ven.
weekday-sa = sam.
weekday-su = dim.
weekday-full-mo = lundi
weekday-full-tu = mardi
weekday-full-we = mercredi
weekday-full-th = jeudi
weekday-full-fr = vendredi
weekday-full-sa = samedi
weekday-full-su = dimanche
# Ce qui sépare les milliers, et à partir de combien de chiffres (4 ou 5).
thousands = { " " }
thousands-from = 4

# Ce qui sépare les choses d’une liste.
list-divider = { ", " }

ago-today = aujourd’hui
ago-yesterday = hier
ago-days =
    { $count ->
        [one] il y a { $count } jour
       *[other] il y a { $count } jours
    }
ago-weeks =
    { $count ->
        [one] il y a { $count } semaine
       *[other] il y a { $count } semaines
    }
ago-months = il y a { $count } mois
ago-years =
    { $count ->
        [one] il y a { $count } an
       *[other] il y a { $count } ans
    }
checked = vérifié { $ago }
checked-stale = ancien : vérifié { $ago }
not-checked = non vérifié
checked-line = VÉRIFIÉ { $ago } ({ $date }) par { $by }
checked-line-stale = VÉRIFIÉ { $ago } ({ $date }) — appeler avant d’envoyer quelqu’un
not-checked-line = NON VÉRIFIÉ par une personne — appeler avant d’envoyer quelqu’un
not-checked-line-seen = NON VÉRIFIÉ par une personne. Source vue ({ $seen }) : { $url }
not-checked-line-undated = NON VÉRIFIÉ par une personne. Source vue à une date inconnue : { $url }
# La même chose pour l’oreille, après le mot « Vérification ».
checked-spoken = { $ago }, { $date }, par { $by }
checked-spoken-stale = { $ago }, { $date }. Appeler avant d’envoyer quelqu’un.
not-checked-spoken = non, par personne. Appeler avant d’envoyer quelqu’un.
not-checked-spoken-seen = non, par personne. Source vue ({ $seen }) : { $url }
not-checked-spoken-undated = non, par personne. Source vue à une date inconnue : { $url }

open-until = ouvert jusqu’à { $time }
open-always = ouvert jour et nuit
closed = fermé
closed-opens = fermé, ouvre { $time }
hours-unknown = horaires inconnus
moment-tomorrow = demain { $time }
# D’un service, à la place de ses horaires.
not-running = ne fonctionne pas actuellement
has-ended = a pris fin
closed-for-a-time = fermé pour un temps
span = { $from }–{ $to }
span-spoken = de { $from } à { $to }
hours-zone = à l’heure de là-bas, où il est { $time }
hours-all-day = toute la journée
hours-day-closed = fermé
hours-day-unknown = on ne sait pas

area-world = dans le monde entier
area-country = { $country }, tout le pays
area-label = Couvre
address-confidential = adresse confidentielle : appeler d’abord
address-confidential-in = { $place } : adresse confidentielle, appeler d’abord

phone-extension = { $number } poste { $extension }
phone-speaks = parle { $languages }
phone-hotline = ligne d’écoute
phone-text = SMS
phone-fax = fax
phone-tty = téléphone à texte
phone-mobile = portable

note-in-language = en { $language }
note-from-location = du lieu
note-from-organization = de l’organisation
note-at-place = à { $place }
note-postal = courrier seulement
note-virtual = sur internet
note-today = aujourd’hui

service-inactive = Ce service ne fonctionne pas actuellement.
service-defunct = Ce service a pris fin.
service-temporarily-closed = Ce service est fermé pour un temps.
cost-free = gratuit
ages-between = de { $from } à { $to } ans
ages-from = à partir de { $from } ans
ages-to = jusqu’à { $to } ans
also-called = Aussi appelé
wait-label = Attente
interpreters-label = Interprètes
organization-label = Organisation

nswp-who-we-work-with = Avec qui nous travaillons
nswp-sex-worker-involvement = Comment participent les travailleurs et travailleuses du sexe
nswp-priority-areas = Domaines prioritaires
nswp-main-challenges = Principales difficultés
nswp-other-work = Autres domaines de travail
nswp-country = Pays tel qu’il est écrit
priority-area-decriminalisation = S’opposer à la criminalisation et à toute autre oppression légale du travail du sexe et soutenir sa reconnaissance comme travail
priority-area-trafficking-paradigm = Critiquer le paradigme de la traite, qui confond travail du sexe, migration et mobilité
priority-area-health-access = Défendre l’accès de tous aux services de santé, y compris les soins primaires, le VIH et la santé sexuelle et reproductive
priority-area-violence = Dénoncer les violences contre les travailleurs et travailleuses du sexe, aussi celles de la police, des institutions, des clients et des partenaires, et réfuter le mythe d’un travail du sexe qui serait par nature une violence de genre
priority-area-human-rights-abuses = S’opposer aux atteintes aux droits humains, dont les programmes contraints, les tests obligatoires, les rafles et la réhabilitation forcée
priority-area-stigma = Combattre la stigmatisation et la discrimination des travailleurs et travailleuses du sexe, de leurs familles, de leurs partenaires et d’autres personnes liées au travail du sexe
priority-area-economic-empowerment = Défendre l’autonomie économique et l’inclusion sociale des travailleurs et travailleuses du sexe en tant que tels

publisher-line = { $name }, version { $version }, { $standing }
publisher-embedded = fourni avec le programme, non signé
publisher-demo = inventé pour s’exercer
publisher-signed = signé
published = publié le { $date }
changed-label = Dernier changement de la fiche
seen-label = Vue sur
id-label = Id

# Étiquettes courtes pour l’écran : 9 colonnes au plus.
label-checked = VÉRIFIÉ
label-alert = AVIS
label-call = APPELER
label-go = OÙ
label-mail = E-MAIL
label-web = WEB
label-hours = HORAIRES
label-cost = PRIX
label-bring = APPORTER
label-for = POUR
label-languages = LANGUES
label-helps = AIDE
label-about = DÉTAILS
label-apply = COMMENT
label-services = VOIR
label-profile = PROFIL
label-source = SOURCE

# La même chose pour l’oreille.
word-checked = Vérification
word-alert = Avis
word-call = Téléphone
word-go = Lieu
word-mail = E-mail
word-web = Web
word-hours = Horaires
word-cost = Prix
word-bring = À apporter
word-for = Pour
word-languages = Langues
word-helps = Aide pour
word-about = Détails
word-apply = Comment faire
word-services = Voir aussi
word-profile = Profil
word-source = Source

# D’une version plus ancienne que ce que promet qui la publie.
currency-expired = Périmé depuis le { $date } ({ $ago }) : { $publisher }. Il faut une version plus récente.
currency-past-limit = Beaucoup trop ancien, valable jusqu’au { $date } ({ $ago }) : { $publisher }. Il faut une version plus récente.
currency-clock = L’horloge de cet ordinateur retarde : { $publisher } a été signé le { $date }.
currency-entry-expired = Qui publie cette fiche s’en portait garant jusqu’au { $date } ({ $ago }).
currency-entry-past-limit = Qui publie cette fiche s’en portait garant jusqu’au { $date } ({ $ago }). C’est trop ancien : appeler avant d’envoyer quelqu’un.
currency-withheld = Téléphones, adresses et liens ne sont pas affichés : ils sont trop anciens. { $key } dans la fiche les affiche.

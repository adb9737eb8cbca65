# Что написано на листке для человека, который берёт его с собой.

handout-title = Куда идти и кому звонить
handout-name-not-told = Место { $letter }
handout-helps = Что
handout-where = Где
handout-when = Когда
handout-steps = Что делать дальше
handout-note = Заметка
handout-room = Заметки
handout-written = Написано { $date }
handout-directory = Справочник { $name }, версия { $version } от { $date }
handout-directory-undated = Справочник { $name }, версия { $version }
handout-fold = Сложите по линиям.
handout-colon = { ": " }

handout-call-first = Сначала позвоните: последняя проверка { $date }.
handout-call-first-unchecked = Сначала позвоните: никто это не проверял.
handout-ask-first = Могло измениться: последняя проверка { $date }.
handout-ask-first-unchecked = Могло измениться: никто это не проверял.
handout-of-organization = организации

handout-today = сегодня, { $day } { $date }
handout-days = { $from }–{ $to }
handout-hours-unknown = Часы работы неизвестны.
handout-hours-unknown-call = Часы работы неизвестны: сначала позвоните.
handout-next-week-differs = В другие недели иначе: спросите.
handout-clock-ahead = по местному времени: там на { $hours } ч больше, чем здесь
handout-clock-behind = по местному времени: там на { $hours } ч меньше, чем здесь
handout-at = { $moment }: { $open }

handout-distance = около { $distance } на { $direction } отсюда: { $from }
handout-close-by = совсем рядом: { $from }
metres = { $count } м
kilometres = { $count } км
direction-n = север
direction-ne = северо-восток
direction-e = восток
direction-se = юго-восток
direction-s = юг
direction-sw = юго-запад
direction-w = запад
direction-nw = северо-запад

handout-code-phone = Телефон
handout-code-web = Сайт
handout-code-card = Контакт
handout-code-text = Всё

step-call-first = Позвоните, прежде чем идти.
step-bring-id = Возьмите документ, удостоверяющий личность.
step-bring-papers = Возьмите все письма и бумаги по этому делу.
step-ask-interpreter = Когда позвоните, попросите переводчика.
step-take-someone = Пойдите не в одиночку.
step-write-down = Запишите, с кем говорили и что вам сказали.
step-come-back = Если не получится, вернитесь к нам.
step-ask-for = Спросите: { $what }

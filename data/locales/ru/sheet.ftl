# Что говорится о записи.

# Месяц числом: словом он склоняется по-разному в дате и без неё.
date = { $day }.{ $month }.{ $year }
month-of-year = { $month }.{ $year }
month-1 = 01
month-2 = 02
month-3 = 03
month-4 = 04
month-5 = 05
month-6 = 06
month-7 = 07
month-8 = 08
month-9 = 09
month-10 = 10
month-11 = 11
month-12 = 12
weekday-mo = пн
weekday-tu = вт
weekday-we = ср
weekday-th = чт
weekday-fr = пт
weekday-sa = сб
weekday-su = вс
weekday-full-mo = понедельник
weekday-full-tu = вторник
weekday-full-we = среда
weekday-full-th = четверг
weekday-full-fr = пятница
weekday-full-sa = суббота
weekday-full-su = воскресенье
# Что стоит между тысячами и с какого числа цифр (4 или 5).
thousands = { " " }
thousands-from = 5

# Что стоит между частями перечня.
list-divider = { ", " }

ago-today = сегодня
ago-yesterday = вчера
ago-days =
    { $count ->
        [one] { $count } день назад
        [few] { $count } дня назад
        [many] { $count } дней назад
       *[other] { $count } дня назад
    }
ago-weeks =
    { $count ->
        [one] { $count } неделю назад
        [few] { $count } недели назад
        [many] { $count } недель назад
       *[other] { $count } недели назад
    }
ago-months =
    { $count ->
        [one] { $count } месяц назад
        [few] { $count } месяца назад
        [many] { $count } месяцев назад
       *[other] { $count } месяца назад
    }
ago-years =
    { $count ->
        [one] { $count } год назад
        [few] { $count } года назад
        [many] { $count } лет назад
       *[other] { $count } года назад
    }
checked = проверено { $ago }
checked-stale = устарело: проверено { $ago }
not-checked = не проверено
checked-line = ПРОВЕРЕНО { $ago } ({ $date }), проверил: { $by }
checked-line-stale = ПРОВЕРЕНО { $ago } ({ $date }) — позвоните, прежде чем кого-то направлять
not-checked-line = НИКТО НЕ ПРОВЕРЯЛ — позвоните, прежде чем кого-то направлять
not-checked-line-seen = НИКТО НЕ ПРОВЕРЯЛ. Источник просмотрен ({ $seen }): { $url }
not-checked-line-undated = НИКТО НЕ ПРОВЕРЯЛ. Когда просмотрен источник, неизвестно: { $url }
# То же на слух, после слова «Проверка».
checked-spoken = { $ago }, { $date }, проверил: { $by }
checked-spoken-stale = { $ago }, { $date }. Позвоните, прежде чем кого-то направлять.
not-checked-spoken = никто не проверял. Позвоните, прежде чем кого-то направлять.
not-checked-spoken-seen = никто не проверял. Источник просмотрен ({ $seen }): { $url }
not-checked-spoken-undated = никто не проверял. Когда просмотрен источник, неизвестно: { $url }

open-until = открыто до { $time }
open-always = открыто круглосуточно
closed = закрыто
closed-opens = закрыто, откроется { $time }
hours-unknown = часы работы неизвестны
moment-tomorrow = завтра { $time }
# Об услуге, вместо часов работы.
not-running = сейчас не работает
has-ended = больше не существует
closed-for-a-time = временно закрыто
span = { $from }–{ $to }
span-spoken = с { $from } до { $to }
hours-zone = по местному времени; там сейчас { $time }
hours-all-day = круглосуточно
hours-day-closed = закрыто
hours-day-unknown = неизвестно

area-world = по всему миру
area-country = { $country }, вся страна
area-label = Охватывает
address-confidential = адрес не разглашается: сначала позвоните
address-confidential-in = { $place }: адрес не разглашается, сначала позвоните

phone-extension = { $number } доб. { $extension }
phone-speaks = говорят: { $languages }
phone-hotline = горячая линия
phone-text = СМС
phone-fax = факс
phone-tty = текстовый телефон
phone-mobile = мобильный

note-in-language = язык: { $language }
note-from-location = от места
note-from-organization = от организации
note-at-place = место: { $place }
note-postal = только для писем
note-virtual = в интернете
note-today = сегодня

service-inactive = Эта услуга сейчас не оказывается.
service-defunct = Этой услуги больше нет.
service-temporarily-closed = Эта услуга временно закрыта.
cost-free = бесплатно
ages-between =
    { $to ->
        [one] от { $from } до { $to } года
       *[other] от { $from } до { $to } лет
    }
ages-from =
    { $from ->
        [one] с { $from } года
       *[other] с { $from } лет
    }
ages-to =
    { $to ->
        [one] до { $to } года
       *[other] до { $to } лет
    }
also-called = Другие названия
wait-label = Ожидание
interpreters-label = Переводчики
organization-label = Организация

nswp-who-we-work-with = С кем мы работаем
nswp-sex-worker-involvement = Как участвуют секс-работники
nswp-priority-areas = Приоритетные направления
nswp-main-challenges = Главные трудности
nswp-other-work = Другая работа
nswp-country = Страна, как написано
priority-area-decriminalisation = Выступать против криминализации и другого правового угнетения секс-работы и за признание её работой
priority-area-trafficking-paradigm = Критиковать подход к торговле людьми, который смешивает секс-работу, миграцию и мобильность
priority-area-health-access = Отстаивать всеобщий доступ к медицинской помощи, включая первичную помощь, помощь при ВИЧ, сексуальное и репродуктивное здоровье
priority-area-violence = Говорить о насилии над секс-работниками, в том числе со стороны полиции, учреждений, клиентов и партнёров, и опровергать миф, что секс-работа сама по себе гендерное насилие
priority-area-human-rights-abuses = Выступать против нарушений прав человека, включая принудительные программы, обязательное тестирование, облавы и насильственную реабилитацию
priority-area-stigma = Бороться со стигмой и дискриминацией секс-работников, их семей и партнёров и других людей, связанных с секс-работой
priority-area-economic-empowerment = Отстаивать экономические возможности и социальное включение секс-работников как секс-работников

publisher-line = { $name }, версия { $version }, { $standing }
publisher-embedded = поставляется с программой, без подписи
publisher-demo = выдумано для обучения
publisher-signed = подписано
published = опубликовано { $date }
changed-label = Последнее изменение записи
seen-label = Где найдено
id-label = Id

# Короткие подписи для экрана: не больше 9 столбцов.
label-checked = ПРОВЕРЕНО
label-alert = ВНИМАНИЕ
label-call = ЗВОНИТЬ
label-go = КУДА ИДТИ
label-mail = ПОЧТА
label-web = САЙТ
label-hours = ЧАСЫ
label-cost = ЦЕНА
label-bring = ВЗЯТЬ
label-for = ДЛЯ КОГО
label-languages = ЯЗЫКИ
label-helps = ПОМОЩЬ
label-about = ПОДРОБНО
label-apply = КАК
label-services = ЕЩЁ
label-profile = ПРОФИЛЬ
label-source = ИСТОЧНИК

# То же на слух.
word-checked = Проверка
word-alert = Внимание
word-call = Телефон
word-go = Где
word-mail = Почта
word-web = Сайт
word-hours = Часы работы
word-cost = Цена
word-bring = Взять с собой
word-for = Для кого
word-languages = Языки
word-helps = Помощь
word-about = Подробно
word-apply = Как попасть
word-services = См. также
word-profile = Профиль
word-source = Источник

# О версии, которая старше, чем обещает издатель.
currency-expired = Устарело: { $publisher } — до { $date } ({ $ago }). Нужна новая версия.
currency-past-limit = Слишком старое: { $publisher } — до { $date } ({ $ago }). Нужна новая версия.
currency-clock = Часы этого компьютера отстают: { $publisher } подписано { $date }.
currency-entry-expired = Издатель ручался за это до { $date } ({ $ago }).
currency-entry-past-limit = Издатель ручался за это до { $date } ({ $ago }). Это слишком давно: позвоните, прежде чем кого-либо направлять.
currency-withheld = Телефоны, адреса и ссылки не показаны: они слишком старые. { $key } в записи показывает их.

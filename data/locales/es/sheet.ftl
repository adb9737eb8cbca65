# Lo que se dice de una ficha.

date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sep
month-10 = oct
month-11 = nov
month-12 = dic
weekday-mo = lun
weekday-tu = mar
weekday-we = mié
weekday-th = jue
weekday-fr = vie
weekday-sa = sáb
weekday-su = dom
weekday-full-mo = lunes
weekday-full-tu = martes
weekday-full-we = miércoles
weekday-full-th = jueves
weekday-full-fr = viernes
weekday-full-sa = sábado
weekday-full-su = domingo
# Lo que separa los millares, y desde cuántas cifras (4 o 5).
thousands = .
thousands-from = 5

# Lo que separa las cosas de una lista.
list-divider = { ", " }

ago-today = hoy
ago-yesterday = ayer
ago-days =
    { $count ->
        [one] hace { $count } día
       *[other] hace { $count } días
    }
ago-weeks =
    { $count ->
        [one] hace { $count } semana
       *[other] hace { $count } semanas
    }
ago-months =
    { $count ->
        [one] hace { $count } mes
       *[other] hace { $count } meses
    }
ago-years =
    { $count ->
        [one] hace { $count } año
       *[other] hace { $count } años
    }
checked = verificado { $ago }
checked-stale = caducado: verificado { $ago }
not-checked = sin verificar
checked-line = VERIFICADO { $ago } ({ $date }) por { $by }
checked-line-stale = VERIFICADO { $ago } ({ $date }): llamar antes de enviar a nadie
not-checked-line = NO VERIFICADO por una persona: llamar antes de enviar a nadie
not-checked-line-seen = NO VERIFICADO por una persona. Fuente vista ({ $seen }): { $url }
not-checked-line-undated = NO VERIFICADO por una persona. Fuente vista en fecha desconocida: { $url }
# Lo mismo para el oído, después de la palabra «Verificación».
checked-spoken = { $ago }, { $date }, por { $by }
checked-spoken-stale = { $ago }, { $date }. Llamar antes de enviar a nadie.
not-checked-spoken = no, ninguna persona lo ha verificado. Llamar antes de enviar a nadie.
not-checked-spoken-seen = no, ninguna persona lo ha verificado. Fuente vista ({ $seen }): { $url }
not-checked-spoken-undated = no, ninguna persona lo ha verificado. Fuente vista en fecha desconocida: { $url }

open-until = abierto hasta { $time }
open-always = abierto día y noche
closed = cerrado
closed-opens = cerrado, abre { $time }
hours-unknown = horario desconocido
moment-tomorrow = mañana { $time }
# De un servicio, en lugar de su horario.
not-running = no funciona por ahora
has-ended = ha terminado
closed-for-a-time = cerrado por un tiempo
span = { $from }–{ $to }
span-spoken = de { $from } a { $to }
hours-zone = según el reloj de allí, donde ahora son las { $time }
hours-all-day = todo el día
hours-day-closed = cerrado
hours-day-unknown = no se sabe

area-world = todo el mundo
area-country = { $country }, todo el país
area-label = Cubre
address-confidential = dirección confidencial: llamar antes
address-confidential-in = { $place }: dirección confidencial, llamar antes

phone-extension = { $number } ext. { $extension }
phone-speaks = habla { $languages }
phone-hotline = línea de ayuda
phone-text = mensaje de texto
phone-fax = fax
phone-tty = teléfono de texto
phone-mobile = móvil

note-in-language = en { $language }
note-from-location = del lugar
note-from-organization = de la organización
note-at-place = en { $place }
note-postal = solo para cartas
note-virtual = en internet
note-today = hoy

service-inactive = Este servicio no funciona por ahora.
service-defunct = Este servicio ha terminado.
service-temporarily-closed = Este servicio está cerrado por un tiempo.
cost-free = gratis
ages-between = de { $from } a { $to } años
ages-from = desde { $from } años
ages-to = hasta { $to } años
also-called = También
wait-label = Espera
interpreters-label = Intérpretes
organization-label = Organización

nswp-who-we-work-with = Con quién trabajamos
nswp-sex-worker-involvement = Cómo participan las personas trabajadoras sexuales
nswp-priority-areas = Áreas prioritarias
nswp-main-challenges = Principales desafíos
nswp-other-work = Otras áreas de trabajo
nswp-country = País tal como está escrito
priority-area-decriminalisation = Oponerse a la criminalización y a toda otra opresión legal del trabajo sexual y apoyar su reconocimiento como trabajo
priority-area-trafficking-paradigm = Criticar el paradigma de la trata, que confunde las imágenes del trabajo sexual, la migración y la movilidad
priority-area-health-access = Defender el acceso universal a los servicios de salud, incluidos la atención primaria, el VIH y la salud sexual y reproductiva
priority-area-violence = Denunciar la violencia contra las personas trabajadoras sexuales, también la de la policía, las instituciones, los clientes y las parejas, y rebatir el mito de que el trabajo sexual es por naturaleza violencia de género
priority-area-human-rights-abuses = Oponerse a los abusos de derechos humanos, incluidos los programas forzosos, las pruebas obligatorias, las redadas y la rehabilitación forzada
priority-area-stigma = Combatir el estigma y la discriminación contra las personas trabajadoras sexuales, sus familias y parejas y otras personas vinculadas al trabajo sexual
priority-area-economic-empowerment = Defender el empoderamiento económico y la inclusión social de las personas trabajadoras sexuales como tales

publisher-line = { $name }, versión { $version }, { $standing }
publisher-embedded = viene con el programa, sin firma
publisher-demo = inventado para practicar
publisher-signed = firmado
published = publicado el { $date }
changed-label = Último cambio de la ficha
seen-label = Vista en
id-label = Id

# Etiquetas cortas para la pantalla: 9 columnas como máximo.
label-checked = VERIFIC.
label-alert = AVISO
label-call = LLAMAR
label-go = IR
label-mail = CORREO
label-web = WEB
label-hours = HORARIO
label-cost = COSTE
label-bring = LLEVAR
label-for = PARA
label-languages = IDIOMAS
label-helps = AYUDA
label-about = QUÉ ES
label-apply = CÓMO
label-services = VER MÁS
label-profile = PERFIL
label-source = FUENTE

# Lo mismo para el oído.
word-checked = Verificación
word-alert = Aviso
word-call = Teléfono
word-go = Lugar
word-mail = Correo
word-web = Web
word-hours = Horario
word-cost = Coste
word-bring = Llevar
word-for = Para
word-languages = Idiomas
word-helps = Ayuda con
word-about = Qué es
word-apply = Cómo entrar
word-services = Ver también
word-profile = Perfil
word-source = Fuente

# De una versión más antigua de lo que promete quien la publica.
currency-expired = Sin vigencia desde el { $date } ({ $ago }): { $publisher }. Consiga una versión nueva.
currency-past-limit = Demasiado antiguo, vigente hasta el { $date } ({ $ago }): { $publisher }. Consiga una versión nueva.
currency-clock = El reloj de este equipo va atrasado: { $publisher } se firmó el { $date }.
currency-entry-expired = Quien lo publica respondía por esto hasta el { $date } ({ $ago }).
currency-entry-past-limit = Quien lo publica respondía por esto hasta el { $date } ({ $ago }). Es demasiado tiempo: llame antes de enviar a nadie.
currency-withheld = Teléfonos, direcciones y enlaces no se muestran, por ser demasiado antiguos. { $key } en la ficha los muestra.

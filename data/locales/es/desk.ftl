# La mesa de quien cuida un directorio: revisar, editar y unir registros.

# Qué hacen las órdenes
cli-about-publish-check = Decir qué está mal en los registros y qué conviene corregir
cli-about-publish-mark-checked = Decir que una persona ha comprobado registros, hoy o en otro día
cli-about-publish-edit = Editar un registro en su propio editor, con cada campo explicado
cli-about-publish-merge = Incorporar la carpeta de otra persona, con un informe
cli-arg-html = Escribir además una página con gráficos para un navegador
cli-arg-by = Columnas de la cobertura: country (país) o region (región); por sí solo, región cuando hay un único país
cli-arg-list-kind = Escribir solo los identificadores de una línea, como stale o no-phone: uno por línea, para otras órdenes
cli-arg-their-dir = Carpeta de la otra persona
cli-arg-base-dir = Carpeta de la que vienen ambas: lo que solo cambió una parte ya no es un conflicto
cli-arg-prefer = Quién tiene razón cuando no dicen lo mismo: newer (más nuevo), ours (nuestro) o theirs (suyo)
cli-arg-merge-dry = Decir solo qué se haría
cli-arg-check-date = Día de la comprobación, como 2026-11-24; hoy si no se indica

# Refusals
cli-error-editor-failed = No se ha podido usar el editor ({ $name }): { $detail }.
cli-hint-editor-failed = Ponga en EDITOR el editor que usa, como EDITOR=nano.
cli-error-draft-invalid = El registro queda como estaba: { $detail }
cli-hint-draft-invalid = Repita la orden y corrija esa línea.
cli-error-merge-conflicts = { $count ->
    [one] Un registro no es igual en las dos carpetas. No se ha escrito nada.
   *[other] { $count } registros no son iguales en las dos carpetas. No se ha escrito nada.
}
cli-hint-merge-conflicts = Lea el informe y repita con --prefer newer, ours o theirs, o iguálelos con «parasol publish edit».
cli-error-not-a-check-day = «{ $value }» no es un día en que se haya podido comprobar algo.
cli-hint-not-a-check-day = Escríbalo como 2026-11-24, no posterior a hoy.

publish-marked-checked = { $count ->
    [one] Un registro queda como comprobado el { $date }.
   *[other] { $count } registros quedan como comprobados el { $date }.
}

desk-title = Mesa de { $name }
desk-counts = { $entries_count ->
    [one] { $entries } entrada
   *[other] { $entries } entradas
}: { $organizations_count ->
    [one] { $organizations } organización
   *[other] { $organizations } organizaciones
}, { $services_count ->
    [one] { $services } servicio
   *[other] { $services } servicios
}
desk-errors = Errores; no se puede publicar nada antes de corregirlos
desk-warnings = Avisos
desk-problems = Problemas en los archivos
desk-findings = Por corregir
desk-nothing-to-mend = Nada.
desk-duplicates = Pueden ser una sola organización
desk-ages = Última comprobación
desk-coverage-country = Entradas por necesidad y país
desk-coverage-region = Entradas por necesidad y región
desk-lists = Las entradas
desk-nowhere = sin lugar
desk-more = … y { $count } más
desk-more-columns =
    { $count ->
        [one] … y una columna más; --json también la tiene
       *[other] … y { $count } columnas más; --json las tiene todas
    }
desk-head-entry = Entrada

desk-kind-confidential-detail = Un lugar confidencial dice dónde está
desk-kind-broken-schedule = Horarios que se contradicen o no se pueden calcular
desk-kind-duplicate = Otra organización puede ser la misma
desk-kind-not-checked = Nadie la ha comprobado nunca
desk-kind-stale = Comprobada hace más tiempo del prometido
desk-kind-hours-ended = Los horarios indicados han terminado
desk-kind-no-phone = Sin teléfono
desk-kind-no-hours = Sin horario
desk-kind-no-time-zone = Horario en una zona horaria desconocida
desk-kind-no-language = Sin idiomas hablados
desk-kind-no-need = Ninguna de las necesidades
desk-kind-no-country = Sin país

desk-why-same-phone = el mismo teléfono
desk-why-same-website = el mismo sitio web
desk-why-similar-name = casi el mismo nombre en el mismo lugar

# Editar un registro
edit-help =
    Los campos de este registro, con sus nombres de HSDS. Cambie lo que quiera, guarde y salga del editor; no se escribe nada antes de que haya visto los cambios y dicho que sí.
    Una línea que empieza por # es una nota: quite el # para usar lo que hay detrás. Un texto va entre comillas. Para desistir, salga sin cambiar nada.
edit-unchanged = No se ha cambiado nada.
edit-saved = { $count ->
    [one] Se ha cambiado un campo.
   *[other] Se han cambiado { $count } campos.
}
edit-nothing = nada
edit-no = no
edit-again = editar
edit-ask-again = Pulse Intro para volver a editar, o escriba «{ $no }» para desistir:
edit-ask-save = ¿Guardar? «{ $yes }» guarda, «{ $again }» vuelve al editor, cualquier otra cosa deja el registro como estaba:

edit-field-id = Por esto se conoce el registro, también en las listas de quienes lo usan. Mejor no cambiarlo nunca.
edit-field-name = El nombre que la gente conoce.
edit-field-alternate-name = Otro nombre o una sigla.
edit-field-description = Qué hace, en unas frases.
edit-field-email = Para el público. Otros más: email en la tabla parasol.
edit-field-website = La página principal, con https://
edit-field-url = La página, con https://
edit-field-status = active, inactive, defunct o temporarily closed.
edit-field-interpretation-services = Intérpretes, en palabras.
edit-field-application-process = Qué hay que hacer primero: llamar, ir, rellenar un formulario.
edit-field-fees-description = Cuánto cuesta, en palabras.
edit-field-wait-time = Cuánto se espera, en palabras.
edit-field-eligibility-description = Quién puede usarlo, en palabras.
edit-field-minimum-age = Edad mínima, en años.
edit-field-maximum-age = Edad máxima, en años.
edit-field-alert = Algo que todo el mundo debe saber ahora.
edit-field-assured-date = El día en que una persona lo comprobó: lo pone «publish mark-checked».
edit-field-last-modified = Se pone solo al guardar.
edit-field-phones = Un número. Varias tablas como esta son varios números.
edit-field-number = Como se marca, con el país: +34 …
edit-field-extension = Cifras que se marcan después.
edit-field-phone-type = voice, text, hotline, whatsapp, fax o tty.
edit-field-phone-description = Para qué es el número.
edit-field-contacts = Una persona o un puesto por quien preguntar.
edit-field-locations = Un lugar. Los servicios lo señalan por su id.
edit-field-location-name = Nombre del lugar.
edit-field-latitude = Grados norte; después, grados este.
edit-field-transportation = Cómo llegar.
edit-field-addresses = Calle, ciudad y país. De un lugar confidencial, mejor solo los dos últimos.
edit-field-country = Dos letras: ES, MX.
edit-field-services = Un servicio de esta organización; cada uno se puede editar también solo, por su id.
edit-field-service-at-locations = Un lugar de este servicio, por el id de un lugar de su organización.
edit-field-schedules = Cuándo está abierto. Sin freq ni horas son solo palabras.
edit-field-freq = WEEKLY (cada semana) o MONTHLY (cada mes).
edit-field-byday = Días: MO,TU,WE,TH,FR,SA,SU; en un mes también 2TH o -1FR.
edit-field-opens-at = 09:00, en la hora del lugar.
edit-field-closes-at = 17:00; si no es después de abrir, es el día siguiente.
edit-field-valid-from = El primer día en que vale.
edit-field-valid-to = El último día en que vale.
edit-field-languages = Un idioma hablado, por su código: fr, ar.
edit-field-service-areas = De dónde puede venir la gente. Con extent_type "country", extent son dos letras.
edit-field-cost-options = Un precio.
edit-field-required-documents = Qué hay que llevar.
edit-field-accessibility = Escalones, ascensores, rampas.
edit-field-attributes = Atributos de otros programas, guardados tal como llegaron.
edit-field-parasol = Lo que Parasol añade a HSDS.

edit-mark-need = Con qué se puede recibir ayuda; cualquiera de:
edit-mark-population = A quién se atiende; cualquiera de:
edit-mark-access = Cómo se accede; cualquiera de:
edit-mark-alternate-name = Otros nombres.
edit-mark-email = Otras direcciones.
edit-mark-language = Idiomas hablados, por su código: fr, ar.
edit-mark-assured-date = El día en que una persona lo comprobó.
edit-mark-last-modified = Se pone solo al guardar.
edit-mark-listing = "unlisted" no se publica nunca.
edit-mark-confidential = true: la dirección no se muestra nunca.
edit-mark-time-zone = Zona de los horarios, como Europe/Madrid.
edit-mark-hours = Cuándo responde el número, en palabras.
edit-mark-closed = true: cerrado en estos días.
edit-mark-translation = CAMPO@fr es el campo en francés; CAMPO@ dice en qué idioma está el propio campo.

# Unir
merge-counts = { $added } añadidos, { $changed } cambiados, { $same } iguales, { $withdrawn } retirados, { $ours } solo aquí
merge-added = Añadidos
merge-withdrawn = Retirados
merge-changed = Cambiado: { $id }
merge-conflict = No es igual en ambos, y ninguna fecha dice cuál es más nuevo: { $id }
merge-conflict-ours = No es igual en ambos; el nuestro es más nuevo: { $id }
merge-conflict-theirs = No es igual en ambos; el suyo es más nuevo: { $id }
merge-dry = No se ha escrito nada.

# La mesa en la interfaz
action-desk = La mesa de quien cuida el directorio: qué corregir, qué edad tienen las comprobaciones, qué se cubre
help-desk = La mesa de quien cuida el directorio
mode-desk = mesa
desk-screen-title = La mesa de quien cuida el directorio
desk-judging = Mirando todo el directorio…
desk-none = Ahí no hay nada que listar.
desk-position = { $at } de { $count }
desk-columns-hidden = { $count ->
    [one] Otra columna necesita una ventana más ancha.
   *[other] Otras { $count } columnas necesitan una ventana más ancha.
}

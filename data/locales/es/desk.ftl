# La mesa de quien cuida un directorio: revisar, editar y unir registros.

# Qué hacen las órdenes
cli-about-publish-check = Decir qué está mal en los registros y qué conviene corregir
cli-about-publish-mark-checked = Decir que una persona ha comprobado registros, hoy o en otro día
cli-arg-html = Escribir además una página con gráficos para un navegador
cli-arg-by = Columnas de la cobertura: country (país) o region (región); por sí solo, región cuando hay un único país
cli-arg-list-kind = Escribir solo los identificadores de una línea, como stale o no-phone: uno por línea, para otras órdenes
cli-arg-check-date = Día de la comprobación, como 2026-11-24; hoy si no se indica

# Refusals
cli-error-not-a-check-day = «{ $value }» no es un día en que se haya podido comprobar algo.
cli-hint-not-a-check-day = Escríbalo como 2026-11-24, no posterior a hoy.

publish-marked-checked = { $count ->
    [one] Un registro queda como comprobado el { $date }.
   *[other] { $count } registros quedan como comprobados el { $date }.
}

desk-title = Mesa de { $name }
desk-counts = { $entries } entradas: { $organizations } organizaciones, { $services } servicios
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
desk-more-columns = … y { $count } columnas más; --json las tiene todas
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

# Palabras de las pantallas.

ui-too-small = ventana demasiado pequeña (se necesita { $columns }×{ $rows })
loading-so-far = Cargando el directorio … { $done } de { $total }

mode-query = consulta
mode-list = lista
mode-filters = filtros
mode-read = ficha
mode-inside = buscar
mode-picker = elegir
mode-palette = acciones
mode-status = estado
mode-help = ayuda

find-label = Buscar
find-placeholder = un nombre, una necesidad, un lugar …
find-no-filters = necesidad, lugar, idioma, horario: cualquiera
find-count = { $found } de { $all }
find-best-first = primero lo más parecido
directory-with-age = { $publisher } v{ $version } · { $age }
directory-without-age = { $publisher } v{ $version }
directory-days = { $days ->
    [0] de hoy
    [one] 1 día
   *[other] { $days } días
}
ui-standing-demo = Para practicar: nada en este directorio es real.
ui-standing-embedded = Viene con el programa, nadie lo ha verificado: llamar antes de enviar a alguien.

start-heading = ¿Qué se necesita? Escribir, o { $keys }.
start-heading-short = ¿Qué se necesita?
start-entries = { $count ->
    [one] 1 ficha
   *[other] { $shown } fichas
}
completions = { $key } toma el primero:
row-stale = caducado

nothing-offer-replace = { $key } busca eso
nothing-offer-word = { $key } quita la palabra
nothing-offer-filter = { $key } quita el filtro
nothing-offer-filters = { $key } quita estos filtros
nothing-clear = { $key } borra
nothing-back = { $key } a la consulta

preview-more = { $count ->
    [one] … una línea más
   *[other] … { $count } líneas más
}
read-position = { $at } de { $total }
read-find-label = Buscar en esta ficha:
lines-more-below = líneas { $first }–{ $last } de { $total } · sigue
lines-to-the-end = líneas { $first }–{ $last } de { $total } · fin

status-title = Sobre el directorio
help-title = Ayuda
palette-title = Acciones
palette-placeholder = parte de un nombre
palette-none = Ninguna acción se llama así.
palette-hint = (tecla): actúa en otra pantalla

footer-read = leer
footer-toggle = poner o quitar

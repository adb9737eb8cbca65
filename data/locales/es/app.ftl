# Lo que dice la interfaz del terminal.

loading = Cargando el directorio
language-now = Idioma: Español
theme-dark = Tema: oscuro
theme-light = Tema: claro
theme-high-contrast = Tema: alto contraste
theme-mono = Tema: sin color

find-nothing-to-leave = No hay nada que borrar. { $quit } cierra el programa.
copied = Copiado: { $what }
copy-title = ¿Qué copiar?
copy-whole-entry = La ficha entera como texto
related-title = Ir a
related-none = Esta organización no indica ningún servicio.
read-last = Este era el último resultado.
read-first = Este era el primer resultado.
read-one-language = Esta ficha está escrita en un solo idioma.
read-text-language = Ficha en { $language }
read-not-inside = «{ $words }» no aparece en esta ficha.
palette-not-here = No en esta pantalla: { $action }

nothing = No se ha encontrado nada.
nothing-word = Ninguna ficha contiene «{ $word }».
nothing-word-nearest = Ninguna ficha contiene «{ $word }». ¿Quizá «{ $nearest }»?
nothing-combination = { $count ->
    [one] Ninguna ficha contiene todas estas palabras. Sin «{ $word }» hay una ficha.
   *[other] Ninguna ficha contiene todas estas palabras. Sin «{ $word }» hay { $count } fichas.
}
nothing-filter = { $count ->
    [one] Con «{ $filter }» no queda nada. Sin ese filtro hay una ficha.
   *[other] Con «{ $filter }» no queda nada. Sin ese filtro hay { $count } fichas.
}
nothing-filters = { $count ->
    [one] { $filters } juntos no dejan nada. Sin ellos hay una ficha.
   *[other] { $filters } juntos no dejan nada. Sin ellos hay { $count } fichas.
}
nothing-filters-many = Estos filtros juntos no dejan nada. Quite algunos.
problem-filter = No existe el filtro «{ $name }:».
problem-filter-nearest = No existe el filtro «{ $name }:». ¿Quizá «{ $nearest }:»?
problem-value = «{ $name }:» no admite «{ $value }». Posibles: { $choices }
problem-value-missing = «{ $name }:» necesita un valor: { $choices }

chip-need = necesidad: { $value }
chip-place = lugar: { $value }
chip-country = país: { $value }
chip-language = habla: { $value }
chip-open-now = abierto ahora
chip-open = abierto: { $value }
chip-access = acceso: { $value }
chip-population = para: { $value }

filters-open = Horario
filters-checked = Última verificación
filters-need = Necesidad
filters-access = Cómo acceder
filters-language = Idioma hablado
filters-country = País
filters-place = Ciudad
filters-open-now = abierto ahora
filters-checked-within =
    { $days ->
        [one] verificado en el último día
       *[other] verificado en los últimos { $days } días
    }

status-standing = Firma
status-embedded = Viene con el programa. Reunido de páginas públicas; ninguna persona lo ha verificado.
status-demo = Inventado, para practicar. Nada de lo que contiene es real.
status-signed = firmado por quien lo publica
status-version = Versión
status-fingerprint = Huella
status-published = Publicado
status-expires = Válido hasta
status-entries = Fichas
status-organizations = Organizaciones
status-services = Servicios
status-locations = Lugares
status-stale = Caducadas
status-not-checked = Sin verificar
status-checked = Verificado
status-checked-between = del { $first } al { $last }
status-ages = Última verificación
status-coverage = Fichas por necesidad
age-month = hace menos de un mes
age-quarter = hace menos de 3 meses
age-half-year = hace menos de 6 meses
age-year = hace menos de un año
age-two-years = hace menos de 2 años
age-older = hace más tiempo
age-not-checked = sin verificar

help-intro = Escribir unas letras de un nombre, una necesidad o un lugar. En la consulta las letras siempre escriben; en las demás pantallas actúan. Con Alt actúan también en la consulta.
help-everywhere = En todas las pantallas
help-query = Al escribir la consulta
help-list = En los resultados
help-filters = En los filtros
help-read = Al leer una ficha
help-picker = Al elegir
help-palette = En la lista de acciones
help-status = Sobre el directorio
help-words = Filtros en la consulta
help-words-text = Un filtro es una palabra con dos puntos. Un espacio lo termina; la tecla de retroceso, con la consulta vacía, lo quita. Los valores pueden escribirse en cualquier idioma del programa.
help-filter-need = lo que una persona necesita
help-filter-place = una ciudad o región; quedan las líneas telefónicas que la cubren
help-filter-near = lo más cercano primero, luego las líneas que lo cubren
help-filter-country = un país, por nombre o código
help-filter-lang = un idioma que se habla allí
help-filter-open = abierto ahora, o un día a una hora
help-filter-access = cómo acceder: walk-in (sin cita), phone, outreach, no-id …
help-filter-for = a quién está dirigido
help-filter-checked = verificado por una persona en los últimos días
help-filter-publisher = quién lo publicó, por nombre

action-up = Arriba
action-down = Abajo
action-page-up = Una pantalla hacia arriba
action-page-down = Una pantalla hacia abajo
action-first = Al primero
action-last = Al último
action-open = Abrir o elegir
action-back = Volver; en la consulta: borrar
action-focus-next = A la parte siguiente: consulta, lista, filtros
action-focus-previous = A la parte anterior
action-focus-query = Escribir en la consulta
action-focus-filters = Ir a los filtros
action-complete = Completar lo escrito
action-take-offer = Aceptar lo que se propone
action-drop-filter = Quitar el último filtro
action-clear-all = Quitar todas las palabras y filtros
action-next-entry = Resultado siguiente
action-previous-entry = Resultado anterior
action-next-section = Sección siguiente
action-previous-section = Sección anterior
action-copy = Copiar un teléfono, una dirección o la ficha
action-copy-all = Copiar la ficha entera
action-reveal = Mostrar lo que no se muestra por ser demasiado antiguo
action-text-language = Leer la ficha en otro idioma
action-related = Servicios de la organización, o su organización
action-find-inside = Buscar palabras en la ficha
action-find-next = Siguiente lugar de las palabras
action-status = Sobre el directorio: edad, editor, cobertura
action-help = Ayuda
action-palette = Todas las acciones por nombre
action-language = Siguiente idioma del programa
action-theme = Siguiente tema
action-lock = Bloquear: borrar todo y no mostrar nada
action-suspend = Bloquear y volver por ahora al intérprete de órdenes
action-quit = Salir
action-quick-exit = Salir al instante sin dejar rastro en la pantalla
action-open-nth = Abrir lo que lleva este número

footer-open = elegir
footer-take-offer = aceptar
footer-complete = completar
footer-focus-next = seguir
footer-drop-filter = quitar filtro
footer-focus-query = consulta
footer-copy = copiar
footer-reveal = mostrar contactos
footer-next-entry = siguiente
footer-next-section = sección
footer-related = otros
footer-find-inside = buscar
footer-find-next = siguiente
footer-back = volver
footer-help = ayuda
footer-lock = bloquear

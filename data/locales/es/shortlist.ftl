# La lista corta y su entrega: lo que el programa dice a quien atiende. Lo que
# dice la hoja misma está en handout.ftl.

cli-about-handout = Escribir o imprimir una hoja para alguien, en su idioma
cli-about-shortlist = Apartar fichas para alguien; hace falta una caja para que duren de una orden a otra
cli-about-shortlist-add = Poner una ficha en la lista corta
cli-about-shortlist-remove = Quitar una ficha de la lista corta
cli-about-shortlist-list = Decir qué hay en la lista corta
cli-about-shortlist-clear = Borrar todas las fichas y notas de la lista corta
cli-arg-shortlist-id = Id de la ficha, como la muestra "find"
cli-arg-shortlist-note = Una nota sobre ella. Un solo - la lee de la entrada estándar, y así no queda en el historial de la terminal
cli-arg-handout-ids = Ids de las fichas que se entregan; sin ninguno, las de la lista corta de la caja
cli-arg-handout-to = Archivo que se escribe: .txt, .md o .html; un solo - es la salida estándar, como sin --to ni --print
cli-arg-handout-as = Forma que se escribe, diga lo que diga el nombre del archivo: txt, md o html
cli-arg-handout-print = Imprimirla en la impresora del sistema
cli-arg-handout-printer = Imprimirla en esta impresora
cli-arg-handout-printers = Mostrar las impresoras y nada más
cli-arg-handout-large = Letra grande
cli-arg-handout-discreet = Nada que diga qué es: sin título, sin nombres, sin direcciones web
cli-arg-handout-past-limit = También lo que es tan antiguo que quien lo publica ya no responde por ello
cli-arg-handout-pocket = Solo lo más necesario, en tarjetas pequeñas para doblar
cli-arg-handout-at = Cuándo puede ir la persona, como fri-18:00: dice si está abierto entonces
cli-arg-handout-from = Ficha desde la que sale la persona: dice a qué distancia queda
cli-arg-handout-step = Qué hacer después: call-first, bring-id, bring-papers, ask-interpreter, take-someone, write-down, come-back o ask-for; puede darse varias veces
cli-arg-handout-own-step = Qué hacer después con palabras propias; con ask-for, por qué preguntar. Un solo - lo lee de la entrada estándar
cli-arg-handout-note = Una nota. Un solo - la lee de la entrada estándar, y así no queda en el historial de la terminal

handout-saved = Escrito: { $path }
handout-printed = Enviado a la impresora { $printer }
handout-gone = Ya no está en el directorio y queda fuera: { $name }
printers-none = no hay ninguna impresora configurada
printers-usual = { $printer } (la que se usa si no se nombra otra)

cli-error-nothing-to-hand-over = No se nombra ninguna ficha para entregar.
cli-hint-nothing-to-hand-over = Dé los ids que muestra "find", o ponga fichas en la lista corta de la caja: "parasol shortlist add ID".
cli-error-past-limit = { $name } viene de una versión demasiado antigua: { $publisher } respondía por ella hasta el { $date }.
cli-hint-past-limit = Consiga una más nueva; o llame antes a cada número y añada --past-limit.
cli-error-shortlist-needs-vault = Sin caja, la lista corta termina con el programa.
cli-hint-shortlist-needs-vault = "parasol passphrase set" hace una; o nombre los ids: "parasol handout ID…".
cli-error-not-on-shortlist = "{ $id }" no está en la lista corta.
cli-hint-not-on-shortlist = "parasol shortlist list" dice qué hay.
cli-error-no-handout-language = No se puede escribir ninguna hoja en "{ $tag }".
cli-hint-no-handout-language = Elija entre: { $tags }.
cli-error-unknown-handout-form = La terminación de { $path } no dice qué escribir.
cli-hint-unknown-handout-form = Que el nombre termine en .txt, .md o .html.
cli-error-unknown-step = No existe el paso "{ $step }".
cli-hint-unknown-step = Elija entre: { $steps }.
cli-error-not-a-moment = "{ $given }" no es una hora.
cli-hint-not-a-moment = Escríbala como 14:30 o fri-18:00.
cli-error-not-on-the-map = Nadie sabe, o nadie puede saber, dónde está "{ $id }".
cli-hint-not-on-the-map = Parta de otra ficha, o deje --from fuera.
cli-error-which-printer = No se dice en qué impresora: { $printers }
cli-hint-which-printer = Nombre una con --printer.
cli-error-printer = No se ha impreso nada: { $detail }.
cli-hint-printer = Mire si la impresora está configurada y encendida, o escriba un archivo con --to.
cli-error-file-not-written = No se puede escribir { $path }: { $detail }.
cli-hint-file-not-written = Nombre otro archivo, en un disco con sitio y con permiso de escritura.
cli-detail-no-folder = no existe esa carpeta

results-on-shortlist = ★ lista corta
results-listed = ★
shortlist-title = Lista corta
shortlist-count = { $count ->
    [one] 1 ficha
   *[other] { $count } fichas
}
shortlist-in-vault = se guarda en la caja
shortlist-in-memory = solo en memoria, se borra al bloquear o salir
shortlist-none = No hay nada en la lista corta. { $key } sobre un resultado o una ficha la pone aquí.
shortlist-added = { $count ->
    [one] En la lista corta: { $name } (1 ficha)
   *[other] En la lista corta: { $name } ({ $count } fichas)
}
shortlist-removed = { $count ->
    [0] Fuera de la lista corta: { $name } (no queda nada)
    [one] Fuera de la lista corta: { $name } (queda 1 ficha)
   *[other] Fuera de la lista corta: { $name } (quedan { $count } fichas)
}
shortlist-gone = Esta ficha ya no está en el directorio.
shortlist-emptied = La lista corta está vacía.
shortlist-empty-again = { $key } otra vez borra todas las fichas y notas.
shortlist-with-all = Con todo ello
shortlist-note = Nota:
shortlist-note-about = Nota sobre { $name }:
shortlist-own-step = Con sus palabras:

help-shortlist = En la lista corta
mode-shortlist = lista corta
mode-line = escribir
action-shortlist = Poner en la lista corta o quitar
action-to-shortlist = Lista corta
action-note = Escribir una nota
action-move-up = Subir en la lista
action-move-down = Bajar en la lista
footer-shortlist = lista corta
footer-note = nota
footer-move-up = subir
footer-move-down = bajar
footer-take-off = quitar
footer-take = aceptar

handover-title = Entregar
handover-what = Qué
handover-language = En qué idioma
handover-letters = Letra
handover-discreet = Discreta
handover-when = Puede ir
handover-from = Sale de
handover-shortlist = { $count ->
    [one] la lista corta (1 ficha)
   *[other] la lista corta ({ $count } fichas)
}
handover-usual = normal
handover-large = grande
handover-pocket = pequeña, para doblar y llevar en el bolsillo
handover-yes = sí: nada dice qué es
handover-no = no
handover-any-time = sin decir
handover-not-said = sin decir
handover-no-start = sin decir: nada de lo leído o listado está en el mapa
handover-nothing = Nada de esto está ya en el directorio.
handover-withheld = Algo de esto es demasiado antiguo: un número puede ser ya de otra persona. Llame a cada uno antes de entregarlo. { $key } hace la hoja.
handover-choose-first = Elija antes una ficha, o ponga alguna en la lista corta.
handover-reading = texto
handover-type-when = Cuándo (18:00 o vie-18:00):
handover-type-when-again = Eso no es una hora. 18:00 o vie-18:00:
handover-type-file = Archivo (.html .txt .md):
handover-type-file-ending = Debe terminar en .html, .txt o .md:
handover-type-file-exists = Ya existe. Enter lo sobrescribe:
handover-saved = Escrito, legible para quien lo encuentre: { $path }
handover-not-saved = No se puede escribir { $path }: { $detail }. Nombre otro archivo, en un disco con sitio.
handover-not-printed = No se ha impreso nada: { $detail }. Mire si la impresora está configurada y encendida, o escriba un archivo.
handover-which-printer = Imprimir en
handover-usual-printer = { $printer } (la de siempre)
handover-copy-message = Como mensaje: breve, sin saltos de línea propios
handover-copy-text = Como texto para imprimir, 76 columnas
handover-copy-markdown = Como Markdown
printers-no-program = no hay ningún programa "lp"

codes-title = ¿Qué código?
codes-position = { $at } de { $total }
codes-too-small = La ventana es demasiado pequeña para este código: hacen falta { $columns }×{ $rows }.

help-handover = Al entregar
help-codes = Mientras se muestra un código
mode-handover = entregar
mode-codes = código
action-hand-over = Entregar: archivo, impresora, portapapeles, códigos
action-codes = Códigos para la cámara de un teléfono
action-next-choice = Opción o código siguiente
action-previous-choice = Opción o código anterior
action-write-file = Escribir un archivo
action-print = Imprimir
action-invert = Cambiar lo oscuro y lo claro del código
footer-hand-over = entregar
footer-codes = QR
footer-next-choice = siguiente
footer-next-code = siguiente
footer-previous-choice = anterior
footer-write-file = archivo
footer-print = imprimir
footer-invert = invertir
footer-type = escribir
footer-text = texto
footer-choices = opciones

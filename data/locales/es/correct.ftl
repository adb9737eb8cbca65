# Correcciones: lo que alguien sabe mejor, para quienes publican.

cli-about-correct = Anotar lo que no es cierto de una entrada, para quienes la publican
cli-about-corrections = Lo que anotó para quienes publican el directorio
cli-about-corrections-list = Mostrarlo
cli-about-corrections-export = Sellarlo en un archivo que solo quien publica puede abrir
cli-about-corrections-remove = Quitar una parte
cli-arg-correct-field = Lo que está mal: phone, hours, address, city, email, website, cost, eligibility, name, description; closed, right, other. Se pregunta si no se da
cli-arg-instead-of = Cuál de varios, tal como está en el directorio
cli-arg-says = Lo que es cierto. Un solo - lo lee de la entrada estándar y así no queda en el historial
cli-arg-known = Cómo lo sabe: asked, visited, told o published
cli-arg-correct-out = Sellarlo en seguida en este archivo en vez de guardarlo
cli-arg-corrections-out = El archivo que se escribe
cli-arg-corrections-publisher = Solo lo que es para este editor: id o nombre
cli-arg-correction-numbers = Números, como los muestra «corrections list»
cli-arg-all-corrections = Todo

correct-which-field = ¿Qué no está bien?
correct-what-is-true = ¿Qué es cierto?
correct-how-known = ¿Cómo lo sabe?
correct-number = Número:
correct-field-now = { $field }: { $now }
correct-field-another = { $field }: otro
correct-field-phone = Teléfono
correct-field-hours = Horario
correct-field-address = Calle
correct-field-city = Ciudad
correct-field-email = Correo
correct-field-website = Web
correct-field-cost = Costo
correct-field-eligibility = Quién puede ir
correct-field-name = Nombre
correct-field-description = Qué hace
correct-field-closed = Ya no existe
correct-field-right = Todo es correcto, lo comprobé
correct-field-other = Otra cosa
known-asked = Les pregunté
known-visited = Estuve allí
known-told = Me lo dijo alguien que estuvo allí
known-published = Está en su página o en su papel

corrections-kept = Anotado y guardado en la caja. «parasol corrections export ARCHIVO» lo sella para quien publica.
corrections-sealed = { $count ->
    [one] Una corrección está sellada. Solo { $publisher } puede abrir el archivo: envíelo o entréguelo en una memoria.
   *[other] { $count } correcciones están selladas. Solo { $publisher } puede abrir el archivo: envíelo o entréguelo en una memoria.
}
corrections-still-kept = Lo sellado sigue en la caja. «parasol corrections remove --all» lo quita.
corrections-removed = { $count ->
    [one] Una corrección quitada.
   *[other] { $count } correcciones quitadas.
}
corrections-line = { $number }. { $entry } · { $what } ({ $ground })
correct-summary = { $what } → { $text }
correct-ground = { $known }, { $date }

correct-no-entry = Elija antes una entrada.
correct-entry-gone = La entrada ya no está en el directorio.
correct-nothing-new = Escriba lo que es cierto, o Esc.
correct-no-names = No escriba nada que nombre a una persona. Solo lo leerán quienes publican el directorio.
correct-noted = Anotado y guardado en la caja. { $key } lo muestra y lo sella para quien publica.
correct-noted-in-memory = Anotado hasta que salga o bloquee. { $key } lo sella para quien publica.
correct-no-key = { $publisher } no recibe correcciones selladas.
correct-not-sealed = No se selló: { $detail }.
corrections-title = Lo que anotó
corrections-none = No hay nada anotado. En una entrada, diga lo que no es cierto.
corrections-file = Archivo:
corrections-in-vault = Guardado en la caja.
corrections-in-memory = Solo en memoria: termina con el programa.

mode-corrections = anotado
help-corrections = Lo que anotó como no cierto
action-correct = Decir lo que no es cierto de la entrada
action-corrections = Lo que anotó como no cierto
action-remove = Quitar lo elegido
action-seal = Sellarlo en un archivo para quien publica
footer-correct = corregir
footer-corrections = anotado
footer-remove = quitar
footer-seal = sellar en un archivo

correct-says-itself = «{ $field }» ya lo dice todo: quite --says. Una observación va en una corrección propia, --field other.
cli-error-nothing-keeps-it = Nada guardaría esta corrección: no hay caja.
cli-hint-nothing-keeps-it = Indique un archivo con --out, que se sella en seguida para quien publica; o cree una caja con «parasol passphrase set».
cli-error-no-such-correction = No hay ninguna corrección { $number }.
cli-hint-no-such-correction = «parasol corrections list» muestra los números.
cli-error-nothing-to-seal = No hay nada que sellar.
cli-hint-nothing-to-seal = «parasol correct ID» anota una corrección.
cli-error-several-publishers = Estas correcciones son para varios editores: { $names }.
cli-hint-several-publishers = Selle un archivo para cada uno con --publisher.
cli-error-no-corrections-key = { $name } no recibe correcciones selladas.
cli-hint-no-corrections-key = Solo las reciben quienes firman su directorio. Avíseles de otra manera; lo anotado sigue donde está.

cli-about-publish-corrections = Abrir lo que le sellaron, y tomar o rechazar cada cosa
cli-arg-sealed-files = Archivos sellados, tal como llegaron
cli-arg-accept = Escribir esta en su registro, con el día de la comprobación; se puede repetir
cli-arg-done = Usted mismo escribió esta en su registro: solo se pone el día de la comprobación
cli-arg-reject = No tomar esta
publish-corrections-open = { $count ->
    [0] No queda nada por decidir.
    [one] Queda una corrección por decidir.
   *[other] Quedan { $count } correcciones por decidir.
}
publish-corrections-ask = ¿aceptar, hecho a mano, rechazar, o Intro para después?
publish-corrections-accept = aceptar
publish-corrections-done = hecho
publish-corrections-reject = rechazar
publish-corrections-is-accepted = aceptada
publish-corrections-is-done = hecha a mano
publish-corrections-is-rejected = rechazada
publish-corrections-cannot-not-there = no hay tal registro
publish-corrections-cannot-changed = el registro ya dice otra cosa
publish-corrections-cannot-by-hand = hay que escribirla a mano
cli-error-not-sealed-for-us = Ninguna de sus llaves abre { $path }.
cli-hint-not-sealed-for-us = Es para otro editor, o está dañado. Pídalo otra vez.
cli-error-cannot-accept = La corrección de { $id } no se puede escribir ({ $why }).
cli-hint-cannot-accept = Escríbala usted en el registro y diga --done; o rechácela con --reject.

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
corrections-line = { $number }. { $entry } · { $what } → { $text } ({ $known }, { $date })
corrections-line-bare = { $number }. { $entry } · { $what } ({ $known }, { $date })

cli-error-nothing-keeps-it = nada guardaría esta corrección: no hay caja.
cli-hint-nothing-keeps-it = Indique un archivo con --out, que se sella en seguida para quien publica; o cree una caja con «parasol passphrase set».
cli-error-no-such-correction = no hay ninguna corrección { $number }.
cli-hint-no-such-correction = «parasol corrections list» muestra los números.
cli-error-nothing-to-seal = no hay nada que sellar.
cli-hint-nothing-to-seal = «parasol correct ID» anota una corrección.
cli-error-several-publishers = estas correcciones son para varios editores: { $names }.
cli-hint-several-publishers = Selle un archivo para cada uno con --publisher.
cli-error-no-corrections-key = { $name } no recibe correcciones selladas.
cli-hint-no-corrections-key = Solo las reciben quienes firman su directorio. Avíseles de otra manera; lo anotado sigue donde está.

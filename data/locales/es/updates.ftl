# Actualizaciones: la pantalla, y las órdenes sync, sources y drives.

mode-updates = actualizaciones
mode-trust = palabras
action-updates = Actualizaciones: sitios, memorias, qué cambiarían
action-details = Todo sobre la actualización seleccionada
action-go-back = Volver al directorio de antes de la última actualización
footer-updates = actualizaciones
footer-details = detalles
footer-go-back = volver atrás
footer-next-step = seguir
footer-take-it = tomarla
footer-look-again = mirar otra vez
footer-accept = son las mismas
footer-stop = parar
footer-not-now = ahora no
help-updates = Actualizaciones

updates-title = Actualizaciones
updates-words-label = Dos primeras palabras:
updates-drive = USB
updates-site = web
updates-refused = rechazada
updates-not-looked-at = aún sin mirar
updates-never-asked = nunca preguntado
updates-asked = preguntado { $ago }
updates-size-unknown = ? tamaño
updates-version = versión { $version }
updates-new-publisher = editor nuevo, versión { $version }
updates-the-one-in-use = versión { $version }, la que está en uso
updates-older = versión { $version }, anterior a la suya
updates-newer = versión { $version }, más nueva
updates-newer-by = versión { $version }, { $by } más nueva
updates-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
updates-weeks = { $count ->
    [one] 1 semana
   *[other] { $count } semanas
}
updates-months = { $count ->
    [one] 1 mes
   *[other] { $count } meses
}
updates-in-use = versión { $version } en uso
updates-news = Actualización de { $name } en USB: { $what } — { $key } para mirar

updates-decimal = ,
updates-bytes = { $count } B
updates-kilobytes = { $count } kB
updates-megabytes = { $count } MB
updates-step-checking = Comprobando firmas
updates-step-getting = Trayendo
updates-step-unpacking = Desempaquetando y comparando
updates-step-writing = Escribiendo
updates-so-far = { $done } de { $total }
updates-rate = { $rate } por segundo
updates-seconds-left = quedan { $count } s
updates-minutes-left = quedan { $count } min
updates-stopped = Parado. Su directorio no ha cambiado.

updates-none = No hay ninguna memoria con una actualización, ni se conoce ningún sitio.
updates-none-hint = Ponga una memoria, o nombre un sitio con "parasol sources add".
updates-look = { $key } la mira.
updates-ask = { $key } pregunta al sitio si hay algo más nuevo.
updates-ask-secret = Unos kilobytes. La línea va cifrada; el sitio ve su dirección en la red.
updates-ask-open = Unos kilobytes. Cualquiera en el camino ve qué se pide; las firmas protegen lo que llega.
updates-signed-known = Firmado por { $name } · palabras: { $words } · el mismo editor que ahora
updates-signed-short = Firmado por { $name }, mismo editor
updates-signed-new = Editor nuevo: { $name } · palabras: { $words }
updates-looks-like = Cuidado: el nombre se parece a { $name }, que usted tiene, pero es otro editor.
updates-clock-behind = El reloj de esta máquina está mal: esto se firmó el { $date }, que aún no ha llegado.
updates-expired = Su editor respondía de esto hasta el { $date }. Pida algo más nuevo.
updates-compare = Compare las palabras con el papel que le dieron. Si no son las mismas, no lo use.
updates-then-words = { $key }: son las mismas.
updates-type-words = Escriba las dos primeras palabras, luego { $key }.
updates-other-words = No son las dos primeras palabras. Compárelas con su papel.
updates-get = { $key } trae { $size } y enseña qué cambia.
updates-get-the-rest = { $key } trae los { $size } que faltan y enseña qué cambia; { $kept } ya están aquí.
updates-nothing-newer = Tiene esta versión. Aquí no hay nada más nuevo.
updates-older-kept = Tiene una versión más nueva, y se queda.
updates-dates = Versión { $version }, publicada el { $published }, válida hasta el { $expires }
updates-counts = { $organizations } organizaciones, { $services } servicios
updates-contact = Contacto: { $contact }
updates-hex = Huella: { $hex }
updates-changes = { $added } nuevas · { $changed } cambiadas · { $withdrawn } retiradas
updates-nothing-that-matters = Nada cambia en las fichas de su lista, ni en las que ha leído hoy.
updates-because-shortlist = En su lista
updates-because-read = Leída hoy
updates-entry = { $because }: { $name }
updates-entry-fields = { $because }: { $name } · { $fields }
updates-entry-withdrawn = { $because }: { $name } · retirada: { $reason }
updates-nothing = nada
updates-reason-closed = cerró
updates-reason-unsafe = no es seguro
updates-reason-wrong = estaba mal
updates-reason-duplicate = estaba dos veces
updates-reason-request = lo pidieron
updates-more = … { $count } más: { $key }

updates-taken = { $withdrawn ->
    [0] Versión { $version } en uso. { $key } vuelve atrás.
    [one] Versión { $version } en uso. Se retiró 1 ficha. { $key } vuelve atrás.
   *[other] Versión { $version } en uso. Se retiraron { $withdrawn } fichas. { $key } vuelve atrás.
}
updates-went-back = De nuevo { $name } versión { $version }. Lo retirado sigue retirado.
updates-went-back-to-nothing = De nuevo el directorio de antes.
updates-nothing-to-undo = No se tomó nada que se pueda deshacer.
updates-entry-gone = "{ $name }" no está en la versión nueva.
updates-unchanged = Su directorio no ha cambiado.

updates-refused-damaged = El archivo está dañado o cortado.
updates-hint-damaged = Cópielo o tráigalo otra vez.
updates-refused-not-trusted = No está firmado por su editor.
updates-hint-not-trusted = No lo use. Pregunte al editor.
updates-refused-older = Tiene la versión { $have }; esta es la { $offered }.
updates-hint-older = Pida la más nueva.
updates-refused-unknown-publisher = Nadie ha aceptado a este editor: { $name }
updates-hint-unknown-publisher = Compare las palabras con su papel.
updates-refused-unsafe = Rechazado por seguridad: { $detail }
updates-hint-unsafe = Avise a quien le dio el programa.
updates-refused-unsupported = Está hecho para un programa más nuevo.
updates-hint-unsupported = Pida un programa más nuevo.
updates-refused-expired = Su editor ya no responde de esto.
updates-hint-expired = Pida la más nueva.
updates-refused-unreachable = Sin conexión con { $place } ({ $detail }). Se guardan { $kept }.
updates-hint-unreachable = Pruebe más tarde: lo que ya está aquí no se trae dos veces.
updates-refused-cannot-read = No se puede leer { $place }: { $detail }
updates-hint-cannot-read = Ponga la memoria otra vez, o copie el archivo.
updates-refused-store-in-use = Otro programa tiene abierto el almacén.
updates-hint-store-in-use = Ciérrelo y pruebe otra vez.
updates-refused-disk-full = No queda sitio en el disco.
updates-hint-disk-full = Libere espacio y pruebe otra vez.
updates-refused-cannot-write = No se puede escribir en el almacén: { $detail }
updates-hint-cannot-write = Haga que se pueda escribir en su carpeta.
updates-refused-no-store = Este directorio está solo en la memoria, y no se puede tomar nada.
updates-hint-no-store = Abra el programa sin --demo.
updates-refused-nothing-before = No hay un directorio al que volver.
updates-hint-nothing-before = Se guarda a partir de la próxima actualización.
updates-refused-other = No funcionó: { $detail }
updates-hint-other = Pruebe otra vez. "parasol doctor" dice más.

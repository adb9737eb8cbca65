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
footer-let-it-go-on = dejar que siga
help-updates = Actualizaciones

updates-title = Actualizaciones
updates-words-label = Dos primeras palabras:
updates-drive = USB
updates-site = web
updates-refused = rechazada
updates-not-reached = sin conexión
updates-damaged = dañada
updates-unreadable = no se puede leer
updates-nothing-there = no hay nada
updates-failed = no funcionó
updates-not-looked-at = aún sin mirar
updates-never-asked = nunca preguntado
updates-asked = preguntado { $ago }
updates-tried = { $what }, preguntado { $ago }
updates-size-unknown = ? tamaño
updates-version = versión { $version }, ahora no en uso
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
updates-kept-aside = versión { $version }, guardada, oculta
updates-news = Actualización de { $name } en USB: { $what } — { $key } para mirar
updates-news-unusable = El archivo en { $name } no se puede usar — { $key } para mirar

updates-decimal = ,
updates-bytes = { $count } B
updates-kilobytes = { $count } kB
updates-megabytes = { $count } MB
updates-step-asking = Preguntando
updates-step-checking = Comprobando firmas
updates-step-getting = Trayendo
updates-step-unpacking = Desempaquetando y comparando
updates-step-writing = Escribiendo
updates-so-far = { $done } de { $total }
updates-rate = { $rate } por segundo
updates-seconds-left =
    { $count ->
        [one] queda { $count } s
       *[other] quedan { $count } s
    }
updates-minutes-left =
    { $count ->
        [one] queda { $count } min
       *[other] quedan { $count } min
    }
updates-waits = esperando { $count } s
updates-waits-for = { $place } no dice nada desde hace { $count } s. Tras unos minutos se deja.
updates-meanwhile = { $stop } lo para. { $leave } sale de esta pantalla y deja que siga.
updates-drive-gone = Han sacado la memoria. Lo que hace falta de ella está aquí.
updates-goes-on = Sigue. { $key } muestra cuánto falta.
updates-ready = { $name } versión { $version } ya está aquí — { $key } para mirar
updates-stopped = Parado. Su directorio no ha cambiado.

updates-none = No hay ninguna memoria con una actualización, ni se conoce ningún sitio.
updates-none-hint = Ponga una memoria, o nombre un sitio con "parasol sources add".
updates-look = { $key } la mira.
updates-last-time = La última vez, { $ago }: { $what }.
updates-ask = { $key } pregunta al sitio si hay algo más nuevo.
updates-ask-secret = Unos kilobytes. La línea va cifrada; el sitio ve su dirección en la red.
updates-ask-open = Unos kilobytes. Cualquiera en el camino ve qué se pide; las firmas protegen lo que llega.
updates-signed-known = Firmado por { $name } · palabras: { $words } · el mismo editor que ahora
updates-signed-short = Firmado por { $name }, mismo editor
updates-signed-before = Firmado por { $name }, aceptado antes, ahora no en uso
updates-signed-just-accepted = Editor nuevo, que usted acaba de aceptar: { $name }
updates-signed-by-administrator = Editor nuevo, aceptado para esta máquina: { $name }
updates-words = Palabras: { $words }
updates-signed-short-new = Editor nuevo, aceptado: { $name }
updates-signed-new = Editor nuevo: { $name } · palabras: { $words }
updates-off = Oculto aquí: se guarda, no se muestra.
updates-off-hint = "parasol publishers on { $publisher }" lo muestra.
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
updates-counts = { $organizations_count ->
    [one] { $organizations } organización
   *[other] { $organizations } organizaciones
}, { $services_count ->
    [one] { $services } servicio
   *[other] { $services } servicios
}
updates-contact = Contacto: { $contact }
updates-hex = Huella: { $hex }
updates-changes = { $added } nuevas · { $changed } cambiadas · { $withdrawn } retiradas
updates-left-out = { $count } omitidas
updates-nothing-that-matters = Nada cambia en las fichas de su lista, ni en las que ha leído hoy.
updates-because-shortlist = En su lista
updates-because-read = Leída hoy
updates-entry = { $because }: { $name }
updates-entry-fields = { $because }: { $name } · { $fields }
updates-entry-withdrawn = { $because }: { $name } · retirada: { $reason }
updates-nothing = nada
updates-reason-closed = cerró
updates-reason-unsafe = no es seguro
updates-reason-dangerous = es peligroso
updates-reason-asked = lo pidieron
updates-reason-wrong = estaba mal
updates-reason-duplicate = estaba dos veces
updates-reason-left-out = falta en la versión nueva
updates-reason-request = lo pidieron
updates-more = … { $count } más: { $key }

updates-taken = { $withdrawn ->
    [0] Versión { $version } en uso. { $key } vuelve atrás.
    [one] Versión { $version } en uso. Se retiró 1 ficha. { $key } vuelve atrás.
   *[other] Versión { $version } en uso. Se retiraron { $withdrawn } fichas. { $key } vuelve atrás.
}
updates-taken-off = Versión { $version } guardada. { $name } está oculto: no se muestra nada. { $key } vuelve atrás.
updates-now-in-use = En uso ahora: { $what }.
updates-older-in-use = En uso ahora: { $what }. Lo retirado sigue retirado.
updates-out-of-use = { $name } ya no está en uso. En uso ahora: { $what }.
updates-none-in-use = Ahora no hay ningún directorio en uso.
updates-the-other = { $name } (el otro)
updates-name-and-version = { $name } versión { $version }
updates-going-back = Deshaciendo…
updates-nothing-to-undo = No se tomó nada que se pueda deshacer.
updates-entry-gone = "{ $name }" no está en la versión nueva.
updates-kept = { $kept } ya están aquí.
updates-for-experts = Para quien le ayude: { $detail }
updates-unchanged = Su directorio no ha cambiado.

updates-refused-damaged = El archivo está dañado o cortado.
updates-hint-damaged = Cópielo otra vez, o pídaselo a otra persona.
updates-refused-damaged-site = Lo que envió { $place } está dañado o cortado.
updates-hint-damaged-site = Pruebe más tarde. Si sigue así, avise al editor.
updates-refused-not-trusted = No está firmado por su editor.
updates-hint-not-trusted = No lo use. Pregunte al editor.
updates-refused-old-keys = Está firmado con claves que su editor ha cambiado desde entonces.
updates-hint-old-keys = Es de antes del cambio, o no es honesto. Pida al editor lo más nuevo.
updates-refused-older = Tiene la versión { $have }; esta es la { $offered }.
updates-hint-older = Pida la más nueva.
updates-refused-unknown-publisher = Nadie ha aceptado a este editor: { $name }
updates-hint-unknown-publisher = Compare las palabras con su papel.
updates-refused-unsafe = Rechazado por seguridad: lleva algo que ningún archivo honesto lleva.
updates-hint-unsafe = No lo use. Avise al editor y a quien se lo dio.
updates-refused-unsupported = Está hecho para un programa más nuevo.
updates-hint-unsupported = Pida un programa más nuevo.
updates-refused-expired = Su editor ya no responde de esto.
updates-hint-expired = Pida la más nueva.
updates-refused-unreachable = Sin conexión con { $place }: { $why }.
updates-refused-cannot-read = No se puede leer { $place }.
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
updates-refused-nothing-there = { $place } no tiene ningún directorio.
updates-hint-nothing-there = Compare la dirección con el papel del editor.
updates-refused-other = No funcionó: { $detail }
updates-hint-other = Pruebe otra vez. "parasol doctor" dice más.

# Por qué no hay conexión, y qué hacer.

line-no-host = no se encuentra su nombre
line-hint-no-host = Mire si esta máquina está en una red, y luego compare la dirección.
line-no-answer = allí no contesta nadie
line-hint-no-answer = Mire si esta máquina está en una red. Si lo está, pruebe más tarde.
line-silent = no respondió a tiempo
line-hint-silent = Pruebe más tarde, o donde haya mejor red. Lo que ya está aquí no se trae dos veces.
line-broken = la línea se cortó
line-hint-broken = Pruebe otra vez, o donde haya mejor red. Lo que ya está aquí no se trae dos veces.
line-not-secret = la línea no se pudo cifrar; quizá esta red pide que usted entre con su cuenta
line-hint-not-secret = Abra un navegador, entre si se lo pide, mire si la fecha de esta máquina está bien, y pruebe otra vez.
line-page = esta red respondió con una página suya, quizá para entrar en ella
line-hint-page = Abra un navegador, entre en la red, y pruebe otra vez. Si sigue así, compare la dirección.
line-status = tiene un fallo propio (número { $value })
line-hint-status = Pruebe más tarde. Si sigue así, avise al editor.
line-redirects = lleva de una dirección a otra sin fin
line-hint-redirects = Pruebe más tarde. Si sigue así, avise al editor.
line-proxy = no contesta el proxy { $value }, que esta máquina usa
line-hint-proxy = Pregunte a quien preparó esta máquina. Los ajustes son HTTP_PROXY, HTTPS_PROXY y ALL_PROXY.
line-bad-proxy = el proxy { $value }, que esta máquina usa, es de un tipo que el programa no habla
line-hint-bad-proxy = Pregunte a quien preparó esta máquina. Los ajustes son HTTP_PROXY, HTTPS_PROXY y ALL_PROXY.

# Las órdenes sources, sync y drives.

cli-about-sources = Los sitios a los que se pueden pedir actualizaciones
cli-about-sources-add = Añadir un sitio; todavía no se le pide nada
cli-about-sources-list = Listar los sitios, con lo último que respondieron
cli-about-sources-remove = Quitar un sitio
cli-about-sync = Pedir actualizaciones a los sitios: decir qué cuestan y qué cambian, y usarlas desde ahora
cli-about-drives = Paquetes en memorias que se pueden sacar, cada uno verificado
cli-arg-url = Dirección de un sitio: https://… o http://…
cli-arg-metered = La línea cuesta dinero: preguntar antes de traer mucho
cli-arg-if-older = Preguntar solo a sitios que no han respondido en tantos días
cli-arg-debug-hurry = Poca paciencia con la línea, para pruebas

sources-added = { $url } es ahora una fuente. «parasol sync» le pregunta.
sources-there = { $url } ya es una fuente.
sources-removed = { $url } ya no es una fuente.
sources-answered = { $url }: versión { $version }, preguntado { $date }
sources-none = Todavía no se conoce ningún sitio. «parasol sources add URL» añade uno.
sources-never-asked = { $url }: nunca se le preguntó
sources-never-answered = { $url }: nunca respondió; se le preguntó el { $tried }: { $what }
sources-answered-before = { $url }: versión { $version }, se le preguntó el { $date }; la última vez, el { $tried }: { $what }
sources-failed = rechazado ({ $code })
sources-failed-unreachable = sin conexión
sources-failed-nothing-at-address = allí no hay ningún directorio
sources-failed-older = una versión más antigua que antes
sources-failed-unknown-publisher = un editor que nadie ha aceptado
sources-failed-damaged = dañado
sources-failed-not-trusted = no está firmado como debe
sources-in-the-open = Cualquiera en el camino a { $site } ve qué se pide. Las firmas protegen lo que llega.
sources-not-an-address = no empieza por https:// ni http://
sources-credentials = el nombre o la contraseña que lleva quedarían a la vista en el disco
sources-question = lleva ? o #

sync-source = Fuente
sync-state = Respuesta
sync-not-asked = aún no se le vuelve a preguntar; la última vez, versión { $version }
sync-unchanged = nada más nuevo que la versión { $version }, que está en uso
sync-unchanged-off = nada más nuevo que la versión { $version }, que está guardada; su editor está oculto
sync-offered = versión { $version }, no tomada
sync-taken = versión { $version }, ya en uso
sync-taken-off = versión { $version }, guardada; su editor está oculto
sync-failed = ninguna
sync-at = { $site }: { $what }
sync-lags = { $site } va por detrás de otro sitio: { $what }
sync-kept = { $hint } Se guardan { $kept } de { $bytes }, que no se piden otra vez.
sync-to-get = { $site }: versión { $version }, { $bytes } por traer
sync-rest-to-get = { $site }: versión { $version }, { $bytes } por traer; { $kept } ya están aquí
sync-metered-question = ¿Traer { $bytes } por esta línea?

drives-line = { $drive }: { $file } ({ $bytes }): { $what }
drives-new-publisher = { $name }, versión { $version }, un editor nuevo
drives-known = { $name }, versión { $version }, sin uso ahora
drives-newer = { $name }, versión { $version }, más nueva que la { $have }
drives-in-use = { $name }, versión { $version }, la que está en uso
drives-older = { $name }, versión { $version }, anterior a la { $have }

cli-error-no-sources = No se conoce ningún sitio que pueda tener actualizaciones.
cli-hint-no-sources = «parasol sources add URL» añade uno; un paquete en un archivo se toma con «parasol import FILE».
cli-error-unknown-source = { $url } no es ninguna de las fuentes.
cli-hint-unknown-source = «parasol sources list» las nombra.
cli-error-nothing-at-address = No hay ningún directorio en { $url }.
cli-hint-nothing-at-address = Compare la dirección con el papel del editor.
cli-error-no-bundles = Ninguna memoria tiene un paquete.
cli-hint-no-bundles = Vea si la memoria está montada y si el archivo acaba en .parasol; «parasol import FILE» toma uno de cualquier lugar.
cli-error-not-an-address = «{ $given }» no puede ser una fuente: { $detail }.
cli-hint-not-an-address = Dé la dirección de una carpeta en un servidor web, como https://updates.example/directory
cli-error-too-many-sources = No se guardan más fuentes que estas.
cli-hint-too-many-sources = Quite una con «parasol sources remove URL».
cli-error-sources-file = La lista de fuentes no se puede usar: { $detail }
cli-hint-sources-file = Arregle la línea, o aparte el archivo y añada de nuevo las fuentes.
cli-error-metered = { $bytes } son más que los { $limit } que se traen sin preguntar por una línea de pago. Su directorio no ha cambiado.
cli-hint-metered = En un terminal y sin --yes se le pregunta; en otra línea, quite --metered.

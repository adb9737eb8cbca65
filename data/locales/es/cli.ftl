# Las órdenes.

# --- how things are labelled ------------------------------------------------
cli-label-error = error
cli-label-nothing = sin resultados
cli-label-hint = consejo
cli-did-you-mean = ¿Quería decir { $words }?
cli-remark-same-id = Es la ficha de { $publisher } ({ $own }). { $other } tiene otra con el identificador { $id }: pídala como { $ids }.
cli-choose-one-of = Elija entre: { $choices }.
cli-choose-one-of-names = Elija entre: { $choices }. Un guion puede ocupar el lugar de un espacio.

# --- help -------------------------------------------------------------------
cli-help-template =
    {"{about-with-newline}"}
    Uso: {"{usage}"}

    {"{all-args}"}
cli-help-template-commands =
    {"{about-with-newline}"}
    Uso: {"{usage}"}

    {"{all-args}"}

    Sin orden se abre la interfaz. «parasol help ORDEN» dice más sobre una de ellas.
cli-help-commands = Órdenes
cli-help-command = ORDEN
cli-help-arguments = Argumentos
cli-help-options = Opciones
cli-help-global = Opciones de todas las órdenes

cli-about-parasol = Un directorio de servicios de confianza, en una terminal y sin red
cli-about-find = Buscar organizaciones y servicios
cli-about-show = Mostrar una ficha completa
cli-about-browse = Buscar y leer línea a línea, pensado para lectores de pantalla
cli-about-status = Decir quién publicó el directorio, de cuándo es y qué abarca
cli-about-doctor = Revisar el equipo y decir lo necesario para pedir ayuda
cli-about-completions = Imprimir el autocompletado para un intérprete de órdenes
cli-about-man = Imprimir la página del manual
cli-about-help = Imprimir la ayuda de una orden

cli-arg-help = Imprimir la ayuda
cli-arg-version = Imprimir la versión
cli-arg-data-dir = Carpeta de los datos [también: PARASOL_DATA_DIR]
cli-arg-lang = Idioma del programa y de las fichas, por ejemplo en [también: PARASOL_LANG]
cli-arg-no-color = Sin colores [también: NO_COLOR]
cli-arg-quiet = No decir más que resultados y errores
cli-arg-demo = Usar un directorio inventado para practicar; no se escribe nada en el disco
cli-arg-theme = Colores de la interfaz: dark, light, high-contrast o mono
cli-arg-debug-panic = Fallar, para pruebas; en la interfaz con F12
cli-arg-words = Palabras y filtros, por ejemplo: legal place:lyon lang:ru open:now. Un solo - los lee de la entrada estándar, y así no quedan en el historial
cli-arg-need = Solo fichas para esta necesidad, por ejemplo housing-shelter; se puede repetir
cli-arg-place = Solo fichas de esta ciudad, región o país, o que lo cubren
cli-arg-country = Solo fichas de este país, o que lo cubren: un código o un nombre
cli-arg-language = Solo fichas donde se habla este idioma: un código o un nombre
cli-arg-population = Solo fichas para estas personas, por ejemplo sex-workers
cli-arg-access = Solo fichas a las que se llega así, por ejemplo walk-in o phone
cli-arg-open = Solo fichas abiertas ahora, o a una hora como tue-14:30
cli-arg-checked-within = Solo fichas que una persona comprobó en estos últimos días
cli-arg-limit = Imprimir como mucho este número de fichas; 20 si no se dice, con --json todas
cli-arg-json = Imprimir JSON
cli-arg-id = Identificador de la ficha, como lo imprime «find»
cli-arg-rebuild = Apartar los datos y rehacerlos con los paquetes guardados y lo que trae el programa; también aquello a lo que vuelve «rollback», si su paquete se guarda entero
cli-arg-shell = bash, elvish, fish, powershell o zsh
cli-arg-command = Nombre de la orden

# --- manual -----------------------------------------------------------------
cli-man-exit = Código de salida
cli-man-exit-text =
    0: hecho. 1: sin resultados. 2: uso incorrecto. 3: rechazado, por seguridad o por datos incorrectos. 4: el equipo lo impidió.
cli-man-environment = Variables de entorno
cli-man-environment-text =
    PARASOL_DATA_DIR: carpeta de los datos.
    PARASOL_CONFIG_DIR: carpeta de los ajustes.
    PARASOL_DRIVES: carpetas cuyas subcarpetas son memorias, en lugar de las de la máquina.
    PARASOL_LANG: idioma del programa y de las fichas.
    PARASOL_TZ: zona horaria de quien lee, por ejemplo Europe/Paris.
    NO_COLOR: sin colores.
cli-man-files = Archivos
cli-man-files-text =
    config.toml en la carpeta de los ajustes: idioma y tema.
    keymap.toml a su lado: teclas distintas de las del programa.

# --- find -------------------------------------------------------------------
cli-find-count = { $total } de { $all }
cli-find-more = { $shown ->
    [one] Solo se muestra la primera.
   *[other] Se muestran las primeras { $shown }.
} Con --limit se ven más.
cli-fact-organization = Organización
cli-fact-place = Lugar
cli-fact-distance = Distancia
cli-fact-open = Horario
cli-fact-access = Acceso
cli-fact-languages = Idiomas
cli-fact-checked = Comprobación
cli-fact-phone = Teléfono
cli-fact-why = Hallado por
cli-fact-id = Identificador

# --- browse -----------------------------------------------------------------
cli-browse-welcome =
    { $entries ->
        [one] Una ficha.
       *[other] { $entries } fichas.
    } Escriba lo que busca. Un signo de interrogación muestra las órdenes.
cli-browse-prompt = buscar
cli-browse-help =
    Palabras: buscarlas. Entre ellas puede haber filtros, como need:housing-shelter u open:now.
    Un número: leer ese resultado.
    n: resultados siguientes. p: resultados anteriores. b: volver a los resultados.
    lang y un código, por ejemplo lang en: cambiar de idioma.
    Una barra antes de palabras que parecen una orden: buscarlas, por ejemplo /n.
    q: salir.
cli-browse-no-results = Todavía no hay resultados. Escriba lo que busca.
cli-browse-first-page = Estos son los primeros resultados.
cli-browse-last-page = Estos son los últimos resultados.
cli-browse-more = { $left ->
    [one] Uno más. Con n se sigue.
   *[other] { $left } más. Con n se sigue.
}
cli-browse-no-such-number = No hay resultado { $number }; el último es el { $last }. Para buscar el número, escriba /{ $number }.
cli-browse-language = Idioma: { $language }

# --- status -----------------------------------------------------------------
cli-status-publisher = Publicado por
cli-status-standing = Origen
cli-status-fingerprint = Huella
cli-status-version = Versión
cli-status-published = Fecha de publicación
cli-status-expires = Válido hasta
cli-status-organizations = Organizaciones
cli-status-services = Servicios
cli-status-locations = Lugares
cli-status-entries = Fichas en total
cli-status-stale = Fichas anticuadas
cli-status-not-checked = Fichas que nadie ha comprobado
cli-status-oldest = Comprobación más antigua
cli-status-newest = Comprobación más reciente
cli-status-bytes = Bytes en el disco
cli-status-generation = Generación
cli-status-needs = Fichas por necesidad
cli-standing-embedded = vino con el programa, nadie lo ha comprobado
cli-standing-demo = inventado, para practicar
cli-standing-signed = firmado por quien lo publica

# --- doctor -----------------------------------------------------------------
cli-doctor-sign-note = NOTA
cli-doctor-sign-failed = PROBLEMA
cli-doctor-yes = sí
cli-doctor-no = no
cli-doctor-none = ninguno
cli-doctor-unknown = no se sabe
cli-doctor-absent = no existe
cli-doctor-version = Versión
cli-doctor-system = Sistema
cli-doctor-folder = Carpeta de datos
cli-doctor-demo = ninguna, la demostración está en memoria
cli-doctor-lock = En uso por otros
cli-doctor-lock-free = no
cli-doctor-lock-unknown = sí, por un programa desconocido
cli-doctor-lock-held = por el proceso { $pid } ({ $purpose }) desde { $since }
cli-doctor-lock-hint = Ciérrelo antes de importar, volver atrás o rehacer. Leer se puede mientras tanto.
cli-doctor-store = Datos
cli-doctor-contents = { $entries } fichas, generación { $generation }, { $bytes }
cli-doctor-damaged = Datos dañados apartados
cli-doctor-damaged-hint = Se pueden borrar cuando nadie los necesite para averiguar qué pasó.
cli-doctor-terminal = Terminal
cli-doctor-size = { $columns } columnas, { $rows } filas
cli-doctor-size-hint = La interfaz necesita 40 columnas y 10 filas.
cli-doctor-no-terminal = ninguna
cli-doctor-no-terminal-hint = La interfaz necesita una terminal; las demás órdenes no.
cli-doctor-term = Tipo de terminal
cli-doctor-colors = Colores de la terminal
cli-doctor-no-color = Colores desactivados
cli-doctor-unicode = Texto en UTF-8
cli-doctor-unicode-hint = Puede que no se vean los acentos ni otras escrituras. Ayuda una configuración regional con UTF-8.
cli-doctor-language = Idioma
cli-doctor-settings = Ajustes
cli-doctor-keymap = Teclas
cli-doctor-zone = Zona horaria
cli-doctor-zone-unnamed = sin nombre
cli-doctor-zone-hint = No se conoce la zona horaria del equipo. Defina PARASOL_TZ, por ejemplo Europe/Paris.
cli-doctor-clock = Reloj
cli-doctor-clock-hint = El reloj del equipo está mal. Póngalo en hora, o «abierto ahora» y las fechas de comprobación fallarán.
cli-doctor-rebuilt = Los datos antiguos están en { $path }. Se han hecho otros nuevos.
cli-doctor-built = No había datos. Se han hecho otros nuevos.

cli-language-argument = pedido con --lang
cli-language-variable = pedido con PARASOL_LANG
cli-language-settings = de los ajustes
cli-language-system = idioma del sistema
cli-language-nothing = no se pidió otro

# --- remarks ----------------------------------------------------------------
cli-remark-in-use-by = El proceso { $pid } ({ $purpose }) tiene abiertos los datos. La respuesta se lee de sus ficheros.
cli-remark-in-use = Otro programa tiene abiertos los datos. La respuesta se lee de sus ficheros.
cli-remark-set-aside = Los datos estaban dañados. Se apartaron en { $path } y se rehicieron.
cli-remark-only-in-memory = No se pueden guardar los datos ({ $detail }). El directorio funciona, pero solo en memoria.
cli-remark-settings = No se usan los ajustes. { $at }: { $problem }
cli-remark-keymap = No se usan las teclas propias. { $problem }
cli-remark-language = No hay mensajes en { $language }. Las fichas se leen en ese idioma cuando se puede.

# --- failures: what happened, what to do --------------------------------------
cli-error-nothing-found = Ninguna ficha coincide.
cli-hint-nothing-found = Use menos palabras o filtros.
cli-error-no-such-word = Ninguna ficha tiene «{ $word }».
cli-hint-no-such-word = Quite la palabra o pruebe con otra.
cli-error-no-such-combination = Ninguna ficha tiene todas las palabras.
cli-hint-no-such-combination = Sin «{ $word }» hay { $count ->
    [one] una ficha
   *[other] { $count } fichas
}.
cli-error-filter-leaves-nothing = Con { $filter } no queda nada.
cli-hint-filter-leaves-nothing = Sin ese filtro hay { $count ->
    [one] una ficha
   *[other] { $count } fichas
}.
cli-error-filters-leave-nothing = { $filters } juntos no dejan nada.
cli-hint-filters-leave-nothing = Sin ellos hay { $count ->
    [one] una ficha
   *[other] { $count } fichas
}.
cli-use-fewer-filters = Quite algunos.
cli-error-not-from-publisher = Aquí nadie que publique se llama «{ $value }».
cli-hint-not-from-publisher = «parasol status» nombra a quienes publican.
cli-error-unknown-id = Ninguna ficha tiene el identificador «{ $id }».
cli-hint-unknown-id = «parasol find» imprime los identificadores.

cli-error-unknown-command = No existe la orden «{ $given }».
cli-hint-unknown-command = «parasol help» muestra las órdenes.
cli-error-unknown-option = Aquí no se entiende «{ $given }».
cli-hint-unknown-option = «parasol help ORDEN» muestra lo que entiende una orden.
cli-error-missing-value = { $given } necesita un valor.
cli-hint-missing-value = «parasol help ORDEN» dice cuál.
cli-error-invalid-value = «{ $value }» no es un valor para { $given }.
cli-hint-invalid-value = «parasol help ORDEN» dice qué valores hay.
cli-error-missing-argument = Falta { $given }.
cli-hint-missing-argument = «parasol help ORDEN» dice lo que necesita una orden.
cli-error-arguments = { $given } no se puede usar así.
cli-hint-arguments = «parasol help ORDEN» dice lo que entiende una orden.
cli-error-unknown-filter = No existe el filtro «{ $name }:».
cli-hint-unknown-filter = Los filtros son { $filters }
cli-error-unknown-filter-value = { $name }: no tiene el valor «{ $value }».
cli-hint-unknown-filter-value = «parasol help find» dice cómo son los filtros.
cli-error-input-not-text = Lo recibido no es texto en UTF-8.
cli-hint-input-not-text = Conviértalo a UTF-8.
cli-error-no-terminal = La interfaz necesita una terminal y no la hay.
cli-hint-no-terminal = Use «parasol find» o «parasol browse».
cli-error-not-a-language = «{ $tag }» no es un código de idioma.
cli-hint-not-a-language = Use un código como en, es o pt-br.
cli-error-unknown-theme = No existe el tema «{ $name }».
cli-hint-unknown-theme = Elija entre: { $themes }.
cli-error-unknown-zone = PARASOL_TZ no es una zona horaria: «{ $name }».
cli-hint-unknown-zone = Use un nombre como Europe/Paris, o no la defina.
cli-error-not-an-instant = PARASOL_NOW no es un instante: «{ $given }».
cli-hint-not-an-instant = No la defina; es para pruebas.
cli-error-nothing-to-rebuild = La demostración no tiene datos que rehacer.
cli-hint-nothing-to-rebuild = Quite --demo o --rebuild.

cli-error-no-data-folder = No hay carpeta personal donde guardar el directorio.
cli-hint-no-data-folder = Indique una carpeta con --data-dir, o pruebe --demo.
cli-error-not-a-folder = No se puede usar la carpeta de datos: { $path } no es una carpeta.
cli-hint-not-a-folder = Mueva ese archivo, o indique otra carpeta con --data-dir.
cli-detail-not-found = no existe ese archivo ni esa carpeta
cli-detail-not-allowed = el sistema no lo permite
cli-detail-read-only = el disco es de solo lectura
cli-detail-full = el disco está lleno
cli-detail-is-folder = es una carpeta
cli-detail-not-folder = una parte de la ruta no es una carpeta
cli-detail-cut-short = termina antes de tiempo
cli-error-cannot-write = No se puede usar { $path }: { $detail }.
cli-hint-cannot-write = Permita escribir en él, o indique otra carpeta con --data-dir.
cli-error-disk-full = No queda espacio para { $path }.
cli-hint-disk-full = Libere espacio, o indique una carpeta de otro disco con --data-dir.
cli-error-store-in-use = { $pid ->
    [unknown] Otro programa tiene abiertos los datos.
   *[other] El proceso { $pid } ({ $purpose }) tiene abiertos los datos.
}
cli-hint-store-in-use = Cierre ese programa y pruebe otra vez.
cli-error-store-broken = Los datos no funcionan: { $detail }.
cli-hint-store-broken = «parasol doctor --rebuild» los rehace.
cli-error-output = No se puede escribir el resultado: { $detail }.
cli-hint-output = Mire si el disco está lleno.
cli-error-input = No se puede leer la entrada: { $detail }.
cli-hint-input = Dé las palabras como argumentos.
cli-error-checks-failed = { $count ->
    [one] Una comprobación encontró un problema.
   *[other] { $count } comprobaciones encontraron un problema.
}
cli-hint-checks-failed = Qué hacer está en el resultado, junto a cada problema.
cli-error-terminal = La terminal no funciona: { $detail }.
cli-hint-terminal = Pruebe otra terminal, o use «parasol browse».
cli-error-internal = El programa falló: error interno en { $place }.
cli-hint-internal = Ábralo de nuevo. Si se repite, comunique esta línea a quien le dio el programa.

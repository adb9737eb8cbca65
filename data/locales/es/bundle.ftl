# Paquetes: verificar y publicar.

cli-about-verify = Decir de quién es un paquete y si todo está como se firmó
cli-about-publish = Publicar un directorio: firmarlo, empaquetarlo, retirar fichas
cli-about-publish-init = Crear la carpeta de quien publica, y sus llaves en otro sitio
cli-about-publish-build = Compilar, firmar y empaquetar una versión
cli-about-publish-withdraw = Retirar fichas a partir de la próxima versión
cli-about-publish-rotate = Crear llaves nuevas
cli-about-publish-revoke = Retirar la confianza a llaves perdidas o robadas
cli-about-publish-inspect = Mostrar todo lo que hay en un paquete

cli-arg-bundle = El paquete: un archivo, o una carpeta con un sitio
cli-arg-brief = Sin lo que dicen las fichas
cli-arg-publisher-dir = Carpeta de quien publica
cli-arg-publisher-name = Nombre de quien publica, como lo leerán las demás
cli-arg-contact = Cómo contactar: correo, teléfono o dirección web
cli-arg-writes-in = Idioma en que escribe, como es; puede darse varias veces
cli-arg-promise = Días durante los que se promete que una versión es correcta
cli-arg-single-key = Una sola llave para todo: sencillo, pero se pierde o se roba de una vez
cli-arg-root = Firmas y llaves para las raíces, como 2-of-3
cli-arg-targets = Firmas y llaves para las versiones, como 1-of-1
cli-arg-keys = Carpeta de archivos de llaves; puede darse varias veces: «init» reparte entre ellas las llaves de raíz, y pone en la primera lo que las versiones necesitan
cli-arg-passphrase-fd = Número de un archivo abierto cuya primera línea es la contraseña [también: PARASOL_PASSPHRASE]
cli-arg-new-passphrase = Otra contraseña para las llaves nuevas: se pregunta, o PARASOL_NEW_PASSPHRASE
cli-arg-out = El paquete que se escribe
cli-arg-reinstate = Identificador de una ficha cuya retirada se anula; puede darse varias veces
cli-arg-site = Escribir la misma versión como carpeta para cualquier servidor web
cli-arg-ids = Identificadores de las fichas
cli-arg-reason = Por qué: closed, dangerous, asked, duplicate o wrong
cli-arg-role = Qué función recibe llaves nuevas: root, targets, snapshot o timestamp; todas si no se dice ninguna
cli-arg-key-ids = Identificadores de llaves, o sus primeras ocho cifras o más, como los muestra "inspect"

bundle-publisher = Publica
bundle-words = Palabras
bundle-fingerprint = Huella
bundle-version = Versión
bundle-published = Publicado
bundle-expires = Prometido hasta
bundle-holds = Contiene
bundle-counts = { $organizations_count ->
    [one] { $organizations } organización
   *[other] { $organizations } organizaciones
}, { $services_count ->
    [one] { $services } servicio
   *[other] { $services } servicios
}, { $locations_count ->
    [one] { $locations } lugar
   *[other] { $locations } lugares
}; { $withdrawn_count ->
    [one] { $withdrawn } ficha retirada
   *[other] { $withdrawn } fichas retiradas
}
bundle-changes = Desde la última versión
bundle-changed = { $added } nuevas, { $changed } cambiadas, { $removed } quitadas, { $withdrawn } retiradas
bundle-bytes = Bytes
bundle-contact = Contacto
bundle-languages = Escribe en
bundle-locales = Textos en
bundle-root = Raíz
bundle-root-holds = versión { $version }, vale hasta { $date }
bundle-role = Función
bundle-role-keys = { $role }: { $need } de { $of }: { $keys }
bundle-part = Parte
bundle-part-bytes = { $name }: { $bytes } bytes
bundle-part-absent = { $name }: { $bytes } bytes, no está aquí
bundle-withdrawn = Retirada
bundle-withdrawn-since = { $id }: { $reason }, desde la versión { $version }
bundle-record = Ficha
bundle-service = Servicio
bundle-record-is = { $id }: { $name } ({ $services ->
    [one] un servicio
   *[other] { $services } servicios
})
bundle-expired = Se prometió hasta { $date }. Es más antiguo que eso.
bundle-clock-behind = El reloj de este ordenador va atrasado: esto se firmó el { $date }.

publish-ask-name = Nombre de quien publica
publish-ask-contact = Cómo contactar (correo, teléfono o dirección web; puede quedar vacío)
publish-ask-languages = Idiomas en que escribe, como: es en (puede quedar vacío)
publish-ask-promise = Días durante los que se promete que una versión es correcta (45 si queda vacío)
publish-ask-passphrase = Contraseña de las llaves
publish-ask-new-passphrase = Contraseña para las llaves nuevas
publish-passphrase-short = Esta contraseña es demasiado corta: dé { $least } letras o más. Seis palabras sacadas al azar resisten a una máquina que prueba día y noche.
publish-passphrases-differ = Las dos no eran iguales. Empiece otra vez.
publish-name-empty = Quien publica tiene que tener un nombre, para que se sepa de quién es el directorio.
publish-line-wanted = No puede ser: dé una línea de texto sencillo, de { $most } letras como mucho.
publish-language-tag = “{ $word }” se escribe con su etiqueta: { $tag }
publish-no-language = Ningún idioma conocido tiene la etiqueta “{ $word }”. Las etiquetas son como es, en, pt-BR o zh-Hant.
publish-days-wanted = Dé un número entero de días, de 1 a { $most }.
publish-init-next = Escriba las palabras en papel y dé el papel a quienes vayan a confiar en usted. Ponga fichas en la carpeta "records" y ejecute "parasol publish build".
publish-single-key = Una sola llave firma todo. Quien la robe será usted; si se pierde, habrá que volver a ver a todo el mundo. Cuando tenga dos sitios más donde guardar llaves, "parasol publish rotate --root 2-of-3" la reparte.
publish-keys-apart = Para cambiar llaves tienen que firmar { $need } de { $of } llaves de raíz. Llévelas ya a sitios separados; una versión no necesita ninguna.
publish-one-root-key = Atención: una sola llave de raíz decide sobre todas. Quien la robe será usted; si se pierde, ya no se podrá cambiar ninguna llave. Cuando tenga dos sitios más donde guardar llaves, "parasol publish rotate --root 2-of-3" la reparte.
publish-any-root-key = Atención: cualquiera de las { $of } llaves de raíz puede cambiar todas las llaves. Quien robe una será usted. "parasol publish rotate --root 2-of-3" pide dos.
publish-all-root-keys = Atención: las { $of } llaves de raíz tienen que firmar para cambiar llaves. Si se pierde una, ya no se podrá cambiar ninguna. "parasol publish rotate --root 2-of-3" permite perder una de tres.
publish-keys-inside = Las llaves están dentro de la carpeta de quien publica. No las ponga nunca en git ni en una memoria que vaya a entregar.
publish-warnings = { $count ->
    [one] Un aviso. El directorio se compiló de todos modos.
   *[other] { $count } avisos. El directorio se compiló de todos modos.
}
publish-more-problems = … y { $count } más
publish-reinstate-how = Indique una ficha retirada en la última versión, después de quitar su línea de "withdrawn.jsonl".
publish-root-ends = La raíz vale hasta { $date }: ejecute antes "parasol publish rotate".
publish-build-next = Esto se promete hasta { $date }. Compile antes la próxima versión: pasado ese día, todo el mundo lee que esta es antigua.
publish-withdrawn = { $count ->
    [0] Ya estaba retirada; nada que hacer.
    [one] Una ficha queda retirada a partir de la próxima versión. Compílela y envíela ya.
   *[other] { $count } fichas quedan retiradas a partir de la próxima versión. Compílela y envíela ya.
}
publish-renewed = Llaves nuevas para: { $roles }. La raíz está en la versión { $version }.
publish-renewed-next = Compile ya una versión: hasta entonces, todo el mundo tiene las llaves antiguas. Después destruya los archivos de llaves antiguos que se nombran arriba, y todas sus copias.
publish-new-key = Llave nueva
publish-old-key = Llave antigua, para destruir después de compilar
publish-old-key-away = Llave antigua que no está a mano, para destruir también
publish-old-key-kept = Llave antigua que se guarda para lo que se selló con ella
publish-root-enough = Atención: { $held } de las { $of } llaves de raíz están en { $folder }, y con { $need ->
    [one] { $need } basta
   *[other] { $need } basta
} para cambiar todas las llaves. Sepárelas ya: cada una en su sitio y con su guardiana.
publish-root-together = Atención: { $held } de las { $of } llaves de raíz están en { $folder }. Sepárelas ya, para que { $need ->
    [one] { $need } siga firmando
   *[other] { $need } sigan firmando
} cuando se pierda un sitio.
publish-beside-root = Atención: estas están en la carpeta de una llave de raíz, y las versiones las necesitan: { $files }. Llévelas a donde se compilan las versiones.

cli-error-damaged = El archivo está dañado o cortado. Su directorio no ha cambiado.
cli-hint-damaged = Cópielo otra vez, o consígalo de otra persona.
cli-error-not-trusted = No está firmado como firma quien lo publica. Su directorio no ha cambiado.
cli-hint-not-trusted = No lo use. Pregunte a quien publica, por otra vía que este archivo.
cli-error-older = Usted tiene la versión { $have }; esta es la { $offered }.
cli-hint-older = Pida la versión más nueva.
cli-error-unknown-publisher = Publica alguien nuevo: { $name }. Palabras: { $words }. Huella: { $hex }
cli-hint-unknown-publisher = Compare las palabras con el papel que le dieron. Si son las mismas, repita la orden con --trust y la huella.
cli-error-unsafe = Rechazado por seguridad: lleva algo que ningún archivo honesto lleva. Su directorio no ha cambiado.
cli-hint-unsafe = No use el archivo. Avise a quien publica y a quien se lo dio.
cli-error-unsupported = Este paquete es del formato { $format }, que este programa no conoce.
cli-hint-unsupported = Consiga una versión más nueva del programa.
cli-error-expired = Esto se prometió hasta { $date }.
cli-hint-expired = Pida la versión más nueva.
cli-error-unreachable = Sin conexión: { $detail }.
cli-hint-unreachable = Pruebe más tarde.
cli-error-cannot-read = { $part } no se puede leer: { $detail }.
cli-hint-cannot-read = Vea si el nombre es correcto y si la memoria sigue puesta.
cli-error-not-a-publisher = { $path } no es la carpeta de quien publica.
cli-hint-not-a-publisher = "parasol publish init" crea una.
cli-error-already-there = { $path } ya está.
cli-hint-already-there = Indique otra carpeta. Nada se sobrescribe.
cli-error-no-keys = No hay archivos de llaves en { $path }.
cli-hint-no-keys = Indique la carpeta de las llaves con --keys; vea si la memoria está puesta.
cli-error-unknown-record = Ninguna ficha tiene el identificador “{ $id }”.
cli-hint-unknown-record = "parasol publish inspect FILE" lista los identificadores de una versión.
cli-error-no-such-key = Ninguna llave de la raíz más nueva tiene un identificador que empiece por “{ $id }”.
cli-hint-no-such-key = "parasol publish inspect FILE" lista las llaves. Dé ocho cifras o más.
cli-error-wrong-key-passphrase = La contraseña no abre { $name }.
cli-hint-wrong-key-passphrase = Pruebe otra vez. Nadie puede abrirla sin su contraseña.
cli-error-not-a-key = { $name } no es un archivo de llave: { $detail }.
cli-hint-not-a-key = Tómelo de su copia, o sáquelo de la carpeta de llaves.
cli-error-too-few-keys = De la función { $role } { $need ->
    [one] tiene que firmar { $need } llave
   *[other] tienen que firmar { $need } llaves
}; { $have ->
    [0] no hay ninguna
    [one] hay una
   *[other] hay { $have }
} a mano.
cli-hint-too-few-keys = Indique también las otras carpetas de llaves: --keys puede darse varias veces.
cli-error-records-invalid = { $count ->
    [one] Una ficha está mal. No se compiló nada.
   *[other] { $count } fichas están mal. No se compiló nada.
}
cli-hint-records-invalid = Corrija lo que se nombra arriba, con su archivo y línea.
cli-error-withdrawn-lost = { $count ->
    [one] Una ficha está retirada en la última versión y "withdrawn.jsonl" ya no lo dice. No se compiló nada.
   *[other] { $count } fichas están retiradas en la última versión y "withdrawn.jsonl" ya no lo dice. No se compiló nada.
}
cli-hint-withdrawn-lost = Ponga las líneas otra vez, de git o como se muestran aquí. Solo si la retirada fue un error: --reinstate ID.
cli-error-out-is-folder = { $path } es una carpeta. No se escribió nada.
cli-hint-out-is-folder = Indique el archivo que será el paquete, como { $path }/directorio.parasol.
cli-error-out-not-a-bundle = { $path } ya está y no es un paquete. Se dejó como estaba.
cli-hint-out-not-a-bundle = Indique otro archivo. Solo se sobrescribe un paquete anterior.
cli-error-site-place = Un sitio no puede estar en { $path }: { $other } se mezclaría con él, o acabaría en la web.
cli-hint-site-place = Indique una carpeta en la que no haya nada más, como --site site.
cli-error-publisher-settings = publisher.toml no se puede usar. { $detail }
cli-hint-publisher-settings = Corrija esa línea.
cli-error-publisher-metadata = Los metadatos de la carpeta de quien publica no se pueden usar: { $detail }.
cli-hint-publisher-metadata = Tome la carpeta "metadata" de git o de la última versión.
cli-error-too-large = Demasiado para quienes lo toman: { $have } { $what }, cuando se permiten { $most }.
cli-hint-too-large = Divida el directorio, o acorte las fichas.

# Tomar paquetes, editores, volver atrás.

store-remark-not-rebuilt = El directorio de { $publisher } no se pudo rehacer: no se guarda entero ningún paquete suyo. Vuelva a importarlo.
store-remark-rebuilt-older = De { $publisher } solo se pudo rehacer la versión { $version }; se usaba la { $newest }. Lo retirado desde entonces sigue retirado. Importe de nuevo la versión { $newest }.
store-remark-no-way-back = Aquello a lo que volvía «rollback» no se pudo rehacer: su paquete no se guarda entero. Empieza de nuevo con la próxima actualización.
store-remark-unwritable = { $message } Lo que hay se puede leer; no se puede importar nada.
cli-about-import = Tomar un paquete: verificarlo, decir qué cambia y usarlo desde ahora
cli-about-rollback = Volver a la versión anterior; otra vez, de nuevo adelante
cli-about-share = Escribir el paquete verificado en uso, para pasarlo a otra persona
cli-about-publishers = De quién son las fichas; ocultar, mostrar o quitar un editor
cli-about-publishers-list = Listar los editores cuyas fichas hay
cli-about-publishers-off = Guardar las fichas de un editor sin mostrarlas
cli-about-publishers-on = Mostrar de nuevo las fichas de un editor
cli-about-publishers-remove = Quitar las fichas de un editor y dejar de confiar en él

cli-arg-dry-run = Decir solo qué cambiaría
cli-arg-trust = Huella de un editor aún desconocido: todas las palabras o cifras hexadecimales
cli-arg-debug-end-at = Terminar el programa en una etapa, para pruebas; NOMBRE:2 la segunda vez que llega a ella
cli-arg-share-to = El archivo que se escribe, o una carpeta
cli-arg-publisher = Identificador o nombre de un editor

store-have = Versión en uso
store-have-nothing = ninguna
store-have-off = { $version }, oculta
store-changes = Cambios
store-changed = { $added } nuevas, { $changed } cambiadas, { $withdrawn } retiradas, { $gone } omitidas
store-looks-like = Cuidado: { $name } se parece a { $other }, que es otro editor.
store-called-so-too = Cuidado: otro editor ya conocido aquí se llama también { $other }.
store-not-accepted = { $name } es un editor nuevo. Aquí nadie lo ha aceptado todavía; sus palabras son: { $words }. Compárelas con el papel que le dieron.
store-off = { $name } está oculto aquí: lo que se toma de él se guarda y no se muestra. «parasol publishers on { $publisher }» lo muestra.
store-shortlist-same = nada cambia para lo que contiene
store-shortlist-closed = No se puede decir qué cambia en su lista: { $message }
store-unreadable = { $count ->
    [one] Una ficha no se puede leer y se omite.
   *[other] { $count } fichas no se pueden leer y se omiten.
}
store-told-where = { $count ->
    [one] Una ficha dice dónde está un lugar confidencial. Eso se omite, y el paquete no se guarda: no se puede pasar a nadie. Avise a quien lo publica.
   *[other] { $count } fichas dicen dónde está un lugar confidencial. Eso se omite, y el paquete no se guarda: no se puede pasar a nadie. Avise a quien lo publica.
}
store-already = Es lo que ya está en uso.
store-import-question = ¿Usarlo desde ahora?
store-imported = Ya está en uso. «parasol rollback» vuelve atrás.
store-imported-off = La versión { $version } queda guardada. { $name } está oculto, así que no se muestra nada de él: «parasol publishers on { $publisher }» lo muestra.
store-starter-stays = El directorio inicial sigue a su lado. «parasol publishers off starter» lo oculta.
store-other-fingerprint = No es la huella que se dio con --trust. Compare las palabras con el papel que le dieron; si no son las mismas, no lo use.
store-older-removed = { $name } se quitó aquí, pero antes se tomó su versión { $have }, y ninguna más antigua se vuelve a tomar: esta es la { $offered }.
store-older-than-before = De { $name } se tomó antes la versión { $have }, y ninguna más antigua se vuelve a tomar: esta es la { $offered }. En uso: { $inuse }.
store-trust-question =
    Editor nuevo: { $name }
    Huella: { $words }
    En hexadecimal: { $hex }
    Compare las palabras con el papel que le dieron. Si todas son iguales, escriba las dos primeras; cualquier otra cosa lo detiene:
store-rollback-question = ¿Volver a la versión anterior?
store-rollback-question-to = ¿Volver a esto? { $which }.
store-rollback-question-undo = ¿Deshacer la vuelta atrás? En uso, entonces: { $which }.
store-rolled-back = La versión anterior está de nuevo en uso. Lo que se retiró después sigue retirado.
store-rolled-back-to = Se volvió atrás. En uso ahora: { $which }. Lo que se retiró después sigue retirado.
store-rolled-back-undone = La vuelta atrás está deshecha. En uso ahora: { $which }.
store-in-use = { $name }: versión { $version }
store-moved-to = { $name } versión { $version }
store-moved-away = nada de { $name }
store-shared = { $name }, versión { $version }: { $file } ({ $bytes })
publishers-shown = { $name }, versión { $version } ({ $publisher })
publishers-off = { $name }, versión { $version } ({ $publisher }): oculto
publishers-now-off = Las fichas de { $name } ya no se muestran.
publishers-now-on = Las fichas de { $name } se muestran de nuevo.
publishers-remove-question = ¿Quitar todas las fichas de { $name } y dejar de confiar en él?
publishers-removed = { $name } se ha quitado. Lo que retiró sigue retirado.

cli-error-nothing-before = No hay una versión anterior a esta.
cli-hint-nothing-before = Importe antes un paquete.
cli-error-no-such-publisher = Aquí no hay ningún editor «{ $name }».
cli-hint-no-such-publisher = «parasol publishers list» los nombra.
cli-error-several-called-so = «{ $name }» puede ser varios editores: { $which }.
cli-hint-several-called-so = Diga cuál por su identificador, o con tanto de él como baste.
publishers-apart = { $publisher } ({ $name }, versión { $version }, palabras: { $words })
publishers-apart-off = { $publisher } ({ $name }, versión { $version }, oculto, palabras: { $words })
cli-error-nothing-to-share = Aquí no hay ningún paquete firmado para pasar.
cli-hint-nothing-to-share = Importe uno antes. El directorio inicial viene con el programa.
cli-error-several-to-share = { $count } paquetes no caben en un archivo.
cli-hint-several-to-share = Nombre una carpeta que exista, o uno de ellos con --publisher.
cli-error-not-in-demo = El directorio inventado no se puede cambiar.
cli-hint-not-in-demo = Quite --demo.
cli-error-trusted-file = { $path } no se puede usar: { $detail }
cli-hint-trusted-file = Tiene una línea: fingerprints = ["…"]. Pregunte a quien preparó este ordenador.

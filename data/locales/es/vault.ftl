# La caja: contraseñas, bloqueo, borrado.

ask-passphrase = Contraseña
ask-new-passphrase = Contraseña nueva
ask-again = Otra vez
# La palabra que dice sí a una pregunta, en minúsculas.
ask-yes = sí
ask-confirm = { $question } Escriba { $yes } para seguir:
ask-declined = No se cambió nada.
ask-only-yes = Solo «{ $yes }» sigue adelante.

# As bare as a question of any other program: it must not tell what runs here.
lock-prompt = contraseña:

cli-about-passphrase = Guardar listas, notas y correcciones con una contraseña
cli-about-passphrase-set = Poner una contraseña: desde ahora, lo que guarde sobrevive al programa
cli-about-passphrase-change = Abrir lo mismo con otra contraseña
cli-about-passphrase-directory = Guardar también todo el directorio en la caja, o sacarlo: on u off
cli-arg-directory-switch = on: nada del directorio queda legible en el disco; off: queda como antes
cli-arg-directory-end-at = Para pruebas: termina el programa en una etapa
cli-about-passphrase-remove = Borrar lo guardado y su contraseña
cli-about-wipe = Borrar lo guardado; con --everything, también el directorio y los ajustes
cli-arg-second = Una segunda contraseña, que abre una caja vacía. Lea antes docs/safety.md
cli-arg-everything = También el directorio y los ajustes
cli-arg-yes = No preguntar nada

passphrase-set = La contraseña está puesta. Desde ahora se guardan listas, notas y correcciones. Nadie puede abrirlas sin ella: no hay otra entrada.
passphrase-second-question = La segunda contraseña abre una caja vacía. Lo que abría una segunda anterior se pierde. Si la contraseña que acaba de dar es ella misma la segunda, se pierde todo lo que hay tras la primera.
passphrase-second-set = La segunda contraseña está puesta. Abre una caja vacía.
passphrase-changed = La contraseña está cambiada. Una copia anterior de este disco todavía se abre con la vieja.
passphrase-remove-question = Se borran las listas, notas y correcciones guardadas.
passphrase-removed = Lo guardado está borrado. Desde ahora, todo termina con el programa.
passphrase-directory-on = El directorio está en la caja. Desde ahora todo pide la contraseña, y nada en el disco dice de quién es este directorio.
passphrase-directory-off = El directorio está fuera de la caja: se puede leer sin la contraseña.
passphrase-directory-in = El directorio ya está en la caja.
passphrase-directory-out = El directorio no está en la caja.
cli-remark-built-anew = El directorio de la caja estaba dañado y se ha vuelto a hacer ({ $detail }).
passphrase-short = Esta contraseña es corta. Seis palabras sacadas al azar resisten a una máquina que prueba día y noche.

wipe-question = Se borra todo lo guardado tras la contraseña.
wipe-everything-question = Se borra todo: lo guardado, el directorio y los ajustes.
wipe-done = Borrado: lo guardado y su clave.
wipe-everything-done = Borrado: lo guardado, su clave, el directorio y los ajustes.
wipe-flash = Una memoria flash (SSD, USB, tarjeta) puede conservar bloques viejos. Sin la contraseña no se pueden leer: lo que los protege ahora es una buena contraseña.

cli-error-no-vault = No hay ninguna caja.
cli-hint-no-vault = «parasol passphrase set» crea una.
cli-error-vault-there = Ya hay una caja.
cli-hint-vault-there = «parasol passphrase change» cambia su contraseña; «parasol wipe» la borra.
cli-error-passphrase-needed = Hace falta una contraseña y no hay terminal donde pedirla.
cli-hint-passphrase-needed = Defina PARASOL_PASSPHRASE; para una nueva junto a la vieja, PARASOL_NEW_PASSPHRASE.
cli-error-empty-passphrase = Una contraseña no puede estar vacía.
cli-hint-empty-passphrase = Seis palabras sacadas al azar son buenas y se pueden recordar.
cli-error-same-passphrase = Esta contraseña no se puede usar aquí.
cli-hint-same-passphrase = Elija otra.
cli-error-passphrases-differ = Las dos contraseñas no son iguales.
cli-hint-passphrases-differ = Empiece de nuevo. No se cambió nada.
cli-error-cancelled = Lo ha dejado.
cli-hint-cancelled = No se cambió nada.
cli-error-not-confirmed = Nadie dijo que sí, así que no se hizo nada.
cli-hint-not-confirmed = Empiece de nuevo y responda a la pregunta, o use --yes donde no se pueda preguntar.
cli-error-wrong-passphrase = La contraseña no la abre.
cli-hint-wrong-passphrase = Pruebe otra vez. Nadie puede abrirla sin la contraseña.
cli-error-vault-full = La caja está llena.
cli-hint-vault-full = Saque algo de ella primero.
cli-error-directory-in-vault = El directorio también está en la caja.
cli-hint-directory-in-vault = Sáquelo antes: "parasol passphrase directory off"; o "parasol wipe" borra ambos.
cli-error-vault-damaged = La caja está dañada ({ $detail }).
cli-hint-vault-damaged = El directorio sigue funcionando. «parasol wipe» quita la caja dañada; lo que había dentro se ha perdido.
cli-error-no-memory = Este equipo no tiene bastante memoria libre para la contraseña.
cli-hint-no-memory = Cierre otros programas y pruebe otra vez.

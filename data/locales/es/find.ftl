# Lo que se dice de los resultados: lo omitido, lo que queda aparte, lo que coincide.

find-count-without = Sin { $dropped }: { $found } de { $all }
find-understood = Entendido como: { $need }
find-unknown-place = Ningún lugar de este directorio se llama «{ $place }».
find-unknown-place-covered = Ningún lugar se llama aquí «{ $place }». Estos cubren todo el mundo.
find-covers = en otro lugar, pero cubren { $place }
find-nearest-first = primero los más cercanos

distance-metres = a unos { $metres } m
distance-kilometres = a unos { $kilometres } km

why = { $field }: { $text }
why-name = nombre
why-alternate-name = también llamado
why-need = necesidad
why-organization = organización
why-place = lugar
why-phone = teléfono
why-address = dirección
why-facts = para
why-text = texto

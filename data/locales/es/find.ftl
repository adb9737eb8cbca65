# Lo que se dice de los resultados: lo omitido, lo que queda aparte, lo que coincide.

find-count-without = Sin { $dropped }: { $found } de { $all }
find-understood = Entendido como: { $need }
find-unknown-place = Ningún lugar de este directorio se llama «{ $place }».
find-unknown-place-covered = Ningún lugar se llama aquí «{ $place }». Estos cubren todo el mundo.
find-unknown-place-here = Ningún lugar se llama aquí «{ $place }».
find-did-you-mean = ¿Quiso decir «{ $nearest }»?
find-not-on-the-map = No se conocen distancias para { $place }: esto es lo que está allí o lo cubre.
find-further = a más de 50 km de { $place }, o nadie sabe a cuánto
find-filter-replaced = { $new } en lugar de { $old }
find-covers = en otro lugar, pero cubren { $place }
find-nearest-first = primero los más cercanos

distance-metres = a unos { $metres } m
distance-kilometres = a unos { $kilometres } km
distance-inside = en { $place }

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

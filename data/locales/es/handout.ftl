# Lo que dice una hoja, para la persona que se la lleva.

handout-title = A dónde ir y a quién llamar
handout-name-not-told = Lugar { $letter }
handout-helps = Qué
handout-where = Dónde
handout-when = Cuándo
handout-steps = Próximos pasos
handout-note = Nota
handout-room = Notas
handout-written = Escrito el { $date }
handout-directory = Del directorio { $name }, versión { $version } del { $date }
handout-directory-undated = Del directorio { $name }, versión { $version }
handout-fold = Doblar por las líneas.
handout-colon = { ": " }

handout-call-first = Llame antes: última verificación el { $date }.
handout-call-first-unchecked = Llame antes: nadie lo ha verificado.
handout-ask-first = Puede haber cambiado: última verificación el { $date }.
handout-ask-first-unchecked = Puede haber cambiado: nadie lo ha verificado.
handout-of-organization = de la organización

handout-today = hoy, { $day } { $date }
handout-days = { $from }–{ $to }
handout-hours-unknown = No se conoce el horario.
handout-hours-unknown-call = No se conoce el horario: llame antes.
handout-next-week-differs = Otras semanas son distintas: pregunte.
handout-clock-ahead = según el reloj de allí, { $hours } h más que aquí
handout-clock-behind = según el reloj de allí, { $hours } h menos que aquí
handout-at = { $moment }: { $open }

handout-distance = a unos { $distance } al { $direction } de { $from }
handout-close-by = muy cerca de { $from }
metres = { $count } m
kilometres = { $count } km
direction-n = norte
direction-ne = noreste
direction-e = este
direction-se = sureste
direction-s = sur
direction-sw = suroeste
direction-w = oeste
direction-nw = noroeste

handout-code-phone = Teléfono
handout-code-web = Página web
handout-code-card = Contacto
handout-code-text = Todo

step-call-first = Llame antes de ir.
step-bring-id = Lleve un documento de identidad.
step-bring-papers = Lleve todas las cartas y papeles que tenga sobre esto.
step-ask-interpreter = Pida intérprete cuando llame.
step-take-someone = Vaya con alguien.
step-write-down = Apunte con quién habló y qué le dijeron.
step-come-back = Vuelva con nosotros si no funciona.
step-ask-for = Pregunte por: { $what }

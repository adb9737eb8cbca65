# Convertir fuentes de otros formatos.

cli-about-convert = Convierte HSDS, hojas de cálculo y páginas de perfil en HSDS o en tablas
cli-arg-source = Un archivo, una carpeta o un archivo zip
cli-arg-source-format = Qué es la fuente: auto, hsds (JSON), hsds-csv (un paquete de tablas), nswp (páginas de perfil) o csv (una hoja de cálculo)
cli-arg-target = Dónde escribir: .jsonl, .json, .zip (un paquete de tablas), .csv o .xlsx; - imprime líneas JSON
cli-arg-mapping = Qué contienen las columnas de una hoja de cálculo y qué palabras significan qué necesidades: un archivo que escribe --propose
cli-arg-propose = Imprime una correspondencia para una hoja de cálculo, para corregirla y pasarla con --mapping
cli-arg-source-country = País de los lugares y números que no dicen ninguno: un código o un nombre
cli-arg-report-file = Escribe el informe completo en este archivo: .txt, .json o .html
cli-arg-strict = Rechaza todo si hay algún problema
cli-arg-keep-confidential = Conserva las direcciones de los lugares confidenciales. Solo para sus propios registros: quien tenga el resultado tiene las direcciones

convert-all = todos los registros
convert-tally = { $kind }: { $read } leídos = { $kept } conservados + { $left } omitidos + { $refused } rechazados
convert-written = Escritos: { $organizations_count ->
    [one] { $organizations } organización
   *[other] { $organizations } organizaciones
}, { $services_count ->
    [one] { $services } servicio
   *[other] { $services } servicios
}, { $locations_count ->
    [one] { $locations } lugar
   *[other] { $locations } lugares
}, { $phones_count ->
    [one] { $phones } número de teléfono
   *[other] { $phones } números de teléfono
}
convert-problems = Problemas: { $count }
convert-more-problems = … y { $count } más. Todos: --report ARCHIVO.txt, .json o .html
convert-outcome-kept = conservado
convert-outcome-repaired = corregido
convert-outcome-left-out = omitido
convert-outcome-refused = rechazado
convert-passed-over = Archivos de ningún tipo que se lea, pasados por alto: { $count }
convert-confidential-kept = { $count ->
    [one] Un lugar confidencial está escrito con todo lo que dice dónde está. Guarde el resultado donde guardaría la dirección
   *[other] { $count } lugares confidenciales están escritos con todo lo que dice dónde están. Guarde el resultado donde guardaría las direcciones
}
convert-hint-report = El informe puede ser un archivo .txt, .json o .html.
convert-report-title = Informe de la conversión de { $source }
convert-head-kind = Tipo
convert-head-read = Leídos
convert-head-kept = Conservados
convert-head-left-out = Omitidos
convert-head-refused = Rechazados
convert-head-code = Código
convert-head-outcome = Qué se hizo
convert-head-count = Número
convert-head-file = Archivo
convert-head-line = Línea
convert-head-field = Campo
convert-head-value = Valor
convert-mapping-comment =
    Cómo lee Parasol { $file }. Corríjalo, guárdelo y páselo con --mapping.

    Cada columna tiene su encabezado como está en la hoja, lo que contiene (to)
    y, donde una celda contiene varios valores, los caracteres entre ellos
    (split). "keep" conserva una columna como está, "drop" la omite. En [needs],
    una palabra de la hoja significa una necesidad, o varias, o ninguna ("").

    Una columna puede contener:

cli-error-no-such-source = No hay ningún archivo ni carpeta { $path }
cli-hint-no-such-source = Compruebe el nombre.
cli-error-nothing-to-convert = Nada en { $path } es de un tipo que se lea.
cli-hint-nothing-to-convert = Parasol lee archivos .json, .jsonl, .csv, .tsv, .xlsx, .ods, .txt y .zip; --from dice qué es un archivo con otro nombre.
cli-error-unknown-target = La extensión de { $path } no es de ningún formato.
cli-hint-unknown-target = Escriba .jsonl, .json, .zip, .csv o .xlsx.
cli-error-mapping-wrong = La correspondencia no sirve: { $place }: { $detail }
cli-hint-mapping-wrong = "parasol convert FUENTE --propose" imprime una que sirve, con todas las palabras que puede ser "to".
cli-error-no-mapping = Ninguna columna de { $path } parece contener nombres.
cli-hint-no-mapping = La primera fila debe tener los encabezados; compruebe que es una tabla.
cli-error-one-spreadsheet = Una correspondencia es para una sola hoja de cálculo; { $path } no contiene ninguna o contiene varias.
cli-hint-one-spreadsheet = Nombre el archivo mismo.
cli-error-nothing-taken = No se pudo tomar ningún registro de la fuente.
cli-hint-nothing-taken = El informe dice por qué; --from dice qué es una fuente si se tomó por otra cosa.
cli-error-strict-refused =
    { $count ->
        [one] Hay un problema, y --strict no permite ninguno.
       *[other] Hay { $count } problemas, y --strict no permite ninguno.
    }
cli-hint-strict-refused = Corrija la fuente como dice el informe, o quite --strict.

# Escribir el directorio.

cli-about-export = Escribe el directorio en uso, o la parte que encontraría find, como HSDS o como tabla
cli-arg-export-to = Dónde escribir: .jsonl o .json (HSDS), .zip (un paquete de tablas), .csv o .xlsx (una tabla para personas); - imprime líneas JSON

# Encabezados de la tabla para personas; Parasol los reconoce (data/headings.toml).

column-organization-id = Identificador
column-organization-name = Organización
column-organization-alternate-name = Otro nombre
column-organization-description = Descripción
column-service-id = Identificador del servicio
column-service-name = Servicio
column-service-description = Descripción del servicio
column-need = Necesidades
column-population = Para quién
column-access = Acceso
column-phone = Teléfono
column-phone-hotline = Línea de ayuda
column-phone-whatsapp = WhatsApp
column-organization-email = Correo electrónico
column-organization-website = Sitio web
column-location-name = Lugar
column-address-address-1 = Dirección
column-address-address-2 = Dirección 2
column-address-city = Ciudad
column-address-region = Distrito
column-address-state-province = Provincia
column-address-postal-code = Código postal
column-address-country = País
column-location-latitude = Latitud
column-location-longitude = Longitud
column-confidential = Confidencial
column-hours = Horario
column-language = Idiomas
column-service-fees-description = Costo
column-service-eligibility-description = Requisitos
column-service-application-process = Cómo acceder
column-required-document = Qué llevar
column-assured-date = Verificado

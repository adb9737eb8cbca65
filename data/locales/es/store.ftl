# Tomar paquetes, editores, volver atrás.

store-remark-not-rebuilt = El directorio de { $publisher } no se pudo reconstruir a partir de su paquete guardado: { $detail }. Vuelva a importarlo.

# El mapa.

map-title = Mapa
map-count = { $shown } de { $results } resultados en el mapa · { $across } de ancho
map-none = Ningún resultado tiene un lugar que se pueda mostrar en un mapa.
mode-map = mapa
help-map = En el mapa
action-map = Los resultados en un mapa, y de vuelta a la lista
action-zoom-in = Ver más de cerca
action-zoom-out = Ver más
action-move-left = Mover a la izquierda
action-move-right = Mover a la derecha
footer-map = mapa
footer-zoom-in = acercar
footer-zoom-out = alejar

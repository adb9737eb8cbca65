# The map.

map-title = Map
map-count = { $shown } of { $results } results on the map · { $across } across
map-none = None of the results has a place that may be shown on a map.
mode-map = map
help-map = On the map
action-map = The results on a map, and back to the list
action-zoom-in = Look nearer
action-zoom-out = See more
action-move-left = Move to the left
action-move-right = Move to the right
footer-map = map
footer-zoom-in = nearer
footer-zoom-out = further

# Search: filters that came later.

chip-near = near: { $value }
chip-publisher = from: { $value }
filters-population = For whom
filters-publisher = From
time-today = today { $time }
time-tomorrow = tomorrow { $time }

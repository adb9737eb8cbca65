# Search: filters that came later.

chip-near = cerca de: { $value }
chip-publisher = de: { $value }
filters-population = Para quién
filters-publisher = De
time-today = hoy { $time }
time-tomorrow = mañana { $time }

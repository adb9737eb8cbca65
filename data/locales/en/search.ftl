# Search: filters that came later.

chip-near = near: { $value }
chip-publisher = from: { $value }

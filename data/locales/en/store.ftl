# Taking bundles, publishers, going back.

store-remark-not-rebuilt = The directory of { $publisher } could not be rebuilt from its kept bundle: { $detail }. Import it again.

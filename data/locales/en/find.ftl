# What is said about results: what was dropped, what lies apart, what matched.

find-count-without = Without { $dropped }: { $found } of { $all }
find-understood = Understood as: { $need }
find-unknown-place = No place in this directory is called "{ $place }".
find-unknown-place-covered = No place here is called "{ $place }". These cover the whole world.
find-unknown-place-here = No place here is called "{ $place }".
find-did-you-mean = Did you mean "{ $nearest }"?
find-not-on-the-map = No distances are known for { $place }: this is what is there or covers it.
find-further = further than 50 km from { $place }, or nobody knows how far
find-filter-replaced = { $new } instead of { $old }
find-covers = elsewhere, but they cover { $place }
find-nearest-first = nearest first

distance-metres = about { $metres } m
distance-kilometres = about { $kilometres } km
distance-inside = in { $place }

why = { $field }: { $text }
why-name = name
why-alternate-name = also called
why-need = need
why-organization = organisation
why-place = place
why-phone = phone
why-address = address
why-facts = for
why-text = text

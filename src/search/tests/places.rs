//! What must hold for searches that say where.

use super::*;
use crate::search::Hit;

#[test]
fn a_city_is_found_by_its_names_in_other_languages() {
    for line in ["nueva york", "нью-йорк", "纽约", "legal نيويورك", "place:纽约", "place:\"nueva york\""]
    {
        assert!(found(line).iter().any(|id| id == "swp"), "{line}");
    }
    for line in ["kiev", "киев", "基辅", "place:kiev", "place:基辅"] {
        assert_eq!(found(line), ["dom"], "{line}");
    }
    assert_eq!(found("place:shanghai"), ["zh"]);
    assert_eq!(found("londres"), [""; 0]);
}

#[test]
fn a_country_is_found_by_its_name_in_any_language() {
    for line in ["estados unidos", "United States", "соединенные штаты", "美国"] {
        assert!(found(line).contains(&"swp".to_owned()), "{line}");
    }
}

#[test]
fn a_place_keeps_the_services_that_cover_it() {
    assert_eq!(found("place:lyon legal"), ["line.call", "line"]);
    let mut all = found("place:lyon");
    all.sort();
    assert_eq!(all, ["line", "line.call", "lumiere", "lumiere.drop"]);
    assert!(found("place:york legal").is_empty(), "a hotline of another country does not cover it");
    assert!(found("country:fr legal").contains(&"line.call".to_owned()));
}

#[test]
fn a_place_that_a_facet_names_leaves_what_it_says() {
    for (place, count) in outcome("").facets.places {
        let query = Query { filters: vec![Filter::Place(place.clone())], ..Query::default() };
        let request =
            Request { query: &query, now: Timestamp::UNIX_EPOCH, today: date(2026, 1, 1), limit: 0, explained: 0 };
        let outcome = LIBRARY.1.search(&LIBRARY.0, request, &Cancel::default()).unwrap();
        assert!(outcome.total == count && outcome.hits.is_empty(), "{place}");
    }
}

#[test]
fn areas_and_places_that_sources_say_in_words_are_understood() {
    let area = |name: &str| ServiceArea { name: Some(name.into()), ..Default::default() };
    let covering = |id: &str, name: &str| Organization {
        id: id.into(),
        name: Text::plain(id),
        services: vec![Service { service_areas: vec![area(name)], ..service(&format!("{id}.1"), "Line", &[]) }],
        ..Default::default()
    };
    let mut home = Organization { id: "home".into(), name: Text::plain("Home"), ..Default::default() };
    let address = Address {
        city: Some("Saint-Denis".into()),
        region: Some("Île-de-France".into()),
        country: Some("France".into()),
        ..Default::default()
    };
    home.locations.push(Location { id: "l".into(), addresses: vec![address], ..Default::default() });
    home.languages.push(Language { name: Some("Russian".into()), ..Default::default() });
    let organizations =
        vec![home, covering("nation", "Francia"), covering("region", "Ile de France"), covering("world", "Worldwide")];
    let directory = Directory::new(vec![release(organizations)]);
    let index = Index::build(&directory);
    let found = |line: &str| {
        let mut found = ids(&directory, &ask(&directory, &index, line));
        found.retain(|id| !id.contains('.'));
        found.sort();
        found
    };
    assert_eq!(found("place:saint_denis"), ["home", "nation", "region", "world"]);
    assert_eq!(found("place:\"saint-den\""), ["home", "nation", "region", "world"]);
    assert_eq!(found("country:fr"), ["home", "nation", "world"]);
    assert_eq!(found("place:frankreich"), ["world"], "a name in no language that the tables have");
    assert_eq!(found("place:saint-deins"), ["home", "nation", "region", "world"], "a typing mistake");
    assert_eq!(found("lang:ru"), ["home"]);
}

#[test]
fn what_only_covers_a_place_comes_after_what_is_there_and_says_so() {
    let outcome = outcome("place:lyon");
    let covers: Vec<bool> = outcome.hits.iter().map(|hit| hit.covers).collect();
    assert_eq!(covers, [false, false, true, true]);
    assert_eq!((outcome.in_place, outcome.total), (2, 4));
}

#[test]
fn near_a_place_the_nearest_comes_first_and_says_how_far() {
    let at = |id: &str, city: &str, latitude: f64, longitude: f64| Organization {
        id: id.into(),
        name: Text::plain("Refuge"),
        locations: vec![Location { latitude: Some(latitude), longitude: Some(longitude), ..place(city, "FR") }],
        ..Default::default()
    };
    let mut hidden = at("hidden", "Lyon", 45.76, 4.84);
    hidden.locations[0].confidential = true;
    let far =
        vec![at("paris", "Paris", 48.86, 2.35), at("lyon", "Lyon", 45.764, 4.836), at("bron", "Bron", 45.74, 4.91)];
    let directory = Directory::new(vec![release(far.into_iter().chain([hidden]).collect())]);
    let outcome = search_in(&directory, "near:lyon refuge");
    assert_eq!(ids(&directory, &outcome), ["lyon", "hidden", "bron", "paris"], "what is in Lyon goes with Lyon");
    let metres: Vec<u32> = outcome.hits.iter().filter_map(|hit| hit.metres).collect();
    assert!(metres[0] < 100 && (5_000..8_000).contains(&metres[1]) && metres[2] > 300_000, "{metres:?}");
    let told: Vec<bool> = outcome.hits.iter().map(|hit| hit.metres.is_some()).collect();
    assert_eq!(told, [true, false, true, true], "nothing is told of a confidential address but its city");
    assert!(search_in(&directory, "near:tokyo").hits.is_empty());
}

/// An organisation in a city, with a point or without, or with a service that
/// covers a country or the world.
fn anywhere(id: &str, city: Option<(&str, &str)>, point: Option<(f64, f64)>, covers: Option<&str>) -> Organization {
    let location = |(city, country): (&str, &str)| Location {
        id: format!("{id} place"),
        latitude: point.map(|(latitude, _)| latitude),
        longitude: point.map(|(_, longitude)| longitude),
        ..place(city, country)
    };
    let area = |extent: &str| ServiceArea {
        extent_type: Some(if extent.is_empty() { "global" } else { "country" }.into()),
        extent: Some(extent.to_owned()).filter(|extent| !extent.is_empty()),
        ..Default::default()
    };
    let locations = city.map(location).into_iter().collect();
    let mut organization = Organization { id: id.into(), name: Text::plain("Refuge"), locations, ..Default::default() };
    organization.services.extend(covers.map(|extent| Service {
        service_areas: vec![area(extent)],
        ..service(&format!("{id}.call"), "Refuge line", &[])
    }));
    organization
}

#[test]
fn near_a_place_nothing_is_lost_and_what_covers_it_goes_before_what_is_far() {
    let (lyon, bron, paris) = (("Lyon", "FR"), ("Bron", "FR"), ("Paris", "FR"));
    let organizations = vec![
        anywhere("unknown", Some(("Dijon", "FR")), None, None),
        anywhere("paris", Some(paris), Some((48.86, 2.35)), None),
        anywhere("paris.unwritten", Some(paris), None, None),
        anywhere("spain", None, None, Some("ES")),
        anywhere("france", None, None, Some("FR")),
        anywhere("world", None, None, Some("")),
        anywhere("bron", Some(bron), Some((45.74, 4.91)), None),
        anywhere("bron.unwritten", Some(bron), None, None),
        anywhere("lyon.edge", Some(lyon), Some((45.79, 4.84)), None),
        anywhere("lyon", Some(lyon), Some((45.764, 4.836)), None),
        anywhere("lyon.south", Some(lyon), Some((45.76, 4.836)), None),
        anywhere("lyon.unwritten", Some(lyon), None, None),
    ];
    let directory = Directory::new(vec![release(organizations)]);
    let outcome = search_in(&directory, "near:lyon");
    assert_eq!((outcome.total, outcome.hits.len()), (directory.len(), directory.len()), "near: takes nothing away");
    let order = ids(&directory, &outcome);
    let here = ["lyon", "lyon.south", "lyon.edge", "lyon.unwritten", "bron", "bron.unwritten"];
    assert_eq!(order.get(..6).unwrap(), here);
    assert_eq!(outcome.in_place, 6);
    let part = |of: fn(&Hit) -> bool| {
        let hits = outcome.hits.iter().filter(|hit| of(hit));
        hits.map(|hit| directory.entry(hit.entry).unwrap().id().to_owned()).collect::<Vec<_>>()
    };
    let covers = part(|hit| hit.covers);
    assert_eq!(order.get(6..10).unwrap(), covers);
    assert!(covers.iter().all(|id| id.starts_with("france") || id.starts_with("world")), "{covers:?}");
    assert_eq!(part(|hit| hit.further).get(..2).unwrap(), ["paris", "paris.unwritten"]);
    assert_eq!(part(|hit| hit.inside), ["lyon", "lyon.south", "lyon.edge", "lyon.unwritten"]);
    assert_eq!(part(|hit| hit.metres.is_some()), ["lyon", "lyon.south", "lyon.edge", "bron", "paris"]);
    let with_words = search_in(&directory, "near:lyon refuge");
    let of_place = search_in(&directory, "place:lyon refuge");
    let near = ids(&directory, &with_words);
    assert!(ids(&directory, &of_place).iter().all(|id| near.contains(id)), "what place: finds, near: finds too");
}

#[test]
fn the_order_of_what_tells_no_point_is_the_same_wherever_it_is_in_the_city() {
    let with_hidden_at = |latitude: f64| {
        let mut hidden = anywhere("hidden", Some(("Lyon", "FR")), Some((latitude, 4.84)), None);
        hidden.locations[0].confidential = true;
        let others = [("a", 45.764), ("b", 45.78), ("c", 45.72)];
        let others = others.map(|(id, at)| anywhere(id, Some(("Lyon", "FR")), Some((at, 4.84)), None));
        let directory = Directory::new(vec![release(others.into_iter().chain([hidden]).collect())]);
        let outcome = search_in(&directory, "near:lyon");
        let told: Vec<_> = outcome.hits.iter().map(|hit| (hit.metres, hit.score)).collect();
        (ids(&directory, &outcome), told)
    };
    assert_eq!(with_hidden_at(45.764), with_hidden_at(45.70));
    assert_eq!(with_hidden_at(45.764).0.last().unwrap(), "hidden");
}

#[test]
fn near_a_place_that_is_on_no_map_is_as_in_the_place() {
    let organizations = vec![
        anywhere("berlin", Some(("Berlin", "DE")), None, None),
        anywhere("paris", Some(("Paris", "FR")), Some((48.86, 2.35)), None),
        anywhere("world", None, None, Some("")),
    ];
    let directory = Directory::new(vec![release(organizations)]);
    let (near, place) = (search_in(&directory, "near:berlin"), search_in(&directory, "place:berlin"));
    assert_eq!(ids(&directory, &near), ["berlin", "world", "world.call"]);
    assert_eq!((near.hits, near.in_place), (place.hits, place.in_place));
}

#[test]
fn places_of_one_name_in_two_countries_are_two_places() {
    let (uk, canada) = (("London", "GB"), ("London", "CA"));
    let organizations = vec![
        anywhere("a.uk", Some(uk), Some((51.51, -0.13)), None),
        anywhere("b.uk", Some(uk), Some((51.52, -0.10)), None),
        anywhere("c.uk", Some(uk), None, None),
        anywhere("canada", Some(canada), Some((42.98, -81.25)), None),
        anywhere("canada.unwritten", Some(canada), None, None),
        anywhere("croydon", Some(("Croydon", "GB")), Some((51.37, -0.10)), None),
        anywhere("detroit", Some(("Detroit", "US")), Some((42.33, -83.05)), None),
    ];
    let directory = Directory::new(vec![release(organizations)]);
    let outcome = search_in(&directory, "near:london");
    let far = |id: &str| {
        let is_it = |hit: &&Hit| directory.entry(hit.entry).unwrap().id() == id;
        outcome.hits.iter().find(is_it).unwrap().metres
    };
    assert!(far("a.uk").unwrap() < 3_000 && far("canada").unwrap() < 1_000, "each is in its own London");
    assert!((10_000..20_000).contains(&far("croydon").unwrap()));
    assert!((150_000..250_000).contains(&far("detroit").unwrap()), "from the one in Canada");
    assert_eq!(outcome.in_place, 6);
    let middle = Index::build(&directory).point_of("london").unwrap();
    assert!((middle.latitude - 51.5).abs() < 0.1, "where most are: {middle:?}");
    let in_canada = ids(&directory, &search_in(&directory, "near:london country:CA"));
    assert_eq!(in_canada, ["canada", "canada.unwritten"]);
}

#[test]
fn what_covers_another_country_does_not_cover_the_place() {
    let organizations = vec![
        anywhere("lyon", Some(("Lyon", "FR")), Some((45.764, 4.836)), None),
        anywhere("france", None, None, Some("FR")),
        anywhere("kenya", None, None, Some("KE")),
        anywhere("kenya.office", Some(("Nairobi", "KE")), None, Some("KE")),
    ];
    let directory = Directory::new(vec![release(organizations)]);
    for line in ["near:lyon", "place:lyon"] {
        let outcome = search_in(&directory, line);
        let covers = outcome.hits.iter().filter(|hit| hit.covers);
        let covers: Vec<&str> =
            covers.map(|hit| directory.entry(hit.entry).unwrap().organization.id.as_str()).collect();
        assert_eq!(covers, ["france", "france"], "{line}");
    }
}

#[test]
fn the_name_of_a_city_goes_before_what_only_sounds_like_it() {
    let organization = |name: &str, city: (&str, &str)| Organization {
        name: Text::plain(name),
        ..anywhere(name, Some(city), None, None)
    };
    let organizations = vec![organization("Bus", ("Paris", "FR")), organization("Peers Victoria", ("Victoria", "CA"))];
    let directory = Directory::new(vec![release(organizations)]);
    for line in ["باريس", "париж", "巴黎"] {
        assert_eq!(ids(&directory, &search_in(&directory, line)).first().unwrap(), "Bus", "{line}");
    }
    let elsewhere = Directory::new(vec![release(vec![organization("Peers Victoria", ("Victoria", "CA"))])]);
    assert_eq!(ids(&elsewhere, &search_in(&elsewhere, "باريس")), ["Peers Victoria"], "where nothing is in Paris");
}

#[test]
fn a_place_that_is_not_known_is_said_with_the_one_that_is_like_it() {
    let index = &LIBRARY.1;
    for (typed, city) in [("ly", Some("Lyon")), ("lion", Some("Lyon")), ("york", Some("New York")), ("xyzzy", None)] {
        assert_eq!(index.place_like(typed), city, "{typed}");
    }
    let query = Query::parse("place:ly").unwrap();
    assert_eq!(index.unknown_place(&query), Some("ly"));
    assert_eq!(index.unknown_place(&Query::parse("near:lyo").unwrap()), None, "three letters are a beginning");
    assert_eq!(index.name_of_place("new york"), "New York");
}

//! The map: the results on the list that have a place which may be shown.

use super::{
    action::Action,
    on_list, on_read,
    state::{Screen, State},
    update::Effect,
};
use crate::{
    directory::{EntryNo, Point},
    search::Hit,
};

/// The map that is open.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Map {
    /// How often the view has been halved; 0 shows every point.
    pub zoom: u32,
    /// How far the view has been moved from the selection, in quarters of its
    /// height to the north and of its width to the east.
    pub moved: (i32, i32),
}

/// A place of a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Which result.
    pub hit: usize,
    /// Where.
    pub point: Point,
}

/// The part of the earth that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Its middle.
    pub centre: Point,
    /// Degrees from the southern to the northern edge.
    pub height: f64,
    /// Degrees from the western to the eastern edge.
    pub width: f64,
}

/// The furthest that one can look in: about half a kilometre.
const CLOSEST: f64 = 0.005;
/// How far one sees where all points are one.
const AROUND_ONE: f64 = 0.1;
/// A view shows more than the points, so that none lies on an edge.
const ROOM: f64 = 1.2;
/// A row of a terminal is about as high as two columns are wide.
const ROW_IN_COLUMNS: f64 = 2.0;

/// The places of the results, in the order of the list. What may not be shown
/// is not in the index.
pub fn spots(state: &State) -> Vec<Spot> {
    let Some(library) = &state.library else { return Vec::new() };
    let points = |(hit, found): (usize, &Hit)| {
        library.index.points(found.entry).into_iter().map(move |point| Spot { hit, point }).collect::<Vec<_>>()
    };
    state.find.hits().iter().enumerate().flat_map(points).collect()
}

/// How many results have a place on the map.
pub fn shown(spots: &[Spot]) -> usize {
    spots.chunk_by(|one, other| one.hit == other.hit).count()
}

/// What is shown of the earth in so many columns and rows.
pub fn view(map: Map, spots: &[Spot], selected: usize, (columns, rows): (u16, u16)) -> Option<View> {
    let whole = around(spots, (columns, rows))?;
    let height = (whole.height / f64::from(2u32.pow(map.zoom.min(24)))).max(CLOSEST.min(whole.height));
    let width = whole.width * height / whole.height;
    let chosen = spots.iter().find(|spot| spot.hit == selected).filter(|_| map.zoom > 0);
    let from = chosen.map_or(whole.centre, |spot| spot.point);
    let centre = Point {
        latitude: (from.latitude + f64::from(map.moved.0) * height / 4.0).clamp(-90.0, 90.0),
        longitude: (from.longitude + f64::from(map.moved.1) * width / 4.0).clamp(-180.0, 180.0),
    };
    Some(View { centre, height, width })
}

/// The smallest view of the shape of the screen that has every point.
fn around(spots: &[Spot], (columns, rows): (u16, u16)) -> Option<View> {
    let ends = |all: &mut dyn Iterator<Item = f64>| {
        all.fold(None, |ends: Option<(f64, f64)>, at| {
            Some(ends.map_or((at, at), |(least, most)| (least.min(at), most.max(at))))
        })
    };
    let (south, north) = ends(&mut spots.iter().map(|spot| spot.point.latitude))?;
    let (west, east) = ends(&mut spots.iter().map(|spot| spot.point.longitude))?;
    let centre = Point { latitude: f64::midpoint(south, north), longitude: f64::midpoint(west, east) };
    // A degree to the east is shorter than one to the north.
    let shorter = centre.latitude.to_radians().cos().max(0.1);
    let shape = f64::from(columns) / (f64::from(rows.max(1)) * ROW_IN_COLUMNS);
    let height = ((north - south) * ROOM).max((east - west) * ROOM * shorter / shape).max(AROUND_ONE);
    Some(View { centre, height, width: height * shape / shorter })
}

impl View {
    /// Whether a point is in it.
    pub fn has(&self, point: Point) -> bool {
        (point.latitude - self.centre.latitude).abs() <= self.height / 2.0
            && (point.longitude - self.centre.longitude).abs() <= self.width / 2.0
    }

    /// Metres from the western to the eastern edge, through the middle.
    pub fn metres(&self) -> f64 {
        // Measured in quarters: the way from edge to edge may lead around the
        // other side of the earth.
        let quarter = Point { longitude: self.centre.longitude + self.width / 4.0, ..self.centre };
        4.0 * self.centre.metres_to(quarter)
    }
}

/// The results with a place of their own, the way [`Action::NextEntry`] goes.
fn next(spots: &[Spot], selected: usize, forward: bool) -> Option<usize> {
    let mut hits = spots.iter().map(|spot| spot.hit);
    if forward { hits.find(|hit| *hit > selected) } else { hits.rfind(|hit| *hit < selected) }
}

/// Opens the map; on it stands the selection of the list, or the first result
/// with a place.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.start_menu() {
        // There is no list yet of which this would be the map.
        return Vec::new();
    }
    let spots = spots(state);
    if !spots.iter().any(|spot| spot.hit == state.find.selected)
        && let Some(first) = spots.first()
    {
        state.find.selected = first.hit;
    }
    on_list::keep_in_view(state);
    state.screens.push(Screen::Map(Map::default()));
    Vec::new()
}

/// Does what an action says on the map.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Map | Action::Back => {
            state.screens.pop();
            on_list::keep_in_view(state);
        }
        Action::NextEntry | Action::PreviousEntry => {
            let to = next(&spots(state), state.find.selected, action == Action::NextEntry);
            if let Some(to) = to {
                state.find.selected = to;
                change(state, |map| map.moved = (0, 0));
            }
        }
        Action::Open => {
            if let Some(entry) = selected(state) {
                on_read::open(state, entry);
            }
        }
        Action::ZoomIn => change(state, |map| {
            map.zoom = (map.zoom + 1).min(24);
            map.moved = (map.moved.0 * 2, map.moved.1 * 2);
        }),
        Action::ZoomOut => change(state, |map| {
            map.zoom = map.zoom.saturating_sub(1);
            map.moved = (map.moved.0 / 2, map.moved.1 / 2);
        }),
        Action::First => change(state, |map| *map = Map::default()),
        Action::Up => change(state, |map| map.moved.0 += 1),
        Action::Down => change(state, |map| map.moved.0 -= 1),
        Action::MoveLeft => change(state, |map| map.moved.1 -= 1),
        Action::MoveRight => change(state, |map| map.moved.1 += 1),
        _ => {}
    }
    Vec::new()
}

/// The entry that is marked on the map.
pub fn selected(state: &State) -> Option<EntryNo> {
    let at = state.find.selected;
    state.find.selected_entry().filter(|_| spots(state).iter().any(|spot| spot.hit == at))
}

fn change(state: &mut State, change: impl FnOnce(&mut Map)) {
    if let Some(Screen::Map(map)) = state.screens.last_mut() {
        change(map);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(hit: usize, latitude: f64, longitude: f64) -> Spot {
        Spot { hit, point: Point { latitude, longitude } }
    }

    const SIZE: (u16, u16) = (80, 20);

    #[test]
    fn one_place_is_shown_with_what_is_around_it() {
        let view = view(Map::default(), &[spot(0, 45.76, 4.84)], 0, SIZE).unwrap();
        assert!((view.height - AROUND_ONE).abs() < 1e-9 && view.has(spot(0, 45.78, 4.86).point));
        assert!((15_000.0..30_000.0).contains(&view.metres()), "{}", view.metres());
        assert_eq!(super::view(Map::default(), &[], 0, SIZE), None);
    }

    #[test]
    fn looking_in_goes_to_the_selection_and_no_further_than_streets() {
        let spots = [spot(0, 45.76, 4.84), spot(3, -33.87, 151.21)];
        let near = view(Map { zoom: 8, ..Map::default() }, &spots, 3, SIZE).unwrap();
        assert!(near.has(spots[1].point) && !near.has(spots[0].point));
        let nearest = view(Map { zoom: 200, ..Map::default() }, &spots, 3, SIZE).unwrap();
        assert!((nearest.height - CLOSEST).abs() < 1e-9);
        let east = view(Map { zoom: 8, moved: (0, 3) }, &spots, 3, SIZE).unwrap();
        assert!(east.centre.longitude > near.centre.longitude && !east.has(spots[1].point));
    }

    #[test]
    fn the_selection_goes_from_place_to_place() {
        let spots = [spot(1, 0.0, 0.0), spot(1, 1.0, 1.0), spot(4, 2.0, 2.0)];
        assert_eq!((next(&spots, 0, true), next(&spots, 1, true), next(&spots, 4, true)), (Some(1), Some(4), None));
        assert_eq!((next(&spots, 4, false), next(&spots, 1, false)), (Some(1), None));
        assert_eq!(shown(&spots), 2);
    }

    proptest! {
        #[test]
        fn at_first_every_point_is_on_the_map(
            points in prop::collection::vec((-85.0..85.0f64, -180.0..180.0f64), 1..20),
            columns in 20u16..200,
            rows in 4u16..60,
        ) {
            let spots: Vec<Spot> = points.into_iter().enumerate().map(|(at, (north, east))| spot(at, north, east)).collect();
            let view = view(Map::default(), &spots, 0, (columns, rows)).unwrap();
            prop_assert!(spots.iter().all(|spot| view.has(spot.point)), "{view:?}");
        }
    }
}

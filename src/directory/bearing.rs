//! How far it is from one point to another, and in which direction.

use super::Location;

/// A point on the earth, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// The eight directions of a compass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compass {
    /// Towards the pole.
    North,
    /// Between north and east.
    NorthEast,
    /// Towards sunrise.
    East,
    /// Between south and east.
    SouthEast,
    /// Towards the equator, seen from Europe.
    South,
    /// Between south and west.
    SouthWest,
    /// Towards sunset.
    West,
    /// Between north and west.
    NorthWest,
}

impl Compass {
    /// Clockwise from north.
    const ALL: [Self; 8] = [
        Self::North,
        Self::NorthEast,
        Self::East,
        Self::SouthEast,
        Self::South,
        Self::SouthWest,
        Self::West,
        Self::NorthWest,
    ];

    /// The usual abbreviation, as in message ids: `ne`.
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::North => "n",
            Self::NorthEast => "ne",
            Self::East => "e",
            Self::SouthEast => "se",
            Self::South => "s",
            Self::SouthWest => "sw",
            Self::West => "w",
            Self::NorthWest => "nw",
        }
    }
}

/// Mean radius of the earth in metres.
const RADIUS: f64 = 6_371_000.0;

impl Point {
    /// Where a place is; `None` when nobody knows or nobody may.
    pub fn of(location: &Location) -> Option<Self> {
        let known = location.latitude.zip(location.longitude).filter(|_| !location.confidential);
        known.map(|(latitude, longitude)| Self { latitude, longitude })
    }

    /// Metres to `other` as the crow flies.
    pub fn metres_to(self, other: Self) -> f64 {
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_north = (to - from) / 2.0;
        let half_east = (other.longitude - self.longitude).to_radians() / 2.0;
        let chord = half_north.sin().powi(2) + from.cos() * to.cos() * half_east.sin().powi(2);
        2.0 * RADIUS * chord.sqrt().clamp(0.0, 1.0).asin()
    }

    /// The direction in which one sets out for `other`.
    pub fn direction_to(self, other: Self) -> Compass {
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let east = (other.longitude - self.longitude).to_radians();
        let x = east.sin() * to.cos();
        let y = from.cos() * to.sin() - from.sin() * to.cos() * east.cos();
        let eighth = (x.atan2(y).to_degrees() / 45.0).round().rem_euclid(8.0);
        #[expect(clippy::cast_sign_loss, reason = "between 0 and 8")]
        let at = eighth as usize % Compass::ALL.len();
        Compass::ALL.get(at).copied().unwrap_or(Compass::North)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const LYON: Point = Point { latitude: 45.764, longitude: 4.8357 };

    fn off(north: f64, east: f64) -> Point {
        Point { latitude: LYON.latitude + north, longitude: LYON.longitude + east }
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let paris = Point { latitude: 48.8566, longitude: 2.3522 };
        assert!((LYON.metres_to(paris) - 391_500.0).abs() < 1_500.0, "{}", LYON.metres_to(paris));
        assert!((off(0.01, 0.0).metres_to(LYON) - 1_112.0).abs() < 2.0);
        assert!(LYON.metres_to(LYON) < 0.001);
        let across = Point { latitude: 0.0, longitude: 179.9 }.metres_to(Point { latitude: 0.0, longitude: -179.9 });
        assert!((across - 22_239.0).abs() < 10.0, "over the line of the date it is {across}");
    }

    #[rstest]
    #[case(0.01, 0.0, Compass::North)]
    #[case(0.01, 0.0143, Compass::NorthEast)]
    #[case(0.0, 0.01, Compass::East)]
    #[case(-0.01, 0.0143, Compass::SouthEast)]
    #[case(-0.01, 0.0, Compass::South)]
    #[case(-0.01, -0.0143, Compass::SouthWest)]
    #[case(0.0, -0.01, Compass::West)]
    #[case(0.01, -0.0143, Compass::NorthWest)]
    #[case(0.01, -0.001, Compass::North)]
    fn directions_are_those_of_a_compass(#[case] north: f64, #[case] east: f64, #[case] direction: Compass) {
        assert_eq!(LYON.direction_to(off(north, east)), direction);
    }

    #[test]
    fn nobody_learns_where_a_confidential_place_is() {
        let place =
            |confidential| Location { latitude: Some(1.0), longitude: Some(2.0), confidential, ..Location::default() };
        assert_eq!(Point::of(&place(true)), None);
        assert_eq!(Point::of(&place(false)), Some(Point { latitude: 1.0, longitude: 2.0 }));
        assert_eq!(Point::of(&Location { latitude: Some(1.0), ..Location::default() }), None);
    }
}

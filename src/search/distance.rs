//! How far places are from each other.

use super::Point;

/// As the crow flies, in metres.
pub fn metres(a: Point, b: Point) -> u32 {
    #[expect(clippy::cast_sign_loss, reason = "at most half the way round the earth, and never negative")]
    let metres = a.metres_to(b).round() as u32;
    metres
}

/// The middle of some points: for each direction the median, so that one wrong
/// point does not move a town. `None` for no points.
pub fn middle(points: &[Point]) -> Option<Point> {
    let median = |direction: fn(&Point) -> f64| {
        let mut all: Vec<f64> = points.iter().map(direction).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    Some(Point { latitude: median(|point| point.latitude)?, longitude: median(|point| point.longitude)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LYON: Point = Point { latitude: 45.764, longitude: 4.836 };
    const PARIS: Point = Point { latitude: 48.857, longitude: 2.352 };

    #[test]
    fn distances_are_right_to_a_kilometre() {
        assert_eq!(metres(LYON, LYON), 0);
        assert!(metres(LYON, PARIS).abs_diff(392_000) < 1_000, "{}", metres(LYON, PARIS));
        let (fiji, samoa) = (Point { latitude: -17.0, longitude: 179.5 }, Point { latitude: -17.0, longitude: -179.5 });
        assert!(metres(fiji, samoa) < 110_000, "over the line where dates change");
    }

    #[test]
    fn one_wrong_point_does_not_move_a_town() {
        let sea = Point { latitude: 0.0, longitude: 0.0 };
        assert_eq!(middle(&[LYON, sea, LYON]), Some(LYON));
        assert_eq!(middle(&[]), None);
    }
}

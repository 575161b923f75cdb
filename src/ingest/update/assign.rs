//! Gives each of some things at most one of others, so that the sum of what the pairs are worth is the largest there is.

use std::collections::{HashMap, VecDeque};

/// How many steps are taken to make an assignment the best one. Beyond, what comes is given the best that is left.
const MAX_STEPS: usize = 4_000_000;

/// What a thing could be given, and what that is worth.
pub(super) type Edge = (usize, u32);

/// For each of some things what it is given. `edges` are what each could be given, of `count` others.
pub(super) fn assign(edges: &[Vec<Edge>], count: usize) -> Vec<Option<usize>> {
    let mut matching = Matching { edges, given: vec![None; edges.len()], taken: vec![None; count], steps: 0 };
    for one in 0..edges.len() {
        matching.add(one);
    }
    matching.given.iter().map(|edge| edge.map(|(other, _)| other)).collect()
}

struct Matching<'e> {
    edges: &'e [Vec<Edge>],
    given: Vec<Option<Edge>>,
    /// By whom each of the others is taken.
    taken: Vec<Option<usize>>,
    steps: usize,
}

impl Matching<'_> {
    /// Adds a thing to an assignment that is the best one without it, so that it is the best one with it: along the chain of
    /// those who give up what they have for something else that gains most.
    fn add(&mut self, first: usize) {
        if self.steps >= MAX_STEPS {
            return self.add_plainly(first);
        }
        // What is gained by the time that somebody has given up what they had, and who took it from them.
        let mut gain: HashMap<usize, i64> = HashMap::from([(first, 0)]);
        let mut came: HashMap<usize, (usize, Edge)> = HashMap::new();
        let mut best: (i64, usize, Option<Edge>) = (0, first, None);
        let mut waiting = VecDeque::from([first]);
        while let Some(one) = waiting.pop_front() {
            let Some(so_far) = gain.get(&one).copied() else { continue };
            // To go without is possible as well.
            if so_far > best.0 {
                best = (so_far, one, None);
            }
            for (other, worth) in &self.edges[one] {
                self.steps += 1;
                let with = so_far + i64::from(*worth);
                let edge = (*other, *worth);
                match self.taken[*other] {
                    None if with > best.0 => best = (with, one, Some(edge)),
                    Some(owner) if owner != one => {
                        let left = with - self.given[owner].map_or(0, |(_, worth)| i64::from(worth));
                        if self.steps < MAX_STEPS && gain.get(&owner).is_none_or(|known| left > *known) {
                            gain.insert(owner, left);
                            came.insert(owner, (one, edge));
                            waiting.push_back(owner);
                        }
                    }
                    _ => {}
                }
            }
        }
        let (_, mut one, mut edge) = best;
        loop {
            self.given[one] = edge;
            if let Some((other, _)) = edge {
                self.taken[other] = Some(one);
            }
            match came.remove(&one) {
                Some((before, taken)) if one != first => (one, edge) = (before, Some(taken)),
                _ => break,
            }
        }
    }

    fn add_plainly(&mut self, first: usize) {
        let free = self.edges[first].iter().filter(|(other, _)| self.taken[*other].is_none());
        let best = free.max_by_key(|(other, worth)| (*worth, std::cmp::Reverse(*other))).copied();
        self.given[first] = best;
        if let Some((other, _)) = best {
            self.taken[other] = Some(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edge, assign};

    /// The best sum, by trying everything.
    fn best(edges: &[Vec<Edge>], used: u32) -> u32 {
        let Some((first, rest)) = edges.split_first() else { return 0 };
        let with = first.iter().filter(|(other, _)| used >> other & 1 == 0);
        let with = with.map(|(other, worth)| worth + best(rest, used | 1 << other));
        with.chain([best(rest, used)]).max().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn the_sum_is_the_largest_there_is(
            edges in prop::collection::vec(prop::collection::btree_map(0..6_usize, 1..50_u32, 0..5), 0..7)
        ) {
            let edges: Vec<Vec<Edge>> = edges.into_iter().map(|edges| edges.into_iter().collect()).collect();
            let given = assign(&edges, 6);
            let mut taken: Vec<usize> = given.iter().flatten().copied().collect();
            let sum: u32 = given.iter().zip(&edges).filter_map(|(given, edges)| {
                edges.iter().find(|(other, _)| Some(*other) == *given).map(|(_, worth)| *worth)
            }).sum();
            taken.sort_unstable();
            prop_assert!(taken.windows(2).all(|pair| pair[0] != pair[1]));
            prop_assert_eq!(sum, best(&edges, 0));
        }
    }
}

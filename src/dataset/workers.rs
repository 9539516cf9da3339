//! Works on many things at once and hands the results over in their order.

use std::collections::VecDeque;
use std::thread;

/// The most threads that are of use: the results are taken by one.
const MOST_WORKERS: usize = 8;

/// How many threads there can be.
fn workers() -> usize {
    // Each reserves far more addresses than it uses; where these are limited, the work itself may need them.
    #[cfg(unix)]
    if rustix::process::getrlimit(rustix::process::Resource::As).current.is_some() {
        return 1;
    }
    thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS)
}

/// Works on all items, and takes each result in the order of the items. As many are worked on at once as there are
/// processors, so memory is bounded. Where no thread can be started, the one that takes the results does the work.
pub fn in_order<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> O + Sync, mut take: impl FnMut(&I, O)) {
    let workers = workers();
    if workers < 2 {
        return items.iter().for_each(|item| take(item, work(item)));
    }
    let work = &work;
    thread::scope(|scope| {
        let start = |item| thread::Builder::new().spawn_scoped(scope, move || work(item)).ok();
        let mut rest = items.iter();
        let mut started: VecDeque<_> = rest.by_ref().take(workers).map(|item| (item, start(item))).collect();
        while let Some((item, worker)) = started.pop_front() {
            let result = worker.and_then(|worker| worker.join().ok()).unwrap_or_else(|| work(item));
            started.extend(rest.next().map(|next| (next, start(next))));
            take(item, result);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let mut taken = Vec::new();
            let work = |item: &usize| {
                // The first ones take longest.
                thread::sleep(std::time::Duration::from_micros((count - item) as u64 % 50));
                item * 2
            };
            in_order(&items, work, |item, result| taken.push((*item, result)));
            assert_eq!(taken, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
        }
    }
}

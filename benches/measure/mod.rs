//! Runs a program several times and prints what that takes, for the benches of whole runs. Reads `/proc`, so Linux only.

use std::{
    fs, io,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Runs of each command; the median is printed.
const RUNS: usize = 5;

/// Prints what the columns are.
pub fn head() {
    println!("{:>6}  {:28} {:>10} {:>14} {:>12}", "files", "command", "wall", "processor", "peak memory");
}

/// Runs a command several times and prints its medians; returns the processor time in seconds.
pub fn row(count: usize, name: &str, mut command: Command) -> io::Result<f64> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(run(&mut command)?);
    }
    let median = |of: fn(&Run) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[RUNS / 2]
    };
    let processor = median(|run| run.processor);
    let wall = median(|run| run.wall.as_secs_f64() * 1e3);
    let memory = median(|run| run.peak_kilobytes / 1024.0);
    println!("{count:>6}  {name:28} {wall:>7.1} ms {:>11.0} ms {memory:>9.1} MB", processor * 1e3);
    Ok(processor)
}

struct Run {
    wall: Duration,
    processor: f64,
    peak_kilobytes: f64,
}

fn run(command: &mut Command) -> io::Result<Run> {
    let before = processor_of_children()?;
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kilobytes: f64 = 0.0;
    let outcome = loop {
        if let Ok(text) = fs::read_to_string(&status)
            && let Some(line) = text.lines().find(|line| line.starts_with("VmHWM"))
        {
            let number = line.split_whitespace().nth(1).and_then(|number| number.parse().ok());
            peak_kilobytes = peak_kilobytes.max(number.unwrap_or_default());
        }
        if let Some(outcome) = child.try_wait()? {
            break outcome;
        }
        thread::sleep(Duration::from_micros(300));
    };
    assert!(outcome.success(), "{command:?} failed");
    Ok(Run { wall: start.elapsed(), processor: processor_of_children()? - before, peak_kilobytes })
}

/// The processor seconds of all children so far, as the kernel counts them (in hundredths).
fn processor_of_children() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    Ok(fields[13..15].iter().filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0)
}

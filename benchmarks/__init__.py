"""Speed and memory as ratios within one run, on this machine: `python -m benchmarks`."""

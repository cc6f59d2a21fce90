"""Where the work runs: this process or all cores, with the same functions and the same results."""

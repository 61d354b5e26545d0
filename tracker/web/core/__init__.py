"""What every page stands on: routing and policy, errors, headers, the cache, the day that is asked for."""

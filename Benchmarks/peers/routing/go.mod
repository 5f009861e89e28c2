module portolan.dev/benchmarks/routing

go 1.22

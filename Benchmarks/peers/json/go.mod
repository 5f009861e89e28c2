module portolan.dev/benchmarks/json

go 1.22

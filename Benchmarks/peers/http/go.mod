module portolan.dev/benchmarks/http

go 1.22

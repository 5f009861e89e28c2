// SPDX-License-Identifier: Apache-2.0

// The peer of the routing benchmark: flyteadmin's choice among the clusters of a label, with Go's own math/rand.
//
//	go run . draw NAMES [RUNS]   choose among ten clusters for each line, and report how long that took
//	go run . pick CASES          print the draw and the choice of each case
//	go run . serve               answer POST /v1/route with the same text each time, until killed
//
// A case is a line of fields with tabs between them: the name of an execution, and then each cluster and its weight.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	switch {
	case len(arguments) == 1 && arguments[0] == "serve":
		return serve()
	case len(arguments) == 2 && arguments[0] == "pick":
		cases, err := os.ReadFile(arguments[1])
		if err != nil {
			return err
		}
		return pickAll(string(cases), os.Stdout)
	case len(arguments) >= 2 && len(arguments) <= 3 && arguments[0] == "draw":
		names, err := os.ReadFile(arguments[1])
		if err != nil {
			return err
		}
		runs := 20
		if len(arguments) == 3 {
			if runs, err = strconv.Atoi(arguments[2]); err != nil {
				return err
			}
		}
		return json.NewEncoder(os.Stdout).Encode(measure(strings.Split(string(names), "\n"), runs))
	}
	return fmt.Errorf("usage: routing draw NAMES [RUNS] | pick CASES | serve")
}

type report struct {
	Milliseconds          []float64 `json:"milliseconds"`
	ProcessorMilliseconds float64   `json:"processorMilliseconds"`
	PeakBytes             int64     `json:"peakBytes"`
}

// chosen keeps the compiler from leaving out the work.
var chosen string

func measure(names []string, runs int) report {
	var clusters []cluster
	for number := 1; number <= 10; number++ {
		clusters = append(clusters, cluster{fmt.Sprintf("dataplane-%d", number), float32(number) / 10})
	}
	list := newWeightedList(clusters)
	work := func() {
		for _, name := range names {
			chosen, _ = list.pick(name)
		}
	}
	for range max(1, runs/5) {
		work()
	}
	var result report
	before := processorTime()
	for range runs {
		start := time.Now()
		work()
		result.Milliseconds = append(result.Milliseconds, milliseconds(time.Since(start)))
	}
	result.ProcessorMilliseconds = milliseconds(processorTime() - before)
	result.PeakBytes = peakBytes()
	return result
}

func milliseconds(duration time.Duration) float64 {
	return float64(duration) / float64(time.Millisecond)
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func peakBytes() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Maxrss * 1024
}

// SPDX-License-Identifier: Apache-2.0

// The peer of the JSON benchmark: Go's encoding/json on the same document, into the same fields.
//
//	go run . decode|check|tree|write FILE [RUNS]
//
// It prints one line of JSON: the milliseconds of each run, the processor time of all of them, and the most memory
// that it has held.
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

type metadata struct {
	Name            string            `json:"name"`
	Namespace       string            `json:"namespace"`
	UID             string            `json:"uid"`
	ResourceVersion string            `json:"resourceVersion"`
	Generation      int64             `json:"generation"`
	Labels          map[string]string `json:"labels"`
}

type resource struct {
	Metadata metadata `json:"metadata"`
	Spec     struct {
		Project string `json:"project"`
		Domain  string `json:"domain"`
		Value   string `json:"value"`
		Weight  int32  `json:"weight"`
		Paused  bool   `json:"paused"`
	} `json:"spec"`
	Status struct {
		ObservedGeneration *int64 `json:"observedGeneration"`
	} `json:"status"`
}

type resourceList struct {
	Metadata struct {
		ResourceVersion string `json:"resourceVersion"`
	} `json:"metadata"`
	Items []resource `json:"items"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 || len(arguments) > 3 {
		return fmt.Errorf("usage: json decode|check|tree|write FILE [RUNS]")
	}
	document, err := os.ReadFile(arguments[1])
	if err != nil {
		return err
	}
	work, err := workload(arguments[0], document)
	if err != nil {
		return err
	}
	runs := 20
	if len(arguments) == 3 {
		if runs, err = strconv.Atoi(arguments[2]); err != nil {
			return err
		}
	}
	report, err := measure(work, runs)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(report)
}

func workload(name string, document []byte) (func() error, error) {
	switch name {
	case "decode":
		return func() error {
			var list resourceList
			return json.Unmarshal(document, &list)
		}, nil
	case "check":
		return func() error {
			if !json.Valid(document) {
				return fmt.Errorf("the document is not JSON")
			}
			return nil
		}, nil
	case "tree":
		return func() error {
			var tree any
			return json.Unmarshal(document, &tree)
		}, nil
	case "write":
		var tree any
		if err := json.Unmarshal(document, &tree); err != nil {
			return nil, err
		}
		return func() error {
			_, err := json.Marshal(tree)
			return err
		}, nil
	default:
		return nil, fmt.Errorf("there is no workload %q", name)
	}
}

type report struct {
	Milliseconds          []float64 `json:"milliseconds"`
	ProcessorMilliseconds float64   `json:"processorMilliseconds"`
	PeakBytes             float64   `json:"peakBytes"`
}

// measure does some runs to warm up, and then those that count.
func measure(work func() error, runs int) (report, error) {
	result := report{Milliseconds: []float64{}}
	for range max(1, runs/5) {
		if err := work(); err != nil {
			return result, err
		}
	}
	before := processorMilliseconds()
	for range runs {
		start := time.Now()
		if err := work(); err != nil {
			return result, err
		}
		result.Milliseconds = append(result.Milliseconds, float64(time.Since(start).Nanoseconds())/1e6)
	}
	result.ProcessorMilliseconds = processorMilliseconds() - before
	result.PeakBytes = peakBytes()
	return result, nil
}

func processorMilliseconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
}

func peakBytes() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if value, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(value)[0], 64)
			return kilobytes * 1024
		}
	}
	return 0
}

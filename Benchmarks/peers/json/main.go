// SPDX-License-Identifier: Apache-2.0

// The peer of the JSON benchmark: Go's encoding/json on the same list, into the same fields.
//
//	go run . list.json [runs]
//
// It prints one line of JSON with the milliseconds of each run.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
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
	if len(arguments) < 1 || len(arguments) > 2 {
		return fmt.Errorf("usage: json <file> [runs]")
	}
	document, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	runs := 20
	if len(arguments) == 2 {
		if runs, err = strconv.Atoi(arguments[1]); err != nil {
			return err
		}
	}
	result := struct {
		Items        int       `json:"items"`
		Milliseconds []float64 `json:"milliseconds"`
	}{Milliseconds: []float64{}}
	for range runs {
		var list resourceList
		start := time.Now()
		if err := json.Unmarshal(document, &list); err != nil {
			return err
		}
		result.Milliseconds = append(result.Milliseconds, float64(time.Since(start).Nanoseconds())/1e6)
		result.Items = len(list.Items)
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"math/rand"
	"sort"
	"strconv"
	"strings"
)

type cluster struct {
	name   string
	weight float32
}

// A weightedList is what flyteadmin makes of the clusters of a label when it starts.
type weightedList struct {
	clusters []cluster
	// The weights up to each cluster.
	sums  []float32
	total float32
}

func newWeightedList(clusters []cluster) *weightedList {
	sorted := append([]cluster(nil), clusters...)
	sort.SliceStable(sorted, func(left, right int) bool { return sorted[left].name < sorted[right].name })
	var total float32
	for _, each := range sorted {
		total += each.weight
	}
	list := &weightedList{}
	var sum float32
	for _, each := range sorted {
		if total == 0 {
			each.weight = 1 / float32(len(sorted))
		} else if each.weight == 0 {
			continue
		}
		sum += each.weight
		list.clusters = append(list.clusters, each)
		list.sums = append(list.sums, sum)
	}
	list.total = sum
	return list
}

// pick chooses a cluster for an execution, and gives the draw with it.
func (list *weightedList) pick(execution string) (string, float32) {
	hash := fnv.New64a()
	hash.Write([]byte(execution))
	draw := rand.New(rand.NewSource(int64(hash.Sum64()))).Float32()
	x := draw * list.total
	for position, sum := range list.sums {
		if sum >= x && sum > 0 {
			return list.clusters[position].name, draw
		}
	}
	return list.clusters[len(list.clusters)-1].name, draw
}

// pickAll answers each case with a line of the draw's bits, a tab, and the cluster.
func pickAll(cases string, output io.Writer) error {
	writer := bufio.NewWriter(output)
	for _, line := range strings.Split(cases, "\n") {
		fields := strings.Split(line, "\t")
		var clusters []cluster
		for at := 1; at+1 < len(fields); at += 2 {
			weight, err := strconv.ParseFloat(fields[at+1], 32)
			if err != nil {
				return err
			}
			clusters = append(clusters, cluster{fields[at], float32(weight)})
		}
		name, draw := newWeightedList(clusters).pick(fields[0])
		fmt.Fprintf(writer, "%d\t%s\n", math.Float32bits(draw), name)
	}
	return writer.Flush()
}

// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
)

// bodyLimit is how long a question may be; ours has the same limit.
const bodyLimit = 1 << 20

// answer is as long as an answer of ours, and always the same.
const answer = `{"dataplane":"dataplane-10","label":"cluster","matchedBy":"Domain","rule":"rule-0010","strategy":"Rendezvous"}`

func serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/route", route)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("listening", listener.Addr())
	return http.Serve(listener, mux)
}

// route reads the question, and knows the answer without it.
func route(response http.ResponseWriter, request *http.Request) {
	if _, err := io.ReadAll(http.MaxBytesReader(response, request.Body, bodyLimit)); err != nil {
		http.Error(response, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	response.Header().Set("Content-Type", "application/json")
	io.WriteString(response, answer)
}

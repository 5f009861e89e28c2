// SPDX-License-Identifier: Apache-2.0

// The peer of the HTTP benchmark: Go's net/http with the same handlers as ours.
//
//	go run .
//
// It listens on a port of the kernel's choice, prints "listening HOST:PORT", and serves until it is killed.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
)

// The largest body that is echoed; ours has the same limit.
const bodyLimit = 1 << 20

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", hello)
	mux.HandleFunc("POST /echo", echo)
	mux.HandleFunc("GET /stream", stream)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("listening", listener.Addr())
	return http.Serve(listener, mux)
}

func hello(response http.ResponseWriter, request *http.Request) {
	response.Header().Set("Content-Type", "text/plain")
	io.WriteString(response, "hello")
}

func echo(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, bodyLimit))
	if err != nil {
		http.Error(response, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	response.Header().Set("Content-Type", "application/octet-stream")
	response.Write(body)
}

// stream says one line and then nothing, until the client goes.
func stream(response http.ResponseWriter, request *http.Request) {
	response.Header().Set("Content-Type", "text/plain")
	io.WriteString(response, "begin\n")
	response.(http.Flusher).Flush()
	<-request.Context().Done()
}

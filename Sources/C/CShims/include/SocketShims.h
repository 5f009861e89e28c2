// SPDX-License-Identifier: Apache-2.0
// Sockets without the structs and constants of <sys/socket.h>: those belong to several of the toolchain's modules, and
// which of them a clean build finds first is a matter of luck. All return -1 with `errno` when they fail.

#ifndef PORTOLAN_SOCKET_SHIMS_H
#define PORTOLAN_SOCKET_SHIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Where a socket is bound or connected; of a unix socket only the kind is told.
struct cshim_address {
    enum { CSHIM_UNIX, CSHIM_IPV4, CSHIM_IPV6 } kind;
    uint8_t bytes[16];
    uint16_t port;
};

/// Reads an IPv4 or IPv6 address in numbers; false when the text is none.
bool cshim_address_parse(const char *text, struct cshim_address *address);
/// Writes an address in numbers into 46 bytes.
void cshim_address_print(const struct cshim_address *address, char *text);

/// Reads the system's own form, a `sockaddr` of so many bytes; false when it is no address of IPv4 or IPv6.
bool cshim_address_read(const void *system, size_t size, struct cshim_address *address);

/// A stream socket that never blocks and is not inherited by other programs.
int cshim_socket(const struct cshim_address *address);
int cshim_bind(int descriptor, const struct cshim_address *address);
int cshim_connect(int descriptor, const struct cshim_address *address);
/// The same for a path, which must be shorter than 108 bytes.
int cshim_bind_unix(int descriptor, const char *path);
int cshim_connect_unix(int descriptor, const char *path);
/// The next connection, as a socket like those of `cshim_socket`.
int cshim_accept(int descriptor, struct cshim_address *peer);
int cshim_local_address(int descriptor, struct cshim_address *address);

int cshim_set_reuse_address(int descriptor);
int cshim_set_reuse_port(int descriptor);
int cshim_set_no_delay(int descriptor);
int cshim_set_ipv6_only(int descriptor);
int cshim_set_receive_buffer(int descriptor, int size);
/// Closing the socket then sends a reset.
int cshim_set_reset_on_close(int descriptor);

ssize_t cshim_receive(int descriptor, void *buffer, size_t count);
/// Sends without a signal; `has_more` lets the system wait for the rest of a packet.
ssize_t cshim_send(int descriptor, const void *buffer, size_t count, bool has_more);
int cshim_finish_sending(int descriptor);

#endif

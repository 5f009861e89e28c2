// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE
#include "SocketShims.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

union any_address {
    struct sockaddr plain;
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
    struct sockaddr_un local;
    struct sockaddr_storage storage;
};

static socklen_t to_system(const struct cshim_address *address, union any_address *system) {
    memset(system, 0, sizeof *system);
    if (address->kind == CSHIM_IPV6) {
        system->ipv6.sin6_family = AF_INET6;
        system->ipv6.sin6_port = htons(address->port);
        memcpy(&system->ipv6.sin6_addr, address->bytes, 16);
        return sizeof system->ipv6;
    }
    system->ipv4.sin_family = AF_INET;
    system->ipv4.sin_port = htons(address->port);
    memcpy(&system->ipv4.sin_addr, address->bytes, 4);
    return sizeof system->ipv4;
}

static void from_system(const union any_address *system, struct cshim_address *address) {
    memset(address, 0, sizeof *address);
    if (system->plain.sa_family == AF_INET6) {
        address->kind = CSHIM_IPV6;
        address->port = ntohs(system->ipv6.sin6_port);
        memcpy(address->bytes, &system->ipv6.sin6_addr, 16);
    } else if (system->plain.sa_family == AF_INET) {
        address->kind = CSHIM_IPV4;
        address->port = ntohs(system->ipv4.sin_port);
        memcpy(address->bytes, &system->ipv4.sin_addr, 4);
    } else {
        address->kind = CSHIM_UNIX;
    }
}

static socklen_t to_system_unix(const char *path, union any_address *system) {
    memset(system, 0, sizeof *system);
    system->local.sun_family = AF_UNIX;
    strncpy(system->local.sun_path, path, sizeof system->local.sun_path - 1);
    return sizeof system->local;
}

bool cshim_address_read(const void *system, size_t size, struct cshim_address *address) {
    union any_address any;
    memset(&any, 0, sizeof any);
    memcpy(&any, system, size < sizeof any ? size : sizeof any);
    from_system(&any, address);
    return address->kind != CSHIM_UNIX;
}

bool cshim_address_parse(const char *text, struct cshim_address *address) {
    memset(address, 0, sizeof *address);
    address->kind = CSHIM_IPV4;
    if (inet_pton(AF_INET, text, address->bytes) == 1) return true;
    address->kind = CSHIM_IPV6;
    return inet_pton(AF_INET6, text, address->bytes) == 1;
}

void cshim_address_print(const struct cshim_address *address, char *text) {
    text[0] = 0;
    if (address->kind != CSHIM_UNIX) {
        inet_ntop(address->kind == CSHIM_IPV6 ? AF_INET6 : AF_INET, address->bytes, text, INET6_ADDRSTRLEN);
    }
}

int cshim_socket(const struct cshim_address *address) {
    static const int families[] = {[CSHIM_UNIX] = AF_UNIX, [CSHIM_IPV4] = AF_INET, [CSHIM_IPV6] = AF_INET6};
    return socket(families[address->kind], SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int cshim_bind(int descriptor, const struct cshim_address *address) {
    union any_address system;
    socklen_t size = to_system(address, &system);
    return bind(descriptor, &system.plain, size);
}

int cshim_connect(int descriptor, const struct cshim_address *address) {
    union any_address system;
    socklen_t size = to_system(address, &system);
    return connect(descriptor, &system.plain, size);
}

int cshim_bind_unix(int descriptor, const char *path) {
    union any_address system;
    socklen_t size = to_system_unix(path, &system);
    return bind(descriptor, &system.plain, size);
}

int cshim_connect_unix(int descriptor, const char *path) {
    union any_address system;
    socklen_t size = to_system_unix(path, &system);
    return connect(descriptor, &system.plain, size);
}

int cshim_accept(int descriptor, struct cshim_address *peer) {
    union any_address system;
    socklen_t size = sizeof system;
    int accepted = accept4(descriptor, &system.plain, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted >= 0) from_system(&system, peer);
    return accepted;
}

int cshim_local_address(int descriptor, struct cshim_address *address) {
    union any_address system;
    socklen_t size = sizeof system;
    int result = getsockname(descriptor, &system.plain, &size);
    if (result == 0) from_system(&system, address);
    return result;
}

static int set(int descriptor, int level, int option, int value) {
    return setsockopt(descriptor, level, option, &value, sizeof value);
}

int cshim_set_reuse_address(int descriptor) { return set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1); }
int cshim_set_reuse_port(int descriptor) { return set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1); }
int cshim_set_no_delay(int descriptor) { return set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1); }
int cshim_set_ipv6_only(int descriptor) { return set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 1); }
int cshim_set_receive_buffer(int descriptor, int size) { return set(descriptor, SOL_SOCKET, SO_RCVBUF, size); }

int cshim_set_reset_on_close(int descriptor) {
    struct linger option = {.l_onoff = 1, .l_linger = 0};
    return setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, sizeof option);
}

ssize_t cshim_receive(int descriptor, void *buffer, size_t count) { return recv(descriptor, buffer, count, 0); }

ssize_t cshim_send(int descriptor, const void *buffer, size_t count, bool has_more) {
    return send(descriptor, buffer, count, MSG_NOSIGNAL | (has_more ? MSG_MORE : 0));
}

int cshim_finish_sending(int descriptor) { return shutdown(descriptor, SHUT_WR); }

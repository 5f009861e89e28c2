// SPDX-License-Identifier: Apache-2.0

#ifndef PORTOLAN_OPENSSL_SHIMS_H
#define PORTOLAN_OPENSSL_SHIMS_H

#include <openssl/ssl.h>

long cshim_ssl_ctx_set_min_proto_version(SSL_CTX *context, int version);

#endif

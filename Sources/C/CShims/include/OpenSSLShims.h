// SPDX-License-Identifier: Apache-2.0

#ifndef PORTOLAN_OPENSSL_SHIMS_H
#define PORTOLAN_OPENSSL_SHIMS_H

#include <openssl/ssl.h>

/// Options whose macros Swift does not import.
static const uint64_t CSHIM_SSL_OP_NO_RENEGOTIATION = SSL_OP_NO_RENEGOTIATION;
static const uint64_t CSHIM_SSL_OP_IGNORE_UNEXPECTED_EOF = SSL_OP_IGNORE_UNEXPECTED_EOF;
static const uint64_t CSHIM_SSL_OP_CIPHER_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;

/// Connections give back their buffers while nothing is on its way; the context is an `SSL_CTX`.
void cshim_ssl_ctx_release_buffers(void *context);
long cshim_ssl_ctx_set_min_proto_version(SSL_CTX *context, int version);

#endif

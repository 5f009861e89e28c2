// SPDX-License-Identifier: Apache-2.0

#include "OpenSSLShims.h"

long cshim_ssl_ctx_set_min_proto_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}

void cshim_ssl_ctx_release_buffers(void *context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

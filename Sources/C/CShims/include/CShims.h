// SPDX-License-Identifier: Apache-2.0
// What Swift cannot call in C: variadic functions and function-like macros. Wrappers only, no logic.

#ifndef PORTOLAN_CSHIMS_H
#define PORTOLAN_CSHIMS_H

#include "CurlShims.h"
#include "OpenSSLShims.h"
#include "SocketShims.h"

#endif

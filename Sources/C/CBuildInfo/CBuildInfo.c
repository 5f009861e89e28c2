// SPDX-License-Identifier: Apache-2.0

#include "CBuildInfo.h"

const char *cbuildinfo_commit(void) {
    return PORTOLAN_COMMIT;
}

// SPDX-License-Identifier: Apache-2.0
// What only the build knows.

#ifndef PORTOLAN_CBUILDINFO_H
#define PORTOLAN_CBUILDINFO_H

/// The commit that was built, or an empty string.
const char *cbuildinfo_commit(void);

#endif

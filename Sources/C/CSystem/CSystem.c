// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>

void csystem_wall_clock(int64_t *seconds, int32_t *nanoseconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *seconds = now.tv_sec;
    *nanoseconds = (int32_t)now.tv_nsec;
}

int csystem_file_identity(const char *path, int64_t *seconds, int64_t *nanoseconds, uint64_t *inode, int64_t *size) {
    struct stat status;
    if (stat(path, &status) != 0) return errno;
    *seconds = status.st_mtim.tv_sec;
    *nanoseconds = status.st_mtim.tv_nsec;
    *inode = status.st_ino;
    *size = status.st_size;
    return 0;
}

// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

int csystem_pipe(int *reading_end, int *writing_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    *reading_end = ends[0];
    *writing_end = ends[1];
    return 0;
}

int csystem_spawn_close_from(void *actions, int descriptor) {
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}

// A handler may do little, and write() is part of it (POSIX, 2.4.3); errno belongs to the code that was interrupted.
static volatile sig_atomic_t signal_descriptors[NSIG];

static void report_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds signals enough to wake its reader.
    ssize_t ignored = write(signal_descriptors[number], &byte, 1);
    (void)ignored;
    errno = saved;
}

int csystem_catch_signal(int number, int descriptor) {
    struct sigaction action = {.sa_handler = report_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (number <= 0 || number >= NSIG) return EINVAL;
    signal_descriptors[number] = descriptor;
    if (fcntl(descriptor, F_SETFL, O_NONBLOCK) != 0) return errno;
    return sigaction(number, &action, NULL) == 0 ? 0 : errno;
}

void csystem_release_blocks_from(int bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    // To set one ends the adjustment of both, and with the default of 128 KB heaps shrink and grow all the time.
    mallopt(M_TRIM_THRESHOLD, 4 * bytes);
}

void csystem_release_memory(void) { malloc_trim(0); }

// SPDX-License-Identifier: Apache-2.0
// System calls whose structs Swift cannot name reliably: `timespec` and its kin belong to several of the toolchain's
// modules, and which of them a clean build finds first is a matter of luck. Wrappers only, no logic.

#ifndef PORTOLAN_CSYSTEM_H
#define PORTOLAN_CSYSTEM_H

#include <stdint.h>

/// The time of day, counted from 1970 in UTC.
void csystem_wall_clock(int64_t *seconds, int32_t *nanoseconds);

/// When a file's content was last changed, and which file it is; zero, or the error number.
int csystem_file_identity(const char *path, int64_t *seconds, int64_t *nanoseconds, uint64_t *inode, int64_t *size);

/// A pipe whose ends no child process inherits, not even one that starts at this moment; zero, or the error number.
int csystem_pipe(int *reading_end, int *writing_end);

/// Has the child that `actions` (a `posix_spawn_file_actions_t`) describe close a descriptor and all above it.
int csystem_spawn_close_from(void *actions, int descriptor);

/// From now on the process does not die of a signal; its number is written to `descriptor` as a byte instead.
/// Whoever asked last for a signal hears it. Children start with the default behaviour. Zero, or the error number.
int csystem_catch_signal(int number, int descriptor);

/// From now on blocks of so many bytes and more are given back to the system as soon as they are free.
void csystem_release_blocks_from(int bytes);

/// Gives pages back to the system in which nothing is left.
void csystem_release_memory(void);

#endif

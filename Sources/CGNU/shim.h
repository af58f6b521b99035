// Functions of the C library that its headers show to programs in C with _GNU_SOURCE alone.

#pragma once
#include <spawn.h>
#include <sys/types.h>

/// Creates a file in memory, without a name; 1 (MFD_CLOEXEC) keeps children from inheriting it.
extern int memfd_create(const char *name, unsigned int flags);

/// Makes the child of posix_spawn begin in the folder `path`.
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);

/// Makes the child of posix_spawn close all its files from number `from` on.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// Works on what is written of a file from `offset` on; 2 (SYNC_FILE_RANGE_WRITE) begins to bring it to
/// the device and does not wait until it is there.
extern int sync_file_range(int file, off_t offset, off_t count, unsigned int flags);

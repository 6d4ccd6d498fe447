#ifndef ADEM_CSYSTEM_SHIM_H
#define ADEM_CSYSTEM_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif
#ifdef __GLIBC__
#include <sys/auxv.h>
#endif

// What a C library has, but does not show to a language that does not ask for its extensions.

#if defined(__linux__)
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
// Since glibc 2.34; elsewhere its address is null.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first)
    __attribute__((weak));
#endif

/// A pipe that no program which is started inherits. On macOS another thread may start one between the two steps:
/// POSIX_SPAWN_CLOEXEC_DEFAULT closes it there.
static inline int adem_private_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(ends[end], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

/// The program that is started works in a folder, and has no other open files than its three streams.
static inline int adem_spawn_confined(posix_spawn_file_actions_t *actions, const char *folder) {
#if defined(__linux__)
  if (posix_spawn_file_actions_addclosefrom_np) posix_spawn_file_actions_addclosefrom_np(actions, 3);
#endif
  return posix_spawn_file_actions_addchdir_np(actions, folder);
}

/// How many words the command line has, with the program's name; 0 where the C library does not say. Swift reads them from
/// /proc, which is not mounted everywhere.
int adem_argument_count(void);
char **adem_argument_words(void);

#if defined(__linux__)
/// The path of the program's file: where /proc is not mounted, the one that it was started by.
static inline const char *adem_program_path(void) {
  const char *path = "/proc/self/exe";
#ifdef __GLIBC__
  if (access(path, R_OK) != 0 && getauxval(AT_EXECFN)) return (const char *)getauxval(AT_EXECFN);
#endif
  return path;
}
#endif

/// Renames within one folder and fails with EEXIST rather than replace anything; ENOSYS where the system has no such call.
/// Here because Swift sees neither `renameat2`, which the C library hides, nor `syscall`, which is variadic.
static inline int adem_rename_exclusively(int folder, const char *from, const char *to) {
#if defined(__linux__) && defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u /* RENAME_NOREPLACE */);
#elif defined(__APPLE__)
  return renameatx_np(folder, from, folder, to, RENAME_EXCL);
#else
  (void)folder, (void)from, (void)to;
  errno = ENOSYS;
  return -1;
#endif
}

#endif

#ifndef ADEM_CSYSTEM_SHIM_H
#define ADEM_CSYSTEM_SHIM_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif

// What C has and Swift cannot call: a macro, and variadic functions.

static inline int adem_error(void) { return errno; }
static inline void adem_set_error(int error) { errno = error; }
static inline int adem_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int adem_openat(int folder, const char *path, int flags, mode_t mode) {
  return openat(folder, path, flags, mode);
}
static inline int adem_fcntl(int descriptor, int command, int argument) { return fcntl(descriptor, command, argument); }
static inline int adem_window_size(int descriptor, struct winsize *size) { return ioctl(descriptor, TIOCGWINSZ, size); }

// What a C library has, but does not show to a language that does not ask for its extensions.

#if defined(__linux__)
extern int pipe2(int ends[2], int flags);
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

/// Starts a program in a folder, as the leader of a process group of its own, with three streams and no other open file, and
/// with all signals as they are by default. Returns 0 or the number of an error.
int adem_spawn(pid_t *process, const char *path, char *const words[], char *const variables[], const char *folder,
               const int streams[3]);

/// Runs `work` on a detached thread with a stack of so many bytes. Returns 0 or the number of an error.
int adem_start_thread(size_t stack_bytes, void *(*work)(void *), void *argument);

/// Whether a signal is ignored.
bool adem_ignores_signal(int number);
void adem_ignore_signal(int number);

/// When a file was changed, in nanoseconds since 1970. Wraps for times in the far future; it is only compared.
int64_t adem_modified(const struct stat *status);

/// How many words the command line has, with the program's name; 0 where the C library does not say. Swift reads them from
/// /proc, which is not mounted everywhere.
int adem_argument_count(void);
char **adem_argument_words(void);

/// The path of the program's file; null where the system does not say. Where /proc is not mounted, it is the path that the
/// program was started by.
const char *adem_program_path(void);

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

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

// A macro and variadic functions, which Swift cannot call.

static inline int adem_error(void) { return errno; }
static inline void adem_set_error(int error) { errno = error; }
static inline int adem_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int adem_openat(int folder, const char *path, int flags, mode_t mode) {
  return openat(folder, path, flags, mode);
}
static inline int adem_fcntl(int descriptor, int command, int argument) { return fcntl(descriptor, command, argument); }
static inline int adem_window_size(int descriptor, struct winsize *size) { return ioctl(descriptor, TIOCGWINSZ, size); }

// A function that the C library declares only for programs that request its extensions.

#if defined(__linux__)
extern int pipe2(int ends[2], int flags);
#endif

/// Creates a pipe that started programs do not inherit. On macOS another thread may start a program between the two
/// steps: there POSIX_SPAWN_CLOEXEC_DEFAULT closes it in the new program. Returns 0, or -1 and sets errno.
static inline int adem_private_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(ends[end], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

/// Starts a program in a folder, as the leader of its own process group, with three streams and no other open file, and
/// with default signal handling. Returns 0 or an error number.
int adem_spawn(pid_t *process, const char *path, char *const words[], char *const variables[], const char *folder,
               const int streams[3]);

/// Runs `work` on a detached thread with a stack of `stack_bytes` bytes. Returns 0 or an error number.
int adem_start_thread(size_t stack_bytes, void *(*work)(void *), void *argument);

/// Asks the system to write a file to the disk, without waiting for that. A system that cannot do so is skipped.
static inline void adem_begin_writing(int descriptor) {
#if defined(__linux__) && defined(SYS_sync_file_range)
  syscall(SYS_sync_file_range, descriptor, (int64_t)0, (int64_t)0, 2u /* SYNC_FILE_RANGE_WRITE */);
#else
  (void)descriptor;
#endif
}

/// Waits until what a file has in memory is on its way to the disk. Returns 0; or -1 and sets errno, also if an earlier
/// write of the file to the disk has failed.
static inline int adem_finish_writing(int descriptor) {
#if defined(__linux__) && defined(SYS_sync_file_range)
  return (int)syscall(SYS_sync_file_range, descriptor, (int64_t)0, (int64_t)0, 1u /* SYNC_FILE_RANGE_WAIT_BEFORE */);
#else
  return fsync(descriptor);
#endif
}

/// Syncs the whole file system of an open folder. Returns 0; or -1 if the call failed, the system has none, or the file
/// system needs an fsync of each file: one over a network, or of another program.
int adem_sync_file_system(int folder);

/// Whether a signal is ignored.
bool adem_ignores_signal(int number);
/// Makes this process ignore a signal.
void adem_ignore_signal(int number);

/// Returns the modification time of a file in nanoseconds since 1970. It wraps for times in the far future; it is only
/// compared.
int64_t adem_modified(const struct stat *status);

/// Returns the number of command-line arguments, including the program name; 0 if the C library does not provide it.
/// Swift reads the arguments from /proc, which is not mounted everywhere.
int adem_argument_count(void);
/// Returns the command-line arguments; null if the C library does not provide them.
char **adem_argument_words(void);

/// Returns the path of the program file; null if the system does not report it. If /proc is not mounted, it is the path
/// with which the program was started. The text belongs to the system and must not be freed.
const char *adem_program_path(void);

/// Copies the build ID of this program into `room`, which has `size` bytes: a hash of all that was linked, which the linker
/// stores in an ELF file. Returns its length, or 0 if there is none, as on macOS.
size_t adem_build_id(uint8_t *room, size_t size);

/// Renames a file within one folder and never replaces another. Returns 0, or -1 and sets errno: EEXIST if the name is
/// taken, ENOSYS if the system has no such call. Swift can call neither `renameat2`, which the C library hides, nor
/// `syscall`, which is variadic.
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

// Lets calls of the command fail, as a failing disk does; the tests preload it. libfiu fails the calls that it knows, and
// asks here when; it knows nothing of the calls relative to a folder, which are wrapped below.
//
//   FAIL=posix/io/rw/pwrite   the point of failure, with '*' for all whose names begin alike
//   FAIL_AT=3                 the third such call; 0 for none
//   FAIL_ON=1                 all calls from there on, and not only that one
//   FAIL_WITH=5               the number of the error, as in errno.h; 0 kills the process right before the call
//   FAIL_COUNT=file           where the number of calls is written at the end

#define _GNU_SOURCE
#define FIU_ENABLE 1
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fiu-control.h>
#include <fiu.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long first;
static int goes_on;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static int decide(const char *name, int *failnum, void **failinfo, unsigned int *flags) {
  (void)name, (void)failnum, (void)failinfo, (void)flags;
  long call = atomic_fetch_add(&calls, 1) + 1;
  int fails = first > 0 && (goes_on ? call >= first : call == first);
  if (fails && number("FAIL_WITH") == 0) raise(SIGKILL);
  return fails;
}

__attribute__((constructor)) static void arm(void) {
  const char *point = getenv("FAIL");
  if (!point) return;
  first = number("FAIL_AT");
  goes_on = number("FAIL_ON") != 0;
  fiu_init(0);
  fiu_enable_external(point, 1, (void *)(intptr_t)number("FAIL_WITH"), 0, decide);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("FAIL_COUNT");
  if (!path) return;
  fiu_disable(getenv("FAIL"));
  FILE *file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld", atomic_load(&calls));
  fclose(file);
}

#define FAILS(point) \
  if (fiu_fail(point)) { \
    errno = (int)(intptr_t)fiu_failinfo(); \
    return -1; \
  }
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int openat(int folder, const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAILS("adem/openat")
  return NEXT(openat)(folder, path, flags, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  FAILS("adem/name/rename")
  return NEXT(renameat)(from_folder, from, to_folder, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  FAILS("adem/name/link")
  return NEXT(linkat)(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *path, int flags) {
  FAILS("adem/unlink")
  return NEXT(unlinkat)(folder, path, flags);
}

// The program reads its own file in a hundred equal parts, so that only the first of them counts.
static int is_more_of_program(int file, off_t offset) {
  struct stat read, program;
  return offset > 0 && fstat(file, &read) == 0 && stat("/proc/self/exe", &program) == 0 &&
         read.st_dev == program.st_dev && read.st_ino == program.st_ino;
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  if (!is_more_of_program(file, offset)) FAILS("adem/read")
  return NEXT(pread)(file, bytes, count, offset);
}

// Both names are in use, and lead to the same call.
ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  if (!is_more_of_program(file, offset)) FAILS("adem/read")
  return NEXT(pread64)(file, bytes, count, offset);
}

int flock(int file, int operation) {
  FAILS("adem/flock")
  return NEXT(flock)(file, operation);
}

// The command makes these calls in no other way.
long syscall(long which, ...) {
  va_list rest;
  va_start(rest, which);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
  va_end(rest);
  if (which == SYS_renameat2) FAILS("adem/name/rename-exclusively")
  if (which == SYS_syncfs) FAILS("adem/sync-file-system")
  if (which == SYS_sync_file_range && a[3] == 1 /* SYNC_FILE_RANGE_WAIT_BEFORE */) FAILS("adem/finish-writing")
  return NEXT(syscall)(which, a[0], a[1], a[2], a[3], a[4], a[5]);
}

#ifndef ADEM_CSNDFILE_SHIM_H
#define ADEM_CSNDFILE_SHIM_H

#include <errno.h>
#include <sndfile.h>
#include <stdio.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
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

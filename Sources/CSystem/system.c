#define _GNU_SOURCE
#include "shim.h"

#ifdef __GLIBC__
#include <sys/auxv.h>
#endif
#if defined(__linux__)
#include <elf.h>
#include <link.h>
#include <sys/vfs.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#if defined(__linux__)
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
// Available since glibc 2.34; otherwise the weak symbol is null.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first)
    __attribute__((weak));
#endif

int adem_spawn(pid_t *process, const char *path, char *const words[], char *const variables[], const char *folder,
               const int streams[3]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (int stream = 0; stream < 3; stream++) posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
#if defined(__linux__)
  if (posix_spawn_file_actions_addclosefrom_np) posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#elif defined(__APPLE__)
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  posix_spawn_file_actions_addchdir_np(&actions, folder);

  static const int defaults[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGPIPE,
                                 SIGCHLD, SIGALRM, SIGUSR1, SIGUSR2, SIGXFSZ};
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) sigaddset(&signals, defaults[i]);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, flags);

  int code = posix_spawn(process, path, &actions, &attributes, words, variables);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

int adem_start_thread(size_t stack_bytes, void *(*work)(void *), void *argument) {
  pthread_t thread;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  int code = pthread_create(&thread, &attributes, work, argument);
  pthread_attr_destroy(&attributes);
  return code;
}

bool adem_ignores_signal(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void adem_ignore_signal(int number) { signal(number, SIG_IGN); }

int64_t adem_modified(const struct stat *status) {
#ifdef __APPLE__
  struct timespec time = status->st_mtimespec;
#else
  struct timespec time = status->st_mtim;
#endif
  return (int64_t)((uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec);
}

const char *adem_program_path(void) {
#ifdef __APPLE__
  static char path[4096];
  uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? path : NULL;
#else
  const char *path = "/proc/self/exe";
#ifdef __GLIBC__
  if (access(path, R_OK) != 0 && getauxval(AT_EXECFN)) return (const char *)getauxval(AT_EXECFN);
#endif
  return path;
#endif
}

#if defined(__linux__)
struct found_build_id {
  uint8_t *room;
  size_t size, length;
};

// Reads the notes of the first object, which is the program itself.
static int read_build_id(struct dl_phdr_info *info, size_t size, void *context) {
  struct found_build_id *found = context;
  for (int index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *header = &info->dlpi_phdr[index];
    if (header->p_type != PT_NOTE) continue;
    const uint8_t *note = (const uint8_t *)(info->dlpi_addr + header->p_vaddr), *end = note + header->p_memsz;
    while (note + sizeof(ElfW(Nhdr)) <= end) {
      const ElfW(Nhdr) *head = (const void *)note;
      const uint8_t *name = note + sizeof *head, *content = name + (head->n_namesz + 3) / 4 * 4;
      if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4 && memcmp(name, "GNU", 4) == 0 &&
          head->n_descsz <= found->size && content + head->n_descsz <= end) {
        memcpy(found->room, content, head->n_descsz);
        found->length = head->n_descsz;
        return 1;
      }
      note = content + (head->n_descsz + 3) / 4 * 4;
    }
  }
  return 1;
}

size_t adem_build_id(uint8_t *room, size_t size) {
  struct found_build_id found = {room, size, 0};
  dl_iterate_phdr(read_build_id, &found);
  return found.length;
}
#else
size_t adem_build_id(uint8_t *room, size_t size) { return 0; }
#endif

static int count = 0;
static char **words = 0;

#ifdef __GLIBC__
// Keeps the command-line arguments. glibc passes them to constructors; other C libraries do not.
__attribute__((constructor)) static void keep_arguments(int argument_count, char **argument_words) {
  count = argument_count;
  words = argument_words;
}
#endif

int adem_argument_count(void) { return count; }

char **adem_argument_words(void) { return words; }

int adem_sync_file_system(int folder) {
#if defined(__linux__) && defined(SYS_syncfs)
  struct statfs status;
  if (fstatfs(folder, &status) != 0) return -1;
  switch ((uint32_t)status.f_type) {
    case 0x0000EF53: // ext2, ext3, ext4
    case 0x58465342: // XFS
    case 0x9123683E: // Btrfs
      return (int)syscall(SYS_syncfs, folder);
  }
#endif
  (void)folder;
  return -1;
}

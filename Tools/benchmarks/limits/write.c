// The limit: the bytes of a track, out of one process, with what Adem does besides: fsync, rename, fsync of the folder.
//   write BYTES FILE
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { block_size = 1 << 20 };

static void require(int holds, const char *what) {
  if (!holds) {
    perror(what);
    exit(1);
  }
}

int main(int count, char **arguments) {
  require(count == 3, "write BYTES FILE");
  long long left = atoll(arguments[1]);
  char part[4096], folder[4096];
  snprintf(part, sizeof part, "%s.part", arguments[2]);
  snprintf(folder, sizeof folder, "%s", arguments[2]);
  unsigned char *block = malloc(block_size);
  // Not zeros: some systems keep those in no room.
  for (int i = 0; i < block_size; i++) block[i] = (unsigned char)(i * 2654435761u >> 16);
  int file = open(part, O_WRONLY | O_CREAT | O_EXCL, 0644);
  require(file >= 0, part);
  while (left > 0) {
    ssize_t written = write(file, block, left < block_size ? left : block_size);
    require(written > 0, "write");
    left -= written;
  }
  require(fsync(file) == 0 && close(file) == 0, "fsync");
  require(rename(part, arguments[2]) == 0, "rename");
  int place = open(dirname(folder), O_RDONLY | O_DIRECTORY);
  require(place >= 0 && fsync(place) == 0, "fsync of the folder");
  return 0;
}

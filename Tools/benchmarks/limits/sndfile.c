// libsndfile writing samples that are ready.
//   sndfile write FRAMES RATE CHANNELS BITS FILE   blocks of 16,384 frames, then fsync
//   sndfile encode WAV FILE                        from memory; prints the seconds that encoding takes, without reading
#include <fcntl.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { block_frames = 16384, set_bitrate_mode = 0x1305 };

static void require(int holds, const char *what) {
  if (!holds) {
    fprintf(stderr, "sndfile: %s: %s\n", what, sf_strerror(NULL));
    exit(1);
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void sync_file(const char *path) {
  int file = open(path, O_RDONLY);
  require(file >= 0 && fsync(file) == 0, "fsync");
  close(file);
}

static int write_blocks(long long frames, int rate, int channels, int bits, const char *path) {
  int wide = bits == 24;
  // As Adem does, RF64 only where a WAV is too small.
  int kind = frames * channels * (bits / 8) > 0xFFFF0000LL ? SF_FORMAT_RF64 : SF_FORMAT_WAV;
  SF_INFO info = {.samplerate = rate, .channels = channels, .format = kind | (wide ? SF_FORMAT_PCM_24 : SF_FORMAT_PCM_16)};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  require(file != NULL, path);
  int *samples = malloc(sizeof(int) * block_frames * channels);
  short *halves = (short *)samples;
  for (int i = 0; i < block_frames * channels; i++) {
    unsigned value = i * 2654435761u;
    if (wide) samples[i] = (int)value;
    else halves[i] = (short)(value >> 16);
  }
  for (long long left = frames; left > 0;) {
    sf_count_t length = left < block_frames ? left : block_frames;
    sf_count_t written = wide ? sf_writef_int(file, samples, length) : sf_writef_short(file, halves, length);
    require(written == length, "write");
    left -= length;
  }
  require(sf_close(file) == 0, "close");
  sync_file(path);
  return 0;
}

static int encode(const char *source, const char *path) {
  SF_INFO info = {0};
  SNDFILE *input = sf_open(source, SFM_READ, &info);
  require(input != NULL, source);
  // Opening a file to write sets info.frames to 0.
  sf_count_t frames = info.frames, count = frames * info.channels;
  int is_flac = strstr(path, ".flac") != NULL;
  short *whole = malloc(sizeof(short) * count);
  float *parts = malloc(sizeof(float) * count);
  require(is_flac ? sf_read_short(input, whole, count) == count : sf_read_float(input, parts, count) == count, "read");
  sf_close(input);

  double start = now();
  info.format = is_flac                    ? SF_FORMAT_FLAC | SF_FORMAT_PCM_16
                : strstr(path, ".ogg")     ? SF_FORMAT_OGG | SF_FORMAT_VORBIS
                                           : SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III;
  SNDFILE *output = sf_open(path, SFM_WRITE, &info);
  require(output != NULL, path);
  // The qualities of Adem: Vorbis 5, MP3 at a steady 128 kbit/s.
  if (strstr(path, ".ogg")) {
    double quality = 0.5;
    sf_command(output, SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof quality);
  } else if (!is_flac) {
    int constant = 0;
    double level = (320 - 128.1) / (320 - 32);
    sf_command(output, set_bitrate_mode, &constant, sizeof constant);
    sf_command(output, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
  }
  for (sf_count_t at = 0; at < frames;) {
    sf_count_t length = frames - at < 4096 ? frames - at : 4096;
    sf_count_t written = is_flac ? sf_writef_short(output, whole + at * info.channels, length)
                                 : sf_writef_float(output, parts + at * info.channels, length);
    require(written == length, "write");
    at += length;
  }
  require(sf_close(output) == 0, "close");
  sync_file(path);
  printf("%.6f\n", now() - start);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 7 && strcmp(arguments[1], "write") == 0) {
    return write_blocks(
        atoll(arguments[2]), atoi(arguments[3]), atoi(arguments[4]), atoi(arguments[5]), arguments[6]);
  }
  if (count == 4 && strcmp(arguments[1], "encode") == 0) return encode(arguments[2], arguments[3]);
  fputs("usage: sndfile write FRAMES RATE CHANNELS BITS FILE | sndfile encode WAV FILE\n", stderr);
  return 64;
}

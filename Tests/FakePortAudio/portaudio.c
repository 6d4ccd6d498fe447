// A sound device for tests: the part of PortAudio that 'adem play' calls, with a device that writes what it hears to a
// file.
//
// FAKE_AUDIO chooses a fault: "no-device", "refuses", "stops" (after a tenth of a second of sound), "crashes"
// (likewise), or "stereo" for a device that refuses one channel. FAKE_AUDIO_FILE receives the samples as 32-bit floats.

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  int device, channels;
  unsigned long format;
  double latency;
  void *host;
} Parameters;
typedef struct {
  double input, now, output;
} Times;
typedef struct {
  int version;
  const char *name;
  int api, inputs, outputs;
  double low_input, low_output, high_input, high_output, rate;
} Device;
typedef struct {
  int version;
  double input, output, rate;
} Info;
typedef int Callback(const void *, void *, unsigned long, const Times *, unsigned long, void *);

enum { block = 512, speed = 4 };

static Callback *callback;
static void *user;
static double rate;
static int channels;
static _Atomic long frames;
static _Atomic int is_running;
static pthread_t thread;

static int fails(const char *fault) {
  const char *wanted = getenv("FAKE_AUDIO");
  return wanted && strcmp(wanted, fault) == 0;
}

static void *run(void *unused) {
  (void)unused;
  const char *path = getenv("FAKE_AUDIO_FILE");
  FILE *file = path ? fopen(path, "wb") : NULL;
  float samples[2 * block];
  long heard = 0;
  while (atomic_load(&is_running)) {
    const double now = (double)atomic_load(&frames) / rate;
    // Samples that are requested now are heard one block later.
    const Times times = {0, now, now + block / rate};
    callback(NULL, samples, block, &times, 0, user);
    for (int i = 0; i < block; i++) heard += samples[i * channels] != 0;
    if (file) fwrite(samples, sizeof(float), (size_t)(block * channels), file);
    if (heard > rate / 10 && fails("stops")) break;
    if (heard > rate / 10 && fails("crashes")) raise(SIGSEGV);
    usleep((useconds_t)(1e6 * block / rate / speed));
    atomic_fetch_add(&frames, block);
  }
  if (file) fclose(file);
  atomic_store(&is_running, 0);
  return NULL;
}

int Pa_Initialize(void) {
  fprintf(stderr, "ALSA lib: noise of a driver\n");
  return 0;
}
int Pa_Terminate(void) { return 0; }
const char *Pa_GetErrorText(int code) { return code == -9997 ? "Invalid sample rate" : "Invalid number of channels"; }
int Pa_GetDefaultOutputDevice(void) { return fails("no-device") ? -1 : 0; }

const Device *Pa_GetDeviceInfo(int device) {
  (void)device;
  static const Device info = {2, "fake", 0, 0, 2, 0, 0.01, 0, 0.02, 44100};
  return &info;
}

int Pa_OpenStream(void **stream, const Parameters *input, const Parameters *output, double wanted, unsigned long size,
                  unsigned long flags, Callback *function, void *data) {
  (void)input, (void)size, (void)flags;
  if (fails("refuses")) return -9997;
  if (fails("stereo") && output->channels != 2) return -9998;
  callback = function;
  user = data;
  rate = wanted;
  channels = output->channels;
  *stream = &callback;
  return 0;
}

int Pa_StartStream(void *stream) {
  (void)stream;
  atomic_store(&is_running, 1);
  return pthread_create(&thread, NULL, run, NULL);
}

int Pa_AbortStream(void *stream) {
  (void)stream;
  atomic_store(&is_running, 0);
  return pthread_join(thread, NULL);
}

int Pa_CloseStream(void *stream) {
  (void)stream;
  return 0;
}

int Pa_IsStreamActive(void *stream) {
  (void)stream;
  return atomic_load(&is_running);
}

double Pa_GetStreamTime(void *stream) {
  (void)stream;
  return (double)atomic_load(&frames) / rate;
}

const Info *Pa_GetStreamInfo(void *stream) {
  (void)stream;
  static Info info = {1, 0, 0, 0};
  info.rate = rate;
  return &info;
}

#include "CPlayback.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Declarations of PortAudio 19, whose binary interface is stable, so that its headers are not needed.

typedef struct {
  int device;
  int channel_count;
  unsigned long sample_format;
  double suggested_latency;
  void *host_specific;
} pa_parameters;

typedef struct {
  double input_adc_time, current_time, output_dac_time;
} pa_times;

typedef struct {
  int struct_version;
  const char *name;
  int host_api, max_input_channels, max_output_channels;
  double low_input_latency, low_output_latency, high_input_latency, high_output_latency;
  double default_rate;
} pa_device;

typedef struct {
  int struct_version;
  double input_latency, output_latency, rate;
} pa_stream_info;

typedef int pa_callback(const void *, void *, unsigned long, const pa_times *, unsigned long, void *);

enum { pa_no_error = 0, pa_float32 = 1, pa_continue = 0 };

struct portaudio {
  int (*initialize)(void);
  int (*terminate)(void);
  const char *(*error_text)(int);
  int (*default_output)(void);
  const pa_device *(*device_info)(int);
  int (*open)(void **, const pa_parameters *, const pa_parameters *, double, unsigned long, unsigned long,
              pa_callback *, void *);
  int (*start)(void *);
  int (*abort)(void *);
  int (*close)(void *);
  int (*is_active)(void *);
  double (*time)(void *);
  const pa_stream_info *(*info)(void *);
};

/// The ring buffer: 2^18 frames are 5.4 s at 48 kHz.
#define RING_FRAMES ((uint64_t)1 << 18)

struct adem_audio {
  struct portaudio library;
  void *stream;
  int channels;
  double rate, latency;
  float gain_step;
  float *ring;
  /// Frames since the beginning: written by the program, read by the device, and the index below which all is
  /// discarded.
  _Atomic uint64_t written, read, discarded;
  _Atomic bool is_paused;
  _Atomic uint64_t requests;
  /// Only the audio thread uses them: the gain of the fades, and whether the latest block ended with silence.
  float gain;
  bool was_silent;
  /// A frame and its time, the first frame after the latest silence, and the end of the frames that were read. The
  /// version is odd during a write.
  _Atomic uint64_t version;
  _Atomic uint64_t anchor_frame, anchor_begin, anchor_end;
  _Atomic double anchor_time;
};

static int fill(const void *input, void *output, unsigned long frames, const pa_times *times, unsigned long flags,
                void *user) {
  (void)input, (void)flags;
  adem_audio *audio = user;
  const int channels = audio->channels;
  float *samples = output;
  uint64_t read = atomic_load_explicit(&audio->read, memory_order_relaxed);
  const uint64_t written = atomic_load_explicit(&audio->written, memory_order_acquire);
  const uint64_t discarded = atomic_load_explicit(&audio->discarded, memory_order_acquire);
  const bool is_paused = atomic_load_explicit(&audio->is_paused, memory_order_relaxed);
  double time = times ? times->output_dac_time : 0;
  // Some drivers do not report when a block is heard.
  if (time <= 0) time = audio->library.time(audio->stream) + audio->latency;

  uint64_t first = read;
  bool is_continued = !audio->was_silent;
  for (unsigned long i = 0; i < frames; i++) {
    const float target = is_paused || discarded > read ? 0 : 1;
    if (audio->gain < target) audio->gain = fminf(target, audio->gain + audio->gain_step);
    if (audio->gain > target) audio->gain = fmaxf(target, audio->gain - audio->gain_step);
    if (discarded > read && (audio->gain == 0 || read == written)) {
      first = read = discarded;
      is_continued = false;
      time += (double)i / audio->rate;
    }
    audio->was_silent = read == written || audio->gain == 0;
    if (audio->was_silent) {
      memset(samples, 0, sizeof *samples * (size_t)channels);
    } else {
      const float *frame = audio->ring + (read % RING_FRAMES) * (uint64_t)channels;
      for (int channel = 0; channel < channels; channel++) {
        samples[channel] = fmaxf(-1, fminf(1, frame[channel] * audio->gain));
      }
      read++;
    }
    samples += channels;
  }

  // A block of silence leaves the frame that is heard where it was.
  if (read != first || discarded == first) {
    const uint64_t version = atomic_load_explicit(&audio->version, memory_order_relaxed);
    atomic_store(&audio->version, version + 1);
    atomic_store(&audio->anchor_frame, first);
    atomic_store(&audio->anchor_time, time);
    if (!is_continued) atomic_store(&audio->anchor_begin, first);
    atomic_store(&audio->anchor_end, read);
    atomic_store(&audio->version, version + 2);
  }
  atomic_store_explicit(&audio->read, read, memory_order_release);
  atomic_fetch_add(&audio->requests, 1);
  return pa_continue;
}

double adem_audio_heard(adem_audio *audio) {
  uint64_t before, frame, begin, end;
  double time;
  do {
    before = atomic_load(&audio->version);
    frame = atomic_load(&audio->anchor_frame);
    time = atomic_load(&audio->anchor_time);
    begin = atomic_load(&audio->anchor_begin);
    end = atomic_load(&audio->anchor_end);
  } while (before % 2 != 0 || before != atomic_load(&audio->version));
  if (before == 0) return 0;
  const double heard = (double)frame + (audio->library.time(audio->stream) - time) * audio->rate;
  return heard < (double)begin ? (double)begin : heard > (double)end ? (double)end : heard;
}

size_t adem_audio_room(const adem_audio *audio) {
  return (size_t)(RING_FRAMES - (atomic_load(&audio->written) - atomic_load(&audio->read)));
}

size_t adem_audio_write(adem_audio *audio, const float *samples, size_t frames) {
  const uint64_t written = atomic_load(&audio->written);
  const size_t room = adem_audio_room(audio);
  if (frames > room) frames = room;
  const size_t channels = (size_t)audio->channels;
  for (size_t i = 0; i < frames; i++) {
    memcpy(audio->ring + ((written + i) % RING_FRAMES) * channels, samples + i * channels, sizeof(float) * channels);
  }
  atomic_store_explicit(&audio->written, written + frames, memory_order_release);
  return frames;
}

uint64_t adem_audio_written(const adem_audio *audio) { return atomic_load(&audio->written); }

void adem_audio_pause(adem_audio *audio, bool is_paused) { atomic_store(&audio->is_paused, is_paused); }

void adem_audio_discard(adem_audio *audio) { atomic_store(&audio->discarded, atomic_load(&audio->written)); }

uint64_t adem_audio_requests(const adem_audio *audio) { return atomic_load(&audio->requests); }

bool adem_audio_is_active(adem_audio *audio) { return audio->library.is_active(audio->stream) == 1; }

// MARK: Opening

static bool load(const char *path, struct portaudio *library) {
#ifdef __APPLE__
  static const char *const usual[] = {"libportaudio.2.dylib", "/opt/homebrew/lib/libportaudio.2.dylib",
                                      "/usr/local/lib/libportaudio.2.dylib"};
#else
  static const char *const usual[] = {"libportaudio.so.2"};
#endif
  void *handle = NULL;
  if (path) {
    handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  } else {
    for (size_t i = 0; !handle && i < sizeof usual / sizeof *usual; i++) {
      handle = dlopen(usual[i], RTLD_NOW | RTLD_LOCAL);
    }
  }
  if (!handle) return false;
  struct {
    const char *name;
    void **place;
  } symbols[] = {
      {"Pa_Initialize", (void **)&library->initialize},
      {"Pa_Terminate", (void **)&library->terminate},
      {"Pa_GetErrorText", (void **)&library->error_text},
      {"Pa_GetDefaultOutputDevice", (void **)&library->default_output},
      {"Pa_GetDeviceInfo", (void **)&library->device_info},
      {"Pa_OpenStream", (void **)&library->open},
      {"Pa_StartStream", (void **)&library->start},
      {"Pa_AbortStream", (void **)&library->abort},
      {"Pa_CloseStream", (void **)&library->close},
      {"Pa_IsStreamActive", (void **)&library->is_active},
      {"Pa_GetStreamTime", (void **)&library->time},
      {"Pa_GetStreamInfo", (void **)&library->info},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(handle, symbols[i].name);
    if (!*symbols[i].place) return false;
  }
  return true;
}

/// Opens the stream at one of the rates and with one of the numbers of channels that the device may accept.
static int open_stream(adem_audio *audio, int device, const pa_device *info, int *rate, int *channels) {
  const int rates[] = {*rate, (int)info->default_rate};
  const int counts[] = {*channels, 2};
  int code = pa_no_error;
  for (int i = 0; i < 2; i++) {
    for (int j = 0; j < 2; j++) {
      if (rates[i] <= 0 || counts[j] > info->max_output_channels) continue;
      const pa_parameters parameters = {device, counts[j], pa_float32, info->high_output_latency, NULL};
      audio->rate = rates[i];
      audio->channels = counts[j];
      code = audio->library.open(&audio->stream, NULL, &parameters, rates[i], 0, 0, fill, audio);
      if (code == pa_no_error && audio->stream) {
        *rate = rates[i];
        *channels = counts[j];
        return pa_no_error;
      }
    }
  }
  return code == pa_no_error ? -1 : code;
}

/// Points the standard error at nothing while drivers write to it. Returns the descriptor to restore.
static int silence(void) {
  const int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (saved >= 0 && nothing >= 0) dup2(nothing, STDERR_FILENO);
  if (nothing >= 0) close(nothing);
  return saved;
}

static void speak_again(int saved) {
  if (saved < 0) return;
  dup2(saved, STDERR_FILENO);
  close(saved);
}

adem_audio_result adem_audio_open(const char *path, int *rate, int *channels, adem_audio **result, char *message,
                                  size_t message_size) {
  adem_audio *audio = calloc(1, sizeof *audio);
  if (!audio) return adem_audio_refused;
  if (!load(path, &audio->library)) {
    free(audio);
    return adem_audio_no_library;
  }
  const struct portaudio *library = &audio->library;
  const int saved = silence();
  int code = library->initialize();
  if (code != pa_no_error) {
    speak_again(saved);
    snprintf(message, message_size, "%s", library->error_text(code));
    free(audio);
    return adem_audio_refused;
  }
  const int device = library->default_output();
  const pa_device *info = device < 0 ? NULL : library->device_info(device);
  if (!info || info->max_output_channels < 1) {
    library->terminate();
    speak_again(saved);
    free(audio);
    return adem_audio_no_device;
  }
  code = open_stream(audio, device, info, rate, channels);
  if (code == pa_no_error) {
    audio->gain = 1;
    audio->gain_step = (float)(1 / (0.010 * audio->rate));
    audio->ring = calloc((size_t)RING_FRAMES * (size_t)audio->channels, sizeof(float));
    const pa_stream_info *stream = library->info(audio->stream);
    audio->latency = stream ? stream->output_latency : 0;
    code = audio->ring ? library->start(audio->stream) : -1;
    if (code != pa_no_error) library->close(audio->stream);
  }
  if (code != pa_no_error) {
    snprintf(message, message_size, "%s", library->error_text(code));
    library->terminate();
    speak_again(saved);
    free(audio->ring);
    free(audio);
    return adem_audio_refused;
  }
  speak_again(saved);
  *result = audio;
  return adem_audio_opened;
}

void adem_audio_close(adem_audio *audio) {
  const int saved = silence();
  audio->library.abort(audio->stream);
  audio->library.close(audio->stream);
  audio->library.terminate();
  speak_again(saved);
  free(audio->ring);
  free(audio);
}

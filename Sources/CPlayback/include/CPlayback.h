#ifndef ADEM_CPLAYBACK_H
#define ADEM_CPLAYBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Sound output through PortAudio, which is loaded at run time. Nothing here allocates or locks on the audio thread.

/// An open sound device with a ring buffer of interleaved samples.
typedef struct adem_audio adem_audio;

/// Reason why no device could be opened.
typedef enum {
  adem_audio_opened = 0,
  /// The library PortAudio is not installed.
  adem_audio_no_library,
  /// The library finds no device for output.
  adem_audio_no_device,
  /// The library or the device refuses.
  adem_audio_refused,
} adem_audio_result;

/// Opens the default output device, and starts it. It plays silence until samples are written.
///
/// `library` is the path of PortAudio; null for the usual names. `rate` and `channels` are the wanted values, and then
/// those of the device: a device that refuses them gets its own usual rate, or two channels. `message` receives the
/// words of the library if it refuses.
adem_audio_result adem_audio_open(const char *library, int *rate, int *channels, adem_audio **audio, char *message,
                                  size_t message_size);

/// Appends frames to the ring buffer. Returns how many there was room for. Only one thread may write.
size_t adem_audio_write(adem_audio *audio, const float *samples, size_t frames);

/// Number of frames that can be written.
size_t adem_audio_room(const adem_audio *audio);

/// Number of frames that were written since the device was opened, including discarded ones.
uint64_t adem_audio_written(const adem_audio *audio);

/// Index of the frame that is heard at this moment, counted like `adem_audio_written`. It is computed from the clock of
/// the device.
double adem_audio_heard(adem_audio *audio);

/// Fades the sound out or in within 10 ms, and stops or continues at the same frame.
void adem_audio_pause(adem_audio *audio, bool is_paused);

/// Discards all frames that were written and not heard yet, after a fade of 10 ms.
void adem_audio_discard(adem_audio *audio);

/// Number of blocks that the device has asked for. A device that no longer asks has failed.
uint64_t adem_audio_requests(const adem_audio *audio);

/// Whether the device runs, as far as the library knows.
bool adem_audio_is_active(adem_audio *audio);

/// Stops and closes the device.
void adem_audio_close(adem_audio *audio);

// A terminal that is read key by key and drawn as a whole.

/// Switches a terminal to single keys without echo, and writes `enter`. When the program ends by a fault of its own,
/// such as an invalid memory access, the terminal is restored first. Returns 0, or -1 and sets errno.
///
/// `input` is the descriptor for keys; -1 for none. `leave` is written when the terminal is restored.
int adem_terminal_enter(int input, int output, const char *enter, const char *leave);

/// Restores the terminal. It does nothing if that has been done, and may be called from any thread and from a signal
/// handler.
void adem_terminal_leave(void);

/// Whether the process was stopped and continued since the last call, so that the terminal must be set up again.
bool adem_terminal_was_continued(void);

#endif

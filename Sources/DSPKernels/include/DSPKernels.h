#ifndef ADEM_CLANES_H
#define ADEM_CLANES_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Frames in a frame block, which is computed at once from values that are exact at its first frame.
enum { kernelBlockFrames = 32 };

/// Partials of a tone at most.
enum { kernelPartials = 6 };

/// A tone that glides from one pitch to another, by equal intervals in equal times, and then stays on the last one.
///
/// With y = octaves · frame / landing, its phase until the landing is first · frame · (2^y − 1) / (y · ln 2) turns.
struct GlideParameters {
  /// First pitch, in turns per frame.
  double first;
  /// Distance to the last pitch in octaves, at most 20 in either direction.
  double octaves;
  /// Frame from which the pitch stays, above 0.
  double landing;
  /// Vibrato: its rate in turns per frame, and how far it moves the phase, in turns. None if `sway` is 0.
  double swayRate, sway;
  /// Number of partials, 3 or 6.
  int partials;
  /// Levels of the tone and its partials at the first frame, and what they gain with each frame.
  float levels[kernelPartials], changes[kernelPartials];
};

/// The K-weighting of ITU-R BS.1770, in the form that filters eight frames at once. The filter is linear, so its output
/// and its next state are sums over the eight samples and the four numbers of its state.
struct WeightingFilter {
  /// Output at eight frames that a sample of 1 causes: `response[sample][frame]`.
  double response[8][8];
  /// Output at eight frames that a number of 1 in the state causes.
  double echo[4][8];
  /// State after eight frames that a sample of 1 causes.
  double driven[8][4];
  /// State after eight frames that a number of 1 in the state before causes.
  double carried[4][4];
};

/// Interpolation of three points between any two samples, at a quarter, a half and three quarters of the way.
enum { kernelPeakTaps = 12 };
struct PeakFilter {
  /// Weights of the samples, latest first.
  float taps[3][kernelPeakTaps];
  /// The largest sum of magnitudes of the weights of a point: no point exceeds the largest sample by more.
  float gain;
};

/// Inner loops over samples that dominate the time of synthesis.
///
/// Swift compiles a program for one kind of processor. These loops are compiled twice, the second time for processors
/// with vectors of eight samples, and `bestKernels` chooses at run time. Both versions perform the same additions and
/// multiplications in the same order, so their results are identical to the bit.
///
/// A frame block (`run`) has `kernelBlockFrames` samples. Pointers are aligned for a single sample, and inputs never
/// overlap outputs.
struct KernelTable {
  /// Adds `runs` frame blocks of sin(2πx) and its partials, where x is the phase of a glide. The first block begins at
  /// `frame`.
  void (*addGlide)(float *samples, intptr_t runs, double frame, struct GlideParameters glide);
  /// Adds a frame block of level · sin(2πx). x is `start` at the first frame and grows by `slope` per frame. `levels`
  /// holds the levels of the first eight frames; each further eight frames multiply them by `decay`.
  void (*addDecayingSine)(float *run, float start, float slope, const float *levels, float decay);
  /// Multiplies a frame block by floor + (1 − floor) · s, where s is (1 − cos 4πx) / 2 for x from 0 to a quarter, and 0
  /// or 1 beyond; |x| < 2²². x is `start` at the first frame and grows by `slope` per frame.
  void (*shape)(float *run, float start, float slope, float floor);
  /// Adds the samples, multiplied by `gain`.
  void (*mix)(float *room, const float *samples, intptr_t count, float gain);
  /// Adds the samples to two interleaved channels, each with its own gain.
  void (*pan)(float *room, const float *samples, intptr_t count, float left, float right);
  /// Returns the bits of the largest magnitude. As integers they have the order of the numbers, with infinity and NaN
  /// above all others.
  int32_t (*peak)(const float *samples, intptr_t count);
  /// Writes `steps` random words for each of four interleaved streams of noise, followed by as many for four more
  /// streams. Each of the eight streams has a state of two words, in `earlier` and `latest` (`HashedNoise`).
  void (*fillRandom)(uint32_t *words, intptr_t steps, const uint32_t *earlier, const uint32_t *latest);
  /// Rounds samples with a full scale of 1 to 16 bits, with dither from one random word per sample. A sample that is
  /// zero stays zero.
  void (*dither)(int16_t *stored, const float *samples, const uint32_t *words, intptr_t count);
  /// Adds the sum of the squares of K-weighted samples to an element of `energies` for each of `runs` frame blocks.
  /// `state` holds the four numbers of the filter's state, and receives the next state.
  void (*weigh)(
      float *energies, const float *samples, intptr_t runs, const struct WeightingFilter *filter, double *state);
  /// Returns the bits of the largest magnitude between samples, at least `least`. The samples are preceded by
  /// kernelPeakTaps − 1 earlier ones.
  int32_t (*peakBetween)(const float *samples, intptr_t count, const struct PeakFilter *filter, int32_t least);
};

/// Kernels for any processor.
extern const struct KernelTable plainKernels;

/// Kernels for x86-64 with AVX2; null on other processors.
const struct KernelTable *_Nullable wideKernels(void);

/// The fastest kernels for this processor.
const struct KernelTable *bestKernels(void);

#pragma clang assume_nonnull end

#endif

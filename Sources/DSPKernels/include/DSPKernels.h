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
  /// Levels of the tone and its partials at the first frame, and their increments per frame.
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

/// Eight streams of noise: the words of their generators and the states of their filters.
struct NoiseStreams {
  uint32_t earlier[8], latest[8];
  float states[8][8];
};

/// First-order filter section with a real zero and a real pole: (1 − zero·z⁻¹) / (1 − pole·z⁻¹). `feed` is pole − zero.
struct NoiseSection {
  float pole, feed;
};

/// State-variable filter whose band output has the slope of brown noise; see `BrownNoise`.
struct BrownFilter {
  float pace, keep, zero;
};

/// One-pole low-pass filters that divide white noise into three bands. Each computes keep · state + take · input.
///
/// Two in series at the upper corner of the high band and one at its lower corner; two at the upper corner of the
/// middle band, one at its lower corner, and after that one at each corner of the low band.
struct NoiseBands {
  float keep[8], take[8];
};

/// Levels of the low, middle and high band in each stream, and their change per frame.
struct BandLevels {
  float level[3][8], slope[3][8];
};

/// Inner loops over samples that dominate the time of synthesis.
///
/// Swift compiles a program for one kind of processor. These loops are compiled three times, also for processors with
/// vectors of eight and of sixteen samples, and `bestKernels` chooses at run time. All versions perform the same additions
/// and multiplications in the same order, so their results are identical to the bit.
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
  /// Rounds 16 · `steps` samples to 16 bits, with dither from the words that `fillRandom` writes for two times eight
  /// streams; `steps` is a multiple of four. `states` has eight earlier and eight latest words for the first half, and as
  /// many for the second.
  void (*ditherSpans)(int16_t *stored, const float *samples, intptr_t steps, const uint32_t *states);

  // Noise. A tile has `count` frames of eight interleaved streams. The states of filters are updated; the generator of
  // white noise starts anew with each tile.

  /// Writes a tile of white noise between −`gain` and `gain`.
  void (*whiteNoise)(float *frames, intptr_t count, struct NoiseStreams *streams, float gain);
  /// Writes a tile of white noise through six sections in series.
  void (*pinkNoise)(
      float *frames, intptr_t count, struct NoiseStreams *streams, const struct NoiseSection *sections, float gain);
  /// Writes a tile of brown noise.
  void (*brownNoise)(
      float *frames, intptr_t count, struct NoiseStreams *streams, struct BrownFilter filter, float gain);
  /// Writes a tile of the sum of three bands of white noise.
  void (*bandNoise)(
      float *frames, intptr_t count, struct NoiseStreams *streams, const struct NoiseBands *bands,
      const struct BandLevels *levels);
  /// Writes the streams of a tile to their places: with one channel, stream l is the stretch of frames from l ·
  /// `stretch` on; with two, streams 2s and 2s + 1 are the channels of the stretch from s · `stretch` on. `count` is a
  /// multiple of eight.
  void (*spread)(float *samples, const float *frames, intptr_t count, intptr_t stretch, intptr_t channels);
  /// Multiplies each sample by `level` + `slope` · ((`first` + index) >> `shift`).
  void (*ramp)(float *samples, intptr_t count, intptr_t first, intptr_t shift, float level, float slope);
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

/// Kernels for x86-64 with AVX-512 and VBMI2; null on other processors.
const struct KernelTable *_Nullable widestKernels(void);

/// The fastest kernels for this processor.
const struct KernelTable *bestKernels(void);

#pragma clang assume_nonnull end

#endif

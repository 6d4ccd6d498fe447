#ifndef ADEM_CLANES_H
#define ADEM_CLANES_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Frames that are made together, from values that are exact at the first of them.
enum { kernelBlockFrames = 32 };

/// A tone on its way from one pitch to another: after a part u of its length, its phase is
/// seconds · (first · u + travel · (u² − u³/3)) turns.
struct GlideParameters {
  /// In Hz; so with the way to the last pitch.
  double first, travel;
  double seconds;
  /// What part of the length a frame is.
  double step;
  /// Of the tone and its partials.
  float levels[3];
};

/// The loops over single samples that take most of the time where nothing repeats.
///
/// Swift compiles a program for one kind of processor. These are compiled twice, also for those that take eight samples at
/// once, and the one that they run on decides (`bestKernels`). Either way the same additions and multiplications come in the
/// same order, so every bit is the same.
///
/// A run is of `kernelBlockFrames` samples. Samples are aligned as single ones are, and what is read never overlaps with what is
/// written.
struct KernelTable {
  /// Some runs of sin(2πx) with its second and third partial, where x is the phase of a glide; the first begins at a frame.
  void (*addGlide)(float *samples, intptr_t runs, double frame, struct GlideParameters glide);
  /// Adds a run of level · sin(2πx). x is `start` at the first frame; the level is that of `levels` in the first eight
  /// frames, and each eight frames leave `decay` of it.
  void (*addDecayingSine)(float *run, float start, float slope, const float *levels, float decay);
  /// Multiplies a run by (1 − cos 4πx) / 2, and by 1 where x is beyond a quarter; |x| < 2²².
  void (*shape)(float *run, float start, float slope);
  /// Adds `gain` times the samples.
  void (*mix)(float *room, const float *samples, intptr_t count, float gain);
  /// Adds the samples to two channels, which are interleaved.
  void (*pan)(float *room, const float *samples, intptr_t count, float left, float right);
  /// The bits of the largest magnitude. They are in the order of the numbers; infinity and what is no number lie behind
  /// them all.
  int32_t (*peak)(const float *samples, intptr_t count);
  /// Random words for four streams of noise, and behind them as many for four more, interleaved: `steps` of each. Their states
  /// are two words for each of the eight: all the earlier ones, and all the latest (`HashedNoise`).
  void (*fillRandom)(uint32_t *words, intptr_t steps, const uint32_t *earlier, const uint32_t *latest);
  /// Rounds to 16 bits, full scale being 1, with the noise that a random word gives each. A sample that is zero stays zero.
  void (*dither)(int16_t *stored, const float *samples, const uint32_t *words, intptr_t count);
};

/// For any processor.
extern const struct KernelTable plainKernels;

/// For x86-64 with AVX2; null on all others.
const struct KernelTable *_Nullable wideKernels(void);

/// The best for this processor.
const struct KernelTable *bestKernels(void);

#pragma clang assume_nonnull end

#endif

#ifndef ADEM_CLANES_H
#define ADEM_CLANES_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// The loops over single samples that take most of the time where nothing repeats.
///
/// Swift compiles a program for one kind of processor. These are compiled twice, also for those that take eight samples at
/// once, and the one that they run on decides (`lanesBest`). Either way the same additions and multiplications come in the
/// same order, so every bit is the same.
struct LanesLoops {
  /// A run of sin(2πx) with its second and third partial. x is a cubic of the frame, with `start` at the
  /// first; there are three levels.
  void (*sing)(float *run, float start, float slope, float bend, float twist, const float *levels);
  /// Adds a run of level · sin(2πx). x is `start` at the first frame; the level is that of `levels` in the first eight
  /// frames, and each eight frames leave `decay` of it.
  void (*ring)(float *run, float start, float slope, const float *levels, float decay);
  /// Multiplies a run by (1 − cos 4πx) / 2, and by 1 where x is beyond a quarter.
  void (*shape)(float *run, float start, float slope);
  /// Adds `gain` times the samples.
  void (*mix)(float *room, const float *samples, intptr_t count, float gain);
  /// Adds the samples to two channels, which are interleaved.
  void (*pan)(float *room, const float *samples, intptr_t count, float left, float right);
  /// The bits of the largest magnitude. They are in the order of the numbers; infinity and what is no number lie behind
  /// them all.
  int32_t (*peak)(const float *samples, intptr_t count);
  /// Rounds to 16 bits, full scale being 1, with the noise that a random word gives each. A sample that is zero stays zero.
  void (*dither)(int16_t *stored, const float *samples, const uint32_t *words, intptr_t count);
};

/// Frames in a run.
enum { lanesRunFrames = 32 };

/// For any processor.
extern const struct LanesLoops lanesPlain;

/// For x86-64 with AVX2; null on all others.
const struct LanesLoops *_Nullable lanesWide(void);

/// The best for this processor.
const struct LanesLoops *lanesBest(void);

#pragma clang assume_nonnull end

#endif

// Kernels in one source, compiled once for each kind of processor; LOOPS is the name of the resulting table.

#include "DSPKernels.h"

// No fused multiply-add: the rounding of each operation is part of the sample.
#pragma STDC FP_CONTRACT OFF

// The compiler warns about vector arguments, because calling conventions differ between processors. Functions that take
// vectors are always inlined here.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

/// All frames of a frame block in one value. A processor computes a few of them at once; one large value lets the
/// compiler interleave several chains of dependent operations.
typedef float Run __attribute__((vector_size(128), aligned(4)));
typedef int32_t Bits __attribute__((vector_size(128)));
typedef float Eight __attribute__((vector_size(32), aligned(4)));
typedef uint32_t Words __attribute__((vector_size(32), aligned(4)));
typedef uint32_t HalfWords __attribute__((vector_size(16), aligned(4)));

/// Index of each frame in its block.
static const Run places = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                           16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

/// Fractional part of turns, for |turns| < 2²²: a sum with 1.5 · 2²³ has no bits for a fraction.
INLINE Run fraction(Run turns) { return turns - ((turns + 0x1.8p23f) - 0x1.8p23f); }

/// sin(2π · turns), to within 10⁻⁶ (−120 dB).
///
/// An odd polynomial over the whole turn, fitted for the least absolute error; folding the argument would need
/// branches.
INLINE Run sine(Run turns) {
  const Run x = fraction(turns);
  const Run s = x * x;
  Run sum = s * 3.1977339f - 14.868238f;
  sum = sum * s + 42.016502f;
  sum = sum * s - 76.701683f;
  sum = sum * s + 81.605041f;
  sum = sum * s - 41.341698f;
  sum = sum * s + 6.2831855f;
  return x * sum;
}

/// The nearest whole number, for |x| < 2⁵¹.
INLINE double nearest(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

/// A frame block whose phase is a cubic polynomial of the frame, with `start` at the first frame.
INLINE Run sung(float start, float slope, float bend, float twist, const float *levels) {
  const Run x = fraction(start + places * (slope + places * (bend + places * twist)));
  // Sine and cosine of half the angle, for which shorter polynomials suffice; then of the whole angle, to within 10⁻⁶.
  const Run s = x * x;
  Run half = s * 0.07722012f - 0.59804517f;
  half = half * s + 2.5500314f;
  half = half * s - 5.167707f;
  half = half * s + 3.1415925f;
  half = half * x;
  Run across = s * 0.21969676f - 1.3318801f;
  across = across * s + 4.058412f;
  across = across * s - 4.934793f;
  across = across * s + 1;
  const Run twice = half + half;
  const Run sine = twice * across, cosine = 1 - twice * half;
  // sin 2x = 2 sin x cos x, and sin 3x = sin x (4 cos² x − 1).
  return sine * ((levels[0] - levels[2]) + cosine * (2 * levels[1] + cosine * (4 * levels[2])));
}

static void addGlide(float *samples, intptr_t runs, double frame, struct GlideParameters glide) {
  const double first = glide.first, travel = glide.travel, seconds = glide.seconds, step = glide.step;
  for (intptr_t run = 0; run < runs; run++) {
    // The phase is a cubic: its value and derivatives at the first frame determine the whole block.
    const double u = frame * step;
    const double turns = seconds * u * (first + travel * u * (1 - u / 3));
    const double slope = seconds * step * (first + travel * u * (2 - u));
    const double bend = seconds * step * step * travel * (1 - u);
    const double twist = -seconds * step * step * step * travel / 3;
    *(Run *)(samples + run * kernelBlockFrames) =
        sung((float)(turns - nearest(turns)), (float)slope, (float)bend, (float)twist, glide.levels);
    frame += kernelBlockFrames;
  }
}

static void addDecayingSine(float *run, float start, float slope, const float *levels, float decay) {
  const Eight first = *(const Eight *)levels, second = first * decay, third = second * decay, fourth = third * decay;
#define SIXTEEN 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  const Run level = __builtin_shufflevector(
      __builtin_shufflevector(first, second, SIXTEEN), __builtin_shufflevector(third, fourth, SIXTEEN), SIXTEEN, 16, 17,
      18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
#undef SIXTEEN
  *(Run *)run += level * sine(start + places * slope);
}

static void shape(float *run, float start, float slope) {
  const Run x = start + places * slope;
  const Run quarter = (Run){} + 0.25f;
  const Bits isBeyond = x > quarter;
  const Run root = sine((Run)((isBeyond & (Bits)quarter) | (~isBeyond & (Bits)x)));
  *(Run *)run *= root * root;
}

static void mix(float *restrict room, const float *restrict samples, intptr_t count, float gain) {
  for (intptr_t index = 0; index < count; index++) room[index] += gain * samples[index];
}

static void pan(float *restrict room, const float *restrict samples, intptr_t count, float left, float right) {
  for (intptr_t index = 0; index < count; index++) {
    room[2 * index] += left * samples[index];
    room[2 * index + 1] += right * samples[index];
  }
}

INLINE int32_t bits(float number) {
  union {
    float number;
    int32_t bits;
  } both = {number};
  return both.bits;
}

static int32_t peak(const float *samples, intptr_t count) {
  int32_t largest = 0;
  for (intptr_t index = 0; index < count; index++) {
    const int32_t magnitude = bits(samples[index]) & 0x7fffffff;
    largest = magnitude > largest ? magnitude : largest;
  }
  return largest;
}

static void fillRandom(uint32_t *words, intptr_t steps, const uint32_t *earlier, const uint32_t *latest) {
  Words before = *(const Words *)earlier, last = *(const Words *)latest;
  for (intptr_t step = 0; step < steps; step++) {
    const Words mixed = before ^ before << 10;
    before = last;
    last = (last ^ last >> 10) ^ (mixed ^ mixed >> 13);
    *(HalfWords *)(words + 4 * step) = __builtin_shufflevector(last, last, 0, 1, 2, 3);
    *(HalfWords *)(words + 4 * (steps + step)) = __builtin_shufflevector(last, last, 4, 5, 6, 7);
  }
}

// No branches: with one, the compiler would not use vectors.
static void dither(
    int16_t *restrict stored, const float *restrict samples, const uint32_t *restrict words, intptr_t count) {
  for (intptr_t index = 0; index < count; index++) {
    const float sample = samples[index];
    const uint32_t word = words[index] & -(uint32_t)(sample != 0);
    // The difference of two uniform numbers has a triangular distribution. A step of the file is 2¹⁶ here.
    const float noise = (float)((int32_t)(word & 0xffff) - (int32_t)(word >> 16));
    float value = sample * 0x1p31f + noise;
    value = value == value ? value : 0;
    value = value < 0x1p31f - 0x1p16f ? value : 0x1p31f - 0x1p16f;
    value = value > -0x1p31f ? value : -0x1p31f;
    // A sum with 1.5 · 2³⁹ has no bits for fractions of a step: the addition rounds, and the low bits hold the result.
    stored[index] = (int16_t)bits(value + 0x1.8p39f);
  }
}

typedef int32_t Integers __attribute__((vector_size(32)));
typedef int16_t Shorts __attribute__((vector_size(16), aligned(2)));
typedef int16_t HalfShorts __attribute__((vector_size(8), aligned(2)));
typedef float HalfEight __attribute__((vector_size(16), aligned(4)));

/// Dithers eight samples with eight words. A sample that is no number becomes the highest one.
INLINE void ditherEight(int16_t *stored, const float *samples, Words words) {
  const Eight highest = (Eight){} + (0x1p31f - 0x1p16f), lowest = (Eight){} - (0x1p31f - 0x1p16f);
  const Eight sample = *(const Eight *)samples;
  const Words word = words & (Words)(sample != 0);
  const Eight noise = __builtin_convertvector((Integers)(word & 0xffff) - (Integers)(word >> 16), Eight);
  Eight value = sample * 0x1p31f + noise;
  const Words isBelow = (Words)(value < highest);
  value = (Eight)((isBelow & (Words)value) | (~isBelow & (Words)highest));
  const Words isAbove = (Words)(value > lowest);
  value = (Eight)((isAbove & (Words)value) | (~isAbove & (Words)lowest));
  *(Shorts *)stored = __builtin_convertvector((Integers)(value + 0x1.8p39f), Shorts);
}

/// Two spans side by side: a generator alone waits for its last word most of the time. Two steps of four streams are
/// eight consecutive samples.
static void ditherSpans(
    int16_t *restrict stored, const float *restrict samples, intptr_t steps, const uint32_t *restrict states) {
  Words before[2] = {*(const Words *)states, *(const Words *)(states + 16)};
  Words last[2] = {*(const Words *)(states + 8), *(const Words *)(states + 24)};
  for (intptr_t step = 0; step < steps; step += 2) {
#pragma clang loop unroll(full)
    for (int span = 0; span < 2; span++) {
      Words words[2];
#pragma clang loop unroll(full)
      for (int turn = 0; turn < 2; turn++) {
        const Words mixed = before[span] ^ before[span] << 10;
        before[span] = last[span];
        words[turn] = last[span] = (last[span] ^ last[span] >> 10) ^ (mixed ^ mixed >> 13);
      }
      const intptr_t near = 4 * (2 * span * steps + step), far = near + 4 * steps;
      ditherEight(
          stored + near, samples + near, __builtin_shufflevector(words[0], words[1], 0, 1, 2, 3, 8, 9, 10, 11));
      ditherEight(
          stored + far, samples + far, __builtin_shufflevector(words[0], words[1], 4, 5, 6, 7, 12, 13, 14, 15));
    }
  }
}

#include "noise.h"

const struct KernelTable LOOPS = {addGlide,  addDecayingSine, shape,      mix,        pan,       peak,   fillRandom,
                                  dither,    ditherSpans,      whiteNoise, pinkNoise,  brownNoise, bandNoise, spread,
                                  ramp};

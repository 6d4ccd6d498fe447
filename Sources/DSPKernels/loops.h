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

/// One number for each of eight frame blocks. The phase at the first frame of a block takes long chains of dependent
/// operations in double precision. It is therefore computed for eight blocks at once.
enum { octetsAtOnce = 4 };
typedef double Octet __attribute__((vector_size(64), aligned(8)));
typedef int64_t OctetBits __attribute__((vector_size(64)));

/// The nearest whole numbers, for |x| < 2⁵¹.
INLINE Octet nearest(Octet x) { return (x + 0x1.8p52) - 0x1.8p52; }

INLINE Octet chosen(OctetBits isFirst, Octet first, Octet second) {
  return (Octet)((isFirst & (OctetBits)first) | (~isFirst & (OctetBits)second));
}

/// The sines of numbers of turns, to within 10⁻⁶, for |turns| < 2⁵¹.
INLINE Octet exactSine(Octet turns) {
  const Octet x = turns - nearest(turns), s = x * x;
  Octet sum = s * 3.1977339 - 14.868238;
  sum = sum * s + 42.016502;
  sum = sum * s - 76.701683;
  sum = sum * s + 81.605041;
  sum = sum * s - 41.341698;
  sum = sum * s + 6.2831855;
  return x * sum;
}

/// Two to the power y, for |y| < 1000, and, for |y| < ½, the mean of two to the powers from 0 to y: (2^y − 1) / (y · ln
/// 2).
struct Power {
  Octet value, mean;
  OctetBits hasMean;
};

INLINE struct Power power(Octet y) {
  const Octet whole = nearest(y);
  const Octet a = (y - whole) * 0.6931471805599453;
  // (e^a − 1) / a, for |a| < 0.35, to within 10⁻¹³.
  Octet sum = a * (1.0 / 39916800) + 1.0 / 3628800;
  sum = sum * a + 1.0 / 362880;
  sum = sum * a + 1.0 / 40320;
  sum = sum * a + 1.0 / 5040;
  sum = sum * a + 1.0 / 720;
  sum = sum * a + 1.0 / 120;
  sum = sum * a + 1.0 / 24;
  sum = sum * a + 1.0 / 6;
  sum = sum * a + 0.5;
  sum = sum * a + 1;
  // The lowest bits of a sum with 1.5 · 2⁵² are those of the whole number; the exponent of a double is 1023 for 1.
  const Octet scale = (Octet)(((OctetBits)(y + 0x1.8p52) + 1023) << 52);
  return (struct Power){scale * (1 + a * sum), sum, whole == 0};
}

/// Turns of a glide before its landing. `growth` is that of the pitch with each frame, as a natural logarithm.
INLINE Octet turnsOfGlide(double first, Octet frame, double growth, struct Power now) {
  return chosen(now.hasMean, first * frame * now.mean, first * (now.value - 1) / growth);
}

/// Phase of eight frame blocks as polynomials of the frame: turns at the first frame, and the coefficients of the frame,
/// of its square and of its cube.
struct Phases {
  Eight turns, slope, bend, twist;
};

INLINE struct Phases rounded(Octet turns, Octet slope, Octet bend, Octet twist) {
  return (struct Phases){
      __builtin_convertvector(turns - nearest(turns), Eight), __builtin_convertvector(slope, Eight),
      __builtin_convertvector(bend, Eight), __builtin_convertvector(twist, Eight)};
}

/// A frame block, the `block`th of eight. `weights` are the coefficients of the sum of partials as a polynomial of the
/// cosine, and `gains`, unless null, their increments per frame.
INLINE Run partialsOfBlock(
    const struct Phases *phases, int block, int partials, const float *weights, const float *gains) {
  const Run slope = places * (phases->bend[block] + places * phases->twist[block]) + phases->slope[block];
  const Run x = fraction(phases->turns[block] + places * slope);
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
  Run sum = (Run){};
  for (int index = partials - 1; index >= 0; index--) {
    const Run weight = gains ? weights[index] + places * gains[index] : (Run){} + weights[index];
    sum = index == partials - 1 ? weight : sum * cosine + weight;
  }
  return sine * sum;
}

/// Coefficients of a sum of partials as a polynomial of the cosine: sin kx = sin x · U(cos x), with U the Chebyshev
/// polynomial of the second kind of degree k − 1.
INLINE void weighPartials(const float *levels, float *weights, int partials) {
  weights[0] = levels[0] - levels[2];
  weights[1] = 2 * levels[1];
  weights[2] = 4 * levels[2];
  if (partials <= 3) return;
  weights[0] += levels[4];
  weights[1] += 6 * levels[5] - 4 * levels[3];
  weights[2] -= 12 * levels[4];
  weights[3] = 8 * levels[3] - 32 * levels[5];
  weights[4] = 16 * levels[4];
  weights[5] = 32 * levels[5];
}

/// Phases of frame blocks before the landing of a glide, and after it.
struct GlidePhases {
  struct Phases gliding, staying;
};

/// Computes the phases of `octets` times eight frame blocks. The phase and its derivatives at the first frame determine a
/// block.
static __attribute__((noinline)) void phasesOfGlide(
    struct GlidePhases *phases, intptr_t octets, double frame, const struct GlideParameters *glide) {
  const double perFrame = glide->octaves / glide->landing, growth = perFrame * 0.6931471805599453;
  const double turn = glide->swayRate * 6.283185307179586;
  const struct Power last = power((Octet){} + glide->octaves);
  const Octet landed = turnsOfGlide(glide->first, (Octet){} + glide->landing, growth, last);
  const Octet lastSlope = glide->first * last.value;
  for (intptr_t octet = 0; octet < octets; octet++) {
    const Octet frames = frame + kernelBlockFrames * (8 * (double)octet + (Octet){0, 1, 2, 3, 4, 5, 6, 7});
    Octet sway = {}, swaySlope = {}, swayBend = {}, swayTwist = {};
    if (glide->sway != 0) {
      sway = glide->sway * exactSine(glide->swayRate * frames);
      swaySlope = glide->sway * exactSine(glide->swayRate * frames + 0.25) * turn;
      swayBend = -sway * turn * turn / 2;
      swayTwist = -swaySlope * turn * turn / 6;
    }
    const struct Power now = power(perFrame * frames);
    const Octet turns = turnsOfGlide(glide->first, frames, growth, now) + sway, slope = glide->first * now.value;
    const Octet bend = slope * growth / 2, twist = bend * growth / 3;
    phases[octet].gliding = rounded(turns, slope + swaySlope, bend + swayBend, twist + swayTwist);
    phases[octet].staying = rounded(
        landed + lastSlope * (frames - glide->landing) + sway, lastSlope + swaySlope, swayBend, swayTwist);
  }
}

INLINE void addPartials(
    float *samples, intptr_t runs, double frame, const struct GlideParameters *glide, int partials, int moves) {
  float gains[kernelPartials], levels[kernelPartials], weights[kernelPartials];
  weighPartials(glide->changes, gains, partials);
  weighPartials(glide->levels, weights, partials);
  for (intptr_t start = 0; start < runs; start += 8 * octetsAtOnce) {
    struct GlidePhases phases[octetsAtOnce];
    const intptr_t count = runs - start < 8 * octetsAtOnce ? runs - start : 8 * octetsAtOnce;
    phasesOfGlide(phases, (count + 7) / 8, frame + kernelBlockFrames * (double)start, glide);
    for (intptr_t block = 0; block < count; block++) {
      const double first = frame + kernelBlockFrames * (double)(start + block);
      if (moves) {
        for (int index = 0; index < partials; index++) {
          levels[index] = (float)(glide->levels[index] + glide->changes[index] * first);
        }
        weighPartials(levels, weights, partials);
      }
      Run *const run = (Run *)(samples + (start + block) * kernelBlockFrames);
      const struct GlidePhases *const here = &phases[block / 8];
      const float *const gained = moves ? gains : 0;
      const int hasLanded = first >= glide->landing;
      const struct Phases *const phase = hasLanded ? &here->staying : &here->gliding;
      Run sum = partialsOfBlock(phase, block % 8, partials, weights, gained);
      if (!hasLanded && first + kernelBlockFrames > glide->landing) {
        const Bits isAfter = places >= (Run){} + (float)(glide->landing - first);
        const Run after = partialsOfBlock(&here->staying, block % 8, partials, weights, gained);
        sum = (Run)((isAfter & (Bits)after) | (~isAfter & (Bits)sum));
      }
      *run += sum;
    }
  }
}

static void addGlide(float *samples, intptr_t runs, double frame, struct GlideParameters glide) {
  int moves = 0;
  for (int index = 0; index < kernelPartials; index++) moves |= glide.changes[index] != 0;
  // Constants, so that the compiler makes a loop for each.
  if (glide.partials > 3) {
    addPartials(samples, runs, frame, &glide, kernelPartials, 1);
  } else if (moves) {
    addPartials(samples, runs, frame, &glide, 3, 1);
  } else {
    addPartials(samples, runs, frame, &glide, 3, 0);
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

static void shape(float *run, float start, float slope, float floor) {
  const Run x = start + places * slope;
  const Run quarter = (Run){} + 0.25f, none = (Run){};
  const Bits isBeyond = x > quarter, isBefore = x < none;
  const Run root = sine((Run)((isBeyond & (Bits)quarter) | (~isBeyond & ~isBefore & (Bits)x)));
  *(Run *)run *= floor + (1 - floor) * (root * root);
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

typedef float Sixteen __attribute__((vector_size(64), aligned(4)));
typedef int32_t SixteenBits __attribute__((vector_size(64)));
typedef uint32_t SixteenWords __attribute__((vector_size(64), aligned(4)));
typedef int16_t SixteenShorts __attribute__((vector_size(32), aligned(2)));

/// Dithers sixteen samples with sixteen words. A sample that is no number becomes the highest one.
INLINE void ditherSixteen(int16_t *stored, const float *samples, SixteenWords words) {
  const Sixteen highest = (Sixteen){} + (0x1p31f - 0x1p16f), lowest = (Sixteen){} - (0x1p31f - 0x1p16f);
  const Sixteen sample = *(const Sixteen *)samples;
  const SixteenWords word = words & (SixteenWords)(sample != 0);
  const Sixteen noise = __builtin_convertvector((SixteenBits)(word & 0xffff) - (SixteenBits)(word >> 16), Sixteen);
  Sixteen value = sample * 0x1p31f + noise;
  const SixteenBits isBelow = value < highest;
  value = (Sixteen)((isBelow & (SixteenBits)value) | (~isBelow & (SixteenBits)highest));
  const SixteenBits isAbove = value > lowest;
  value = (Sixteen)((isAbove & (SixteenBits)value) | (~isAbove & (SixteenBits)lowest));
  *(SixteenShorts *)stored = __builtin_convertvector((SixteenBits)(value + 0x1.8p39f), SixteenShorts);
}

/// The sixteen streams of two spans are one vector. Four steps of four streams are sixteen consecutive samples.
static void ditherSpans(
    int16_t *restrict stored, const float *restrict samples, intptr_t steps, const uint32_t *restrict states) {
#define JOINED 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  SixteenWords before = __builtin_shufflevector(*(const Words *)states, *(const Words *)(states + 16), JOINED);
  SixteenWords last = __builtin_shufflevector(*(const Words *)(states + 8), *(const Words *)(states + 24), JOINED);
#undef JOINED
  for (intptr_t step = 0; step < steps; step += 4) {
    SixteenWords words[4];
#pragma clang loop unroll(full)
    for (int turn = 0; turn < 4; turn++) {
      const SixteenWords mixed = before ^ before << 10;
      before = last;
      words[turn] = last = (last ^ last >> 10) ^ (mixed ^ mixed >> 13);
    }
    const SixteenWords near[2] = {
        __builtin_shufflevector(words[0], words[1], 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23),
        __builtin_shufflevector(words[2], words[3], 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)};
    const SixteenWords far[2] = {
        __builtin_shufflevector(words[0], words[1], 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31),
        __builtin_shufflevector(words[2], words[3], 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)};
#define LOW 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define HIGH 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
#define DITHER(group, words) \
  ditherSixteen(stored + 4 * ((group) * steps + step), samples + 4 * ((group) * steps + step), words)
    DITHER(0, __builtin_shufflevector(near[0], near[1], LOW));
    DITHER(1, __builtin_shufflevector(near[0], near[1], HIGH));
    DITHER(2, __builtin_shufflevector(far[0], far[1], LOW));
    DITHER(3, __builtin_shufflevector(far[0], far[1], HIGH));
#undef LOW
#undef HIGH
#undef DITHER
  }
}

#include "noise.h"

typedef double Quartet __attribute__((vector_size(32), aligned(8)));
typedef int64_t Flags __attribute__((vector_size(32)));

static void weigh(
    float *restrict energies, const float *restrict samples, intptr_t runs,
    const struct WeightingFilter *restrict filter, double *restrict state) {
  Quartet now = *(const Quartet *)state;
  for (intptr_t run = 0; run < runs; run++) {
    Octet squares = {};
    for (intptr_t group = 0; group < kernelBlockFrames; group += 8) {
      const float *input = samples + run * kernelBlockFrames + group;
      Octet output = {};
      Quartet next = {};
      for (intptr_t index = 0; index < 4; index++) {
        output += *(const Octet *)filter->echo[index] * now[index];
        next += *(const Quartet *)filter->carried[index] * now[index];
      }
      for (intptr_t index = 0; index < 8; index++) {
        const double sample = input[index];
        output += *(const Octet *)filter->response[index] * sample;
        next += *(const Quartet *)filter->driven[index] * sample;
      }
      squares += output * output;
      now = next;
    }
    // In silence the state would decay to subnormal numbers, which are slow.
    const Flags isAudible = now * now > 1e-60;
    now = (Quartet)((Flags)now & isAudible);
    double sum = 0;
    for (intptr_t index = 0; index < 8; index++) sum += squares[index];
    energies[run] += (float)sum;
  }
  *(Quartet *)state = now;
}

INLINE SixteenBits larger(SixteenBits largest, Sixteen values) {
  const SixteenBits magnitudes = (SixteenBits)values & 0x7fffffff, isLarger = magnitudes > largest;
  return (isLarger & magnitudes) | (~isLarger & largest);
}

static int32_t peakBetween(const float *samples, intptr_t count, const struct PeakFilter *filter, int32_t least) {
  int32_t result = least;
  for (intptr_t start = 0; start < count; start += 64) {
    const intptr_t frames = count - start < 64 ? count - start : 64;
    const float *here = samples + start;
    // Most of a sound lies so far below its peak that no point between its samples reaches it.
    union {
      int32_t bits;
      float number;
    } near = {peak(here - (kernelPeakTaps - 1), frames + kernelPeakTaps - 1)}, bound = {0};
    bound.number = near.number * filter->gain;
    if (bound.bits <= result) continue;
    SixteenBits largest = {};
    intptr_t frame = 0;
    for (; frame + 16 <= frames; frame += 16) {
      Sixteen first = {}, second = {}, third = {};
      for (intptr_t tap = 0; tap < kernelPeakTaps; tap++) {
        const Sixteen input = *(const Sixteen *)(here + frame - tap);
        first += input * filter->taps[0][tap];
        second += input * filter->taps[1][tap];
        third += input * filter->taps[2][tap];
      }
      largest = larger(larger(larger(largest, first), second), third);
    }
    for (intptr_t lane = 0; lane < 16; lane++) result = largest[lane] > result ? largest[lane] : result;
    for (; frame < frames; frame++) {
      for (intptr_t point = 0; point < 3; point++) {
        float sum = 0;
        for (intptr_t tap = 0; tap < kernelPeakTaps; tap++) sum += here[frame - tap] * filter->taps[point][tap];
        const int32_t magnitude = bits(sum) & 0x7fffffff;
        result = magnitude > result ? magnitude : result;
      }
    }
  }
  return result;
}

const struct KernelTable LOOPS = {addGlide,  addDecayingSine, shape,      mix,        pan,       peak,   fillRandom,
                                  dither,    ditherSpans,      whiteNoise, pinkNoise,  brownNoise, bandNoise, spread,
                                  ramp,      weigh,            peakBetween};

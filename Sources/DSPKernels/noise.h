// Kernels for noise, in eight streams at once; included by loops.h.

/// White noise from a shift register of two words (G. Marsaglia, Xorshift RNGs, 2003), evenly distributed between −1 and
/// 1: 23 random bits in the mantissa, with the exponent of 2, give a number from 2 to 4.
INLINE Eight white(Words *earlier, Words *latest) {
  const Words mixed = *earlier ^ *earlier << 10;
  *earlier = *latest;
  *latest = (*latest ^ *latest >> 10) ^ (mixed ^ mixed >> 13);
  return (Eight)(*latest >> 9 | 0x40000000) - 3;
}

static void whiteNoise(float *frames, intptr_t count, struct NoiseStreams *streams, float gain) {
  Words earlier = *(Words *)streams->earlier, latest = *(Words *)streams->latest;
  for (intptr_t frame = 0; frame < count; frame++) *(Eight *)(frames + 8 * frame) = white(&earlier, &latest) * gain;
}

/// Six first-order sections in series. The state of a section is pole · output − zero · input of the frame before; with
/// output = input + state it becomes pole · state + (pole − zero) · input, the shortest chain of operations.
static void pinkNoise(
    float *restrict frames, intptr_t count, struct NoiseStreams *restrict streams,
    const struct NoiseSection *restrict sections, float gain) {
  Words earlier = *(Words *)streams->earlier, latest = *(Words *)streams->latest;
  Eight states[6], poles[6], feeds[6];
  for (int section = 0; section < 6; section++) {
    states[section] = *(Eight *)streams->states[section];
    poles[section] = (Eight){} + sections[section].pole;
    feeds[section] = (Eight){} + sections[section].feed;
  }
  for (intptr_t frame = 0; frame < count; frame++) {
    Eight x = white(&earlier, &latest);
#pragma clang loop unroll(full)
    for (int section = 0; section < 6; section++) {
      const Eight y = x + states[section];
      states[section] = states[section] * poles[section] + x * feeds[section];
      x = y;
    }
    *(Eight *)(frames + 8 * frame) = x * gain;
  }
  for (int section = 0; section < 6; section++) *(Eight *)streams->states[section] = states[section];
}

static void brownNoise(float *frames, intptr_t count, struct NoiseStreams *streams, struct BrownFilter filter, float gain) {
  Words earlier = *(Words *)streams->earlier, latest = *(Words *)streams->latest;
  Eight low = *(Eight *)streams->states[0], band = *(Eight *)streams->states[1];
  Eight before = *(Eight *)streams->states[2];
  for (intptr_t frame = 0; frame < count; frame++) {
    const Eight sample = white(&earlier, &latest);
    const Eight x = sample + before * filter.zero;
    before = sample;
    band = band * filter.keep + (x - low) * filter.pace;
    low += band * filter.pace;
    *(Eight *)(frames + 8 * frame) = band * gain;
  }
  *(Eight *)streams->states[0] = low;
  *(Eight *)streams->states[1] = band;
  *(Eight *)streams->states[2] = before;
}

static void bandNoise(
    float *restrict frames, intptr_t count, struct NoiseStreams *restrict streams,
    const struct NoiseBands *restrict bands, const struct BandLevels *restrict levels) {
  Words earlier = *(Words *)streams->earlier, latest = *(Words *)streams->latest;
  Eight s[8], keep[8], take[8];
  for (int pole = 0; pole < 8; pole++) {
    s[pole] = *(Eight *)streams->states[pole];
    keep[pole] = (Eight){} + bands->keep[pole];
    take[pole] = (Eight){} + bands->take[pole];
  }
  Eight low = *(const Eight *)levels->level[0], middle = *(const Eight *)levels->level[1];
  Eight high = *(const Eight *)levels->level[2];
  const Eight lowSlope = *(const Eight *)levels->slope[0], middleSlope = *(const Eight *)levels->slope[1];
  const Eight highSlope = *(const Eight *)levels->slope[2];
#define SMOOTH(pole, input) s[pole] = s[pole] * keep[pole] + (input) * take[pole]
  for (intptr_t frame = 0; frame < count; frame++) {
    const Eight x = white(&earlier, &latest);
    SMOOTH(0, x);
    SMOOTH(1, s[0]);
    SMOOTH(2, s[1]);
    SMOOTH(3, x);
    SMOOTH(4, s[3]);
    SMOOTH(5, s[4]);
    SMOOTH(6, s[5]);
    SMOOTH(7, s[6]);
    *(Eight *)(frames + 8 * frame) = (s[1] - s[2]) * high + (s[4] - s[5]) * middle + (s[6] - s[7]) * low;
    low += lowSlope;
    middle += middleSlope;
    high += highSlope;
  }
#undef SMOOTH
  for (int pole = 0; pole < 8; pole++) *(Eight *)streams->states[pole] = s[pole];
}

typedef double Pairs __attribute__((vector_size(32), aligned(4)));

/// Transposes 8 frames of 8 streams: afterwards row l has 8 frames of stream l.
INLINE void transpose(Eight *row) {
  Eight half[8], quarter[8];
  for (int i = 0; i < 8; i += 2) {
    half[i] = __builtin_shufflevector(row[i], row[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    half[i + 1] = __builtin_shufflevector(row[i], row[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int k = 0; k < 2; k++) {
      quarter[i + k] = __builtin_shufflevector(half[i + k], half[i + k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      quarter[i + k + 2] = __builtin_shufflevector(half[i + k], half[i + k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int k = 0; k < 4; k++) {
    row[k] = __builtin_shufflevector(quarter[k], quarter[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    row[k + 4] = __builtin_shufflevector(quarter[k], quarter[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

static void spread(
    float *restrict samples, const float *restrict frames, intptr_t count, intptr_t stretch, intptr_t channels) {
  if (channels == 1) {
    for (intptr_t frame = 0; frame < count; frame += 8) {
      Eight row[8];
      for (int i = 0; i < 8; i++) row[i] = *(const Eight *)(frames + 8 * (frame + i));
      transpose(row);
      for (int lane = 0; lane < 8; lane++) *(Eight *)(samples + lane * stretch + frame) = row[lane];
    }
  } else {
    for (intptr_t frame = 0; frame < count; frame += 4) {
      Pairs row[4], half[4];
      for (int i = 0; i < 4; i++) row[i] = *(const Pairs *)(frames + 8 * (frame + i));
      for (int i = 0; i < 4; i += 2) {
        half[i] = __builtin_shufflevector(row[i], row[i + 1], 0, 4, 2, 6);
        half[i + 1] = __builtin_shufflevector(row[i], row[i + 1], 1, 5, 3, 7);
      }
      for (int k = 0; k < 2; k++) {
        *(Pairs *)(samples + 2 * (k * stretch + frame)) = __builtin_shufflevector(half[k], half[k + 2], 0, 1, 4, 5);
        *(Pairs *)(samples + 2 * ((k + 2) * stretch + frame)) =
            __builtin_shufflevector(half[k], half[k + 2], 2, 3, 6, 7);
      }
    }
  }
}

static void ramp(float *samples, intptr_t count, intptr_t first, intptr_t shift, float level, float slope) {
  for (intptr_t index = 0; index < count; index++) {
    samples[index] *= level + slope * (float)((int32_t)(first + index) >> (int32_t)shift);
  }
}

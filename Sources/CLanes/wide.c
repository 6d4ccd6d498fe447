// For x86-64 alone. Where vectors have four lanes and no more (arm64), or as many as the compiler was told, there is nothing to
// choose.

#include "CLanes.h"

#if defined(__x86_64__)
  #pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
  #define LOOPS lanesForAVX2
  #include "loops.h"
  #pragma clang attribute pop
#endif

const struct LanesLoops *lanesWide(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return &lanesForAVX2;
#endif
  return 0;
}

const struct LanesLoops *lanesBest(void) {
  const struct LanesLoops *wide = lanesWide();
  return wide ? wide : &lanesPlain;
}

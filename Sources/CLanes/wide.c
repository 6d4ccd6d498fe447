// For x86-64 alone: other processors that have vectors of eight have nothing else, or fewer lanes in all of them.
#if defined(__x86_64__)
  #pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
  #define LOOPS lanesForAVX2
  #include "loops.h"
  #pragma clang attribute pop
#else
  #include "CLanes.h"
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

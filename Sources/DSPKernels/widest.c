// Kernels for x86-64 with AVX-512.

#include "DSPKernels.h"

// The first processors with AVX-512 run at a lower clock while they use it. Those that also have VBMI2, Ice Lake and Zen 4
// and later ones, do not.
#if defined(__x86_64__)
  #pragma clang attribute push( \
      __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512vbmi2"))), apply_to = function)
  #define LOOPS avx512Kernels
  #include "loops.h"
  #pragma clang attribute pop
#endif

const struct KernelTable *widestKernels(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vbmi2")) {
    return &avx512Kernels;
  }
#endif
  return 0;
}

// Kernels for x86-64 with wider vectors. Elsewhere there is no choice at run time: vectors have four lanes (arm64), or as
// many as the compiler options allow.

#include "DSPKernels.h"

#if defined(__x86_64__)
  #pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
  #define LOOPS avx2Kernels
  #include "loops.h"
  #pragma clang attribute pop
#endif

const struct KernelTable *wideKernels(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return &avx2Kernels;
#endif
  return 0;
}

const struct KernelTable *bestKernels(void) {
  if (widestKernels()) return widestKernels();
  return wideKernels() ? wideKernels() : &plainKernels;
}

#ifndef ADEM_CXXHASH_SHIM_H
#define ADEM_CXXHASH_SHIM_H

#include <xxhash.h>

// The loop for AVX2 and AVX-512 that some builds of the library have, and choose by themselves where the processor has it. It
// gives the same digest in a third of the time. The weak symbol is null where the library lacks it.
#if defined(__x86_64__) && defined(__linux__)
extern XXH_errorcode XXH3_128bits_update_dispatch(XXH3_state_t *state, const void *bytes, size_t count)
    __attribute__((weak));
#endif

/// Appends bytes to the input of a digest.
static inline XXH_errorcode adem_xxh3_update(XXH3_state_t *state, const void *bytes, size_t count) {
#if defined(__x86_64__) && defined(__linux__)
  if (XXH3_128bits_update_dispatch) return XXH3_128bits_update_dispatch(state, bytes, count);
#endif
  return XXH3_128bits_update(state, bytes, count);
}

#endif

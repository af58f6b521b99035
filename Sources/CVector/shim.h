// Comparisons of 64 bytes at a time, each giving one bit a byte.
//
// Written with the compiler's portable vector types, because Swift's SIMD64 compares element by
// element. Everything is inlined into the caller, a comparison in some dozen instructions.

#ifndef CVECTOR_SHIM_H
#define CVECTOR_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t cvector_block __attribute__((ext_vector_type(64)));
typedef _Bool cvector_flags __attribute__((ext_vector_type(64)));

// Bit i of the result is set where element i of a comparison holds.
#define CVECTOR_BITS(comparison)                                                \
  ({                                                                            \
    cvector_flags flags = __builtin_convertvector((comparison), cvector_flags); \
    uint64_t bits;                                                              \
    memcpy(&bits, &flags, sizeof bits);                                         \
    bits;                                                                       \
  })

// Reads 64 bytes at any address.
static inline cvector_block cvector_load(const void *bytes) {
  cvector_block block;
  memcpy(&block, bytes, sizeof block);
  return block;
}

// Reads `count` bytes (at most 64) and fills the rest with `filler`.
static inline cvector_block cvector_load_partial(const void *bytes, size_t count, uint8_t filler) {
  cvector_block block = filler;
  memcpy(&block, bytes, count);
  return block;
}

static inline uint64_t cvector_equal(cvector_block block, uint8_t a) {
  return CVECTOR_BITS(block == a);
}

static inline uint64_t cvector_equal2(cvector_block block, uint8_t a, uint8_t b) {
  return CVECTOR_BITS((block == a) | (block == b));
}

static inline uint64_t cvector_equal5(cvector_block block, uint8_t a, uint8_t b, uint8_t c,
                                      uint8_t d, uint8_t e) {
  return CVECTOR_BITS((block == a) | (block == b) | (block == c) | (block == d) | (block == e));
}

// Where low <= byte <= high, unsigned.
static inline uint64_t cvector_between(cvector_block block, uint8_t low, uint8_t high) {
  return CVECTOR_BITS((block - low) <= (uint8_t)(high - low));
}

// ASCII letters of either case.
static inline uint64_t cvector_letters(cvector_block block) {
  return CVECTOR_BITS(((block | 0x20) - 'a') <= (uint8_t)25);
}

// Asks for the cache line at an address that will soon be read and written. Any address will do.
static inline void cvector_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif

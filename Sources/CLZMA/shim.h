#include <lzma.h>

// The macro casts its number, which Swift does not see.
static const unsigned lzma_tell_unsupported_check = LZMA_TELL_UNSUPPORTED_CHECK;

#include <isa-l/igzip_lib.h>

// The macro is an expression over others, which Swift does not see.
static const long isal_level1_bytes = ISAL_DEF_LVL1_DEFAULT;

// Foundation brings an ICU of its own. The library's headers would show the system's beside it, whose
// types have the same names and other members, and a module that sees both does not compile. Nothing
// here uses what ICU does for the library: it is hidden.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>

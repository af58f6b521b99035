// Foundation brings an ICU of its own, whose types have the names of the system's and other members:
// a module that sees both does not compile. So the few functions in use are declared here, over plain
// types, and only the header is read that says how this version's names end.
#include <stdint.h>
#include <unicode/uvernum.h>

#define CICU(name) U_ICU_ENTRY_POINT_RENAME(name)

struct cicu_iterator *CICU(ubrk_open)(int kind, const char *locale, const uint16_t *text, int32_t length, int *status);
void CICU(ubrk_close)(struct cicu_iterator *iterator);
void CICU(ubrk_setText)(struct cicu_iterator *iterator, const uint16_t *text, int32_t length, int *status);
int32_t CICU(ubrk_next)(struct cicu_iterator *iterator);
void CICU(u_getVersion)(uint8_t version[4]);

/// An iterator over the words of any language; null if the library's data is missing.
static inline struct cicu_iterator *cicu_open_words(void) {
  const int words = 1;
  int status = 0;
  struct cicu_iterator *iterator = CICU(ubrk_open)(words, "", 0, 0, &status);
  return status > 0 ? 0 : iterator;
}

static inline void cicu_close(struct cicu_iterator *iterator) { CICU(ubrk_close)(iterator); }

/// Writes where each word of `text` ends to `ends`, which has room for `length`; returns their number.
static inline int32_t cicu_words(
    struct cicu_iterator *iterator, const uint16_t *text, int32_t length, int32_t *ends) {
  int status = 0;
  CICU(ubrk_setText)(iterator, text, length, &status);
  if (status > 0) return 0;
  int32_t count = 0;
  for (int32_t end; (end = CICU(ubrk_next)(iterator)) >= 0;) ends[count++] = end;
  return count;
}

static inline void cicu_version(uint8_t version[4]) { CICU(u_getVersion)(version); }

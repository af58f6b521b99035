#ifndef CCLD2_H
#define CCLD2_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What CLD2 takes a text for.
typedef struct {
  /// The code of the language in which most of the text is; lives as long as the process.
  const char *code;
  /// How much of the text is in it, in percent.
  int percent;
  /// Whether CLD2 is sure.
  bool is_reliable;
} cld2_answer;

/// Detects the language of `length` bytes of valid UTF-8.
cld2_answer cld2_detect(const char *text, int length);

/// The version of CLD2 and its tables.
const char *cld2_version(void);

#ifdef __cplusplus
}
#endif
#endif

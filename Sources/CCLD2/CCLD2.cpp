// CLD2 has an interface in C++ only; this is what is used of it, in C.

#include "CCLD2.h"

#include <cstdio>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

cld2_answer cld2_detect(const char *text, int length) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes = 0;
  bool is_reliable = false;
  const CLD2::CLDHints hints = {
      nullptr, "", CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(
      text, length, true, &hints, 0, languages, percents, scores, nullptr, &bytes, &is_reliable);
  return {CLD2::LanguageCode(languages[0]), percents[0], is_reliable};
}

const char *cld2_version(void) { return CLD2::DetectLanguageVersion(); }

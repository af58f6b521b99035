// The lists of 15 languages (those in the files `StopWords+ArabicToFinnish.swift`,
// `StopWords+HungarianToRomanian.swift` and `StopWords+RussianToUkrainian.swift`) are those of the
// package stop-words 2025.11.4 of PyPI, https://github.com/Alir3z4/python-stop-words, in lower case
// and NFC, without words of several parts and single letters. Its licence:
//
// Copyright (c) 2014, Alireza Savand, Contributors
// All rights reserved.
//
// Redistribution and use in source and binary forms, with or without
// modification, are permitted provided that the following conditions are met:
//
// * Redistributions of source code must retain the above copyright notice, this
//   list of conditions and the following disclaimer.
//
// * Redistributions in binary form must reproduce the above copyright notice,
//   this list of conditions and the following disclaimer in the documentation
//   and/or other materials provided with the distribution.
//
// * Neither the name of the {organization} nor the names of its
//   contributors may be used to endorse or promote products derived from
//   this software without specific prior written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
// AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
// IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
// DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
// FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
// DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
// SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
// CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
// OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
// OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

extension StopWords {
  /// The lists that are not of our own, by their names.
  static let borrowed: [(name: String, table: String)] = [
    ("arabic", arabic),
    ("bulgarian", bulgarian),
    ("catalan", catalan),
    ("danish", danish),
    ("dutch", dutch),
    ("finnish", finnish),
    ("hungarian", hungarian),
    ("italian", italian),
    ("norwegian", norwegian),
    ("polish", polish),
    ("romanian", romanian),
    ("russian", russian),
    ("swedish", swedish),
    ("turkish", turkish),
    ("ukrainian", ukrainian),
  ]

  /// The names of languages, of lists of stop words and of stemmers, by their ISO 639-1 codes.
  public static let languages: [String: String] = [
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "uk": "ukrainian",
    "yi": "yiddish",
  ]
}

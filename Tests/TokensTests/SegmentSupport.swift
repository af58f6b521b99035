import Tokens

/// A token as tests see it.
struct Token: Equatable, CustomStringConvertible {
  var start: Int
  var end: Int
  var marks: TokenMarks
  var text: String

  var description: String {
    let flags: [(TokenMarks, Character)] = [
      (.paragraphStart, "¶"), (.sentenceStart, "|"), (.punctuation, "!"), (.address, "@"),
    ]
    return String(flags.filter { marks.contains($0.0) }.map(\.1)) + text
  }
}

/// The tokens of `text`.
func tokens(
  _ text: String, _ segmentation: Segmentation = Segmentation(), sentences: Bool = true
) -> [Token] {
  var segmenter = Segmenter(segmentation)
  return tokens(Array(text.utf8), &segmenter, sentences: sentences)
}

func tokens(_ bytes: [UInt8], _ segmenter: inout Segmenter, sentences: Bool) -> [Token] {
  var stream = TokenStream()
  segmenter.segment(bytes.span, into: &stream, sentences: sentences)
  return (0..<stream.count).map { index in
    let (start, end) = (Int(stream.starts[index]), Int(stream.ends[index]))
    return Token(
      start: start, end: end, marks: stream.marks[index],
      text: String(decoding: bytes[start..<end], as: UTF8.self))
  }
}

/// The default segmentation with some switches changed.
func segmentation(_ change: (inout Segmentation) -> Void) -> Segmentation {
  var segmentation = Segmentation()
  change(&segmentation)
  return segmentation
}

import Bytes

/// The short way: the tokens of 64 bytes at once.
extension Segmenter {
  /// Cuts the tokens of the block at `base`, a word boundary; returns where the next block starts.
  @inline(__always)
  mutating func cutBlock(
    of text: Span<UInt8>, from base: Int, into tokens: inout TokenStream
  ) -> Int {
    var masks = BlockMasks(ByteBlock(text, at: base), blockRules)
    // The text's last block sees blanks behind the text.
    let isLast = text.count &- base < ByteBlock.width
    let view: UInt64 = isLast ? ~0 : 1 << UInt64(BlockMasks.view) &- 1
    var events = masks.events & view

    while events != 0 {
      let bit = events & (0 &- events)
      let index = base &+ events.trailingZeroBitCount
      events &= events &- 1

      if masks.stops & bit != 0 {
        if abbreviations.isActive, text[index] == UInt8(ascii: "."),
          let start = masks.run(endingAt: bit),
          abbreviations.holdsStop(at: index, from: base &+ start, in: text)
        {
          masks.extendRun(over: bit)
        } else if cutsSentences, let boundary = sentenceRules.boundary(after: index, in: text) {
          masks.sentenceEnds |= bit
          pendingFrom = boundary
        }
      } else if masks.newlines & bit != 0 {
        guard let end = sentenceRules.paragraphEnd(in: text, at: index) else { continue }
        append(&masks, endingIn: bit | (bit &- 1), at: base, to: &tokens)
        startParagraph(at: end)
        return end
      } else {
        let start = masks.run(endingAt: bit).map { base &+ $0 } ?? index
        append(&masks, endingIn: bit &- 1, at: base, to: &tokens)
        return cutSegments(of: text, from: start, beyond: index, into: &tokens)
      }
    }

    append(&masks, endingIn: view, at: base, to: &tokens)
    if isLast { return text.count }
    // A run that reaches out of view opens the next block.
    let open = masks.starts.trailingZeroBitCount
    if open == 0 { return cutSegments(of: text, from: base, beyond: base, into: &tokens) }
    var next = base &+ min(open, BlockMasks.view)
    while text[next] & 0xC0 == 0x80 { next &-= 1 }
    return next
  }

  /// Appends the runs of `masks` that end within `view`, and marks the starts of sentences.
  @inline(__always)
  private mutating func append(
    _ masks: inout BlockMasks, endingIn view: UInt64, at base: Int, to tokens: inout TokenStream
  ) {
    let (starts, ends) = masks.takeRuns(endingIn: view)
    let first = tokens.count
    if ends != 0 {
      tokens.append(starts: starts, ends: ends, from: base, marks: pending)
      pending = []
    }
    while masks.sentenceEnds != 0 {
      let before = (masks.sentenceEnds & (0 &- masks.sentenceEnds)) &- 1
      masks.sentenceEnds &= masks.sentenceEnds &- 1
      let next = first &+ (starts & before).nonzeroBitCount
      if next < tokens.count {
        tokens.marks[next].insert(.sentenceStart)
      } else {
        pending.insert(.sentenceStart)
      }
    }
  }

  /// Cuts segments from the word boundary `start` until one ends beyond `index`, and on as long as
  /// the text is not ASCII.
  private mutating func cutSegments(
    of text: Span<UInt8>, from start: Int, beyond index: Int, into tokens: inout TokenStream
  ) -> Int {
    var next = start
    while next <= index { next = cutSegment(of: text, from: next, into: &tokens) }
    while next < text.count {
      if dictionary == nil && isPlainIdeograph(at: next, in: text) {
        append(next, next &+ 3, [], to: &tokens)
        next &+= 3
      } else if text[next] >= 0x80 {
        next = cutSegment(of: text, from: next, into: &tokens)
      } else if text[next] == UInt8(ascii: " "), next + 1 < text.count, text[next + 1] >= 0x80 {
        next += 1
      } else {
        break
      }
    }
    return next
  }

  /// Whether an ideograph of U+4E00–9FFF is at `index`, and another one, ASCII or a sign of
  /// U+FF00–FF3F behind it: a segment that needs no rules.
  @inline(__always)
  private func isPlainIdeograph(at index: Int, in text: Span<UInt8>) -> Bool {
    let lead = text[index]
    guard 0xE4...0xE9 ~= lead, lead > 0xE4 || text[index + 1] >= 0xB8, index + 4 < text.count else {
      return false
    }
    let next = text[index + 3]
    return next < 0x80 || 0xE4...0xE9 ~= next || (next == 0xEF && text[index + 4] == 0xBC)
  }
}

import TestSupport
import Testing

@testable import Bytes

/// How an inflater judges a stream.
enum Outcome: Equatable {
  case sound([UInt8])
  case truncated, corrupt, trailingGarbage
  case windowTooLarge(needed: Int)
  case unsupported

  /// Whether the content came out whole.
  var isSound: Bool { if case .sound = self { true } else { false } }

  /// What `inflater` says of `input`, which it gets in pieces of `inputStep` bytes, with room for
  /// `outputStep` bytes at a time.
  init(
    of input: [UInt8], by inflater: any Inflater, inputStep: Int = .max, outputStep: Int = 1 << 16
  ) {
    var output: [UInt8] = []
    var used = 0
    do throws(CompressionDamage) {
      while true {
        let end = used + min(inputStep, input.count - used)
        let before = output.count
        try output.append(addingCapacity: outputStep) { (room) throws(CompressionDamage) in
          used += try inflater.inflate(input.span.extracting(used..<end), into: &room)
        }
        if output.count - before < outputStep && used == input.count { break }
      }
      try inflater.finish()
      self = .sound(output)
    } catch {
      switch error {
      case .truncated: self = .truncated
      case .corrupt: self = .corrupt
      case .trailingGarbage: self = .trailingGarbage
      case .windowTooLarge(let needed, _): self = .windowTooLarge(needed: needed)
      case .unsupported: self = .unsupported
      }
    }
  }
}

extension [UInt8] {
  /// These bytes damaged in one to four places, in one of four ways each.
  func damaged(_ generator: inout Generator) -> [UInt8] {
    var damaged = self
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<damaged.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: damaged[place] = .random(in: 0...255, using: &generator)
      case 1: damaged.removeSubrange(place..<Swift.min(place + 3, damaged.count))
      case 2: damaged.insert(.random(in: 0...255, using: &generator), at: place)
      default: damaged.insert(contentsOf: damaged[place...].prefix(9), at: place)
      }
      if damaged.isEmpty { break }
    }
    return damaged
  }
}

/// What every form of compression must do, whatever its library.
@Suite struct CompressionTests {
  static let names = CompressionRegistry.all.map { $0.name }

  /// A form of compression, its streams, and what they hold.
  struct Form {
    let form: any Compression.Type
    let streams: [(bytes: [UInt8], content: [UInt8])]

    init(_ name: String) throws {
      let form = try #require(CompressionRegistry.all.first { $0.name == name })
      let text = Array(
        (0..<60).map { "line \($0 * $0 % 83) of some text, \($0 % 7 == 0 ? "again" : "")\n" }
          .joined().utf8)
      var generator = Generator(seed: 3)
      let noise = (0..<150).map { _ in UInt8.random(in: 0...255, using: &generator) }
      func pack(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, in: form) }
      self.form = form
      streams = [
        (try #require(toolOutput[name]), toolText), (pack(text), text), (pack([]), []),
        (pack(noise) + pack([]) + pack(text), noise + text),
      ]
    }

    func outcome(
      of bytes: [UInt8], inputStep: Int = .max, outputStep: Int = 1 << 16
    ) -> Outcome {
      Outcome(
        of: bytes, by: form.inflater(windowLimit: 8 << 20), inputStep: inputStep,
        outputStep: outputStep)
    }
  }

  @Test(arguments: names) func streamsComeOutTheSameHoweverTheyAreDivided(name: String) throws {
    let form = try Form(name)
    for (index, stream) in form.streams.enumerated() {
      #expect(CompressionRegistry.compression(beginning: stream.bytes)?.name == name)
      for inputStep in [1, 2, 3, 7, 100, Int.max] {
        for outputStep in [1, 2, 17, 300, 1 << 16] {
          let outcome = form.outcome(
            of: stream.bytes, inputStep: inputStep, outputStep: outputStep)
          #expect(
            outcome == .sound(stream.content), "stream \(index), \(inputStep), \(outputStep)")
        }
      }
    }
  }

  /// Several blocks of every form, and many members, as parallel compressors write them.
  @Test(arguments: names) func longStreamsComeOut(name: String) throws {
    let form = try Form(name).form
    var generator = Generator(seed: 11)
    let words = (0..<2000).map { _ in generator.bytes(upTo: 12) }
    let content = (0..<400_000).flatMap { _ in generator.pick(words) }
    #expect(content.count > 2 << 20)
    let many = stride(from: 0, to: content.count, by: 200_000).flatMap {
      packed(Array(content[$0..<min($0 + 200_000, content.count)]), in: form)
    }
    for stream in [packed(content, in: form), many] {
      for (inputStep, outputStep) in [(256 << 10, 1 << 20), (1000, 333), (333, 1 << 20)] {
        let outcome = Outcome(
          of: stream, by: form.inflater(windowLimit: 8 << 20), inputStep: inputStep,
          outputStep: outputStep)
        let isWhole = outcome == .sound(content)
        #expect(isWhole, "\(inputStep), \(outputStep)")
      }
    }
  }

  @Test(arguments: names) func everyTruncationIsFound(name: String) throws {
    let form = try Form(name)
    for (index, stream) in form.streams.enumerated() {
      // The last stream has three members, and may end after each.
      let wholes = index < 3 ? [] : Self.ends(of: stream.bytes, form.form)
      for length in 0..<stream.bytes.count where !wholes.contains(length) {
        let cut = Array(stream.bytes[..<length])
        for inputStep in [1, Int.max] {
          let outcome = form.outcome(of: cut, inputStep: inputStep)
          #expect(outcome == .truncated, "stream \(index) cut after \(length), \(inputStep) in")
        }
      }
    }
  }

  /// The lengths at which the beginning of `stream` is sound by itself.
  private static func ends(of stream: [UInt8], _ form: any Compression.Type) -> [Int] {
    let ends = (1..<stream.count).filter {
      Outcome(of: Array(stream[..<$0]), by: form.inflater(windowLimit: 8 << 20)).isSound
    }
    #expect(ends.count == 2)
    return ends
  }

  @Test(arguments: names) func noFlippedBitChangesTheContent(name: String) throws {
    let form = try Form(name)
    for (index, stream) in form.streams.enumerated() {
      var sound = 0
      for bit in 0..<stream.bytes.count * 8 {
        var damaged = stream.bytes
        damaged[bit / 8] ^= 1 << (bit % 8)
        let outcome = form.outcome(of: damaged, inputStep: bit % 3 == 0 ? 1 : .max)
        if outcome.isSound { sound += 1 }
        let isFound = !outcome.isSound || outcome == .sound(stream.content)
        #expect(isFound, "stream \(index), bit \(bit)")
      }
      // What says nothing about the content: time and system in headers of gzip, the sizes of
      // windows and blocks, and bits that pad the last byte.
      #expect(sound <= 3 * 56, "stream \(index)")
    }
  }

  @Test(arguments: names) func noDamageChangesTheContent(name: String) throws {
    let form = try Form(name)
    var generator = Generator(seed: 7)
    for (index, stream) in form.streams.enumerated() {
      for _ in 0..<1000 {
        let damaged = stream.bytes.damaged(&generator)
        let outcome = form.outcome(of: damaged, inputStep: damaged.count % 2 == 0 ? 7 : .max)
        #expect(!outcome.isSound || outcome == .sound(stream.content), "stream \(index)")
      }
    }
  }

  @Test(arguments: names) func onlyMembersAndZerosMayFollow(name: String) throws {
    let form = try Form(name)
    for stream in form.streams {
      for zeros in 1...9 {
        let padded = stream.bytes + [UInt8](repeating: 0, count: zeros)
        #expect(form.outcome(of: padded) == .sound(stream.content), "\(zeros) zeros")
        #expect(form.outcome(of: padded, inputStep: 1) == .sound(stream.content), "\(zeros) zeros")
      }
      let beginning = Array(form.form.signature.prefix(1))
      for garbage: [UInt8] in [[1], [0, 0, 5], beginning + [0], Array("tail".utf8)] {
        #expect(form.outcome(of: stream.bytes + garbage) == .trailingGarbage)
        #expect(form.outcome(of: stream.bytes + garbage, inputStep: 1) == .trailingGarbage)
      }
      #expect(form.outcome(of: stream.bytes + beginning) == .truncated)
    }
  }

  /// Padding between streams is what xz allows, four bytes at a time, and no other form.
  @Test(arguments: names) func zerosBetweenMembers(name: String) throws {
    let form = try Form(name)
    let stream = form.streams[1]
    for zeros in 1...8 {
      let both = stream.bytes + [UInt8](repeating: 0, count: zeros) + stream.bytes
      let expected: Outcome =
        form.form.paddingUnit == 4 && zeros % 4 == 0
        ? .sound(stream.content + stream.content) : .trailingGarbage
      for inputStep in [1, 3, Int.max] {
        #expect(form.outcome(of: both, inputStep: inputStep) == expected, "\(zeros) zeros")
      }
    }
  }

  @Test(arguments: [Zstandard.name, LZ4.name])
  func skippableFramesArePassedOver(name: String) throws {
    let form = try Form(name)
    let stream = form.streams[1]
    let frames =
      skippableFrame([9, 9, 9, 9]) + stream.bytes + skippableFrame([], kind: 15)
      + skippableFrame([UInt8](repeating: 7, count: 200)) + stream.bytes + skippableFrame([1])
    #expect(CompressionRegistry.compression(beginning: frames)?.name == name)
    for inputStep in [1, 3, Int.max] {
      #expect(
        form.outcome(of: frames, inputStep: inputStep) == .sound(stream.content + stream.content))
    }
    for length in 1..<9 {
      #expect(form.outcome(of: Array(frames.dropLast(length))) == .truncated, "\(length) missing")
    }
    #expect(form.outcome(of: skippableFrame([1])) == .truncated)
    #expect(CompressionRegistry.compression(beginning: skippableFrame([1])) == nil)
  }

  @Test func aWindowBeyondTheLimitIsRefusedWithItsSize() {
    func outcome(_ stream: [UInt8], _ form: any Compression.Type, limit: Int) -> Outcome {
      Outcome(of: stream, by: form.inflater(windowLimit: limit), inputStep: 1)
    }
    for exponent: UInt8 in [20, 23, 24, 27, 31, 41] {
      let frame = zstandardFrame(toolText, windowExponent: exponent)
      let expected: Outcome =
        exponent <= 23 ? .sound(toolText) : .windowTooLarge(needed: 1 << Int(exponent))
      #expect(outcome(frame, Zstandard.self, limit: 8 << 20) == expected)
      #expect(outcome(frame, Zstandard.self, limit: (16 << 20) - 1) == expected)
    }
    // Between two powers of two, and as the size of a content of one segment.
    #expect(
      outcome([0x28, 0xB5, 0x2F, 0xFD, 0, 17 << 3 | 5, 1, 0, 0], Zstandard.self, limit: 1 << 27)
        == .windowTooLarge(needed: (1 << 27) / 8 * 13))
    #expect(
      outcome(
        [0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0], Zstandard.self,
        limit: 1 << 27) == .windowTooLarge(needed: 1 << 40))
    #expect(outcome(xzWithLargeDictionary, Xz.self, limit: 64 << 20) == .sound(toolText))
    guard
      case .windowTooLarge(let needed) = outcome(xzWithLargeDictionary, Xz.self, limit: 62 << 20)
    else {
      Issue.record("a dictionary of 64 MiB within 62")
      return
    }
    #expect((64 << 20)...(65 << 20) ~= needed)
  }

  @Test func whatNoEngineKnowsIsNamed() {
    // A frame that asks for the dictionary with the number 1.
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x01, 0x00, 0x01, 1, 0, 0]
    #expect(Outcome(of: frame, by: Zstandard.inflater(windowLimit: 1 << 20)) == .unsupported)
  }

  @Test func namesPromiseCompressions() {
    let promised = [
      "gz": "gzip", "tgz": "gzip", "xz": "xz", "txz": "xz", "zst": "zstd", "tzst": "zstd",
      "bz2": "bzip2", "tbz2": "bzip2", "tbz": "bzip2", "lz4": "lz4", "tlz4": "lz4",
    ]
    for (suffix, name) in promised {
      #expect(CompressionRegistry.compression(named: "news/a.tar.\(suffix)")?.name == name)
    }
    #expect(CompressionRegistry.compression(named: "xz") == nil)
    #expect(CompressionRegistry.compression(named: "a.jsonl") == nil)
  }

  @Test func textIsNoCompression() {
    for text in ["BZh", "BZh9 is how bzip2 begins", "P*M", "Q*M\u{18}", "(µ/ý"] {
      #expect(CompressionRegistry.compression(beginning: Array(text.utf8)) == nil)
    }
  }
}

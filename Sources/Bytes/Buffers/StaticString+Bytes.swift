extension StaticString {
  /// The UTF-8 bytes of the literal, read where the linker put them.
  public var bytes: Span<UInt8> {
    // A literal of more than one scalar is stored as bytes that live as long as the program.
    @_lifetime(immortal)
    get {
      precondition(hasPointerRepresentation, "a literal of one scalar has no bytes")
      let span = unsafe Span(_unsafeStart: utf8Start, count: utf8CodeUnitCount)
      return unsafe _overrideLifetime(span, borrowing: ())
    }
  }
}

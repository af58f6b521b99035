/// Why a file or a record is refused while its batch goes on: a code and a sentence.
struct Refusal: Equatable, Sendable {
  var code: String
  var reason: String
}

/// Arrays as the rows of a table, whose values have no names; and objects that follow something
/// else on their line, as in logs.
enum JSONRowsSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let body = JSONBody(sample)
    if body.rows.isMost(besides: body.other + body.objects + body.behindText) {
      return Foreign(
        "a list of JSON arrays, whose values have no names",
        "name the values, as in `jq -c '{id: .[0], body: .[1]}'`")
    }
    let (objects, other) = (body.behindText, body.other)
    let isRow = objects.count > 1 && objects.count > other.count
    let isMost = objects.count >= other.count && objects.bytes >= other.bytes + body.textBefore
    guard isRow || isMost, objects.count > 0 else { return nil }
    return Foreign(
      "a log of JSON objects, with something before each",
      "cut away what comes before the objects, as in `sed 's/^[^{]*//'`")
  }
}

/// Sorts `keys` upwards and moves `values` along, both of one length.
///
/// A least-significant-digit radix sort over the low `bits` bits of the keys, eleven at a time; the
/// higher bits must be zero. Equal keys keep their order; digits that all keys share cost nothing.
/// `spareKeys` and `spareValues` are scratch memory that the caller keeps from sort to sort. Linear
/// in the count.
public func radixSort(
  keys: inout Buffer<UInt64>, values: inout Buffer<UInt32>, bits: Int,
  spareKeys: inout Buffer<UInt64>, spareValues: inout Buffer<UInt32>
) {
  let count = keys.count
  guard count > 1 else { return }
  spareKeys.extend(to: count, with: 0)
  spareValues.extend(to: count, with: 0)
  spareKeys.truncate(to: count)
  spareValues.truncate(to: count)
  var differing: UInt64 = 0
  for index in 0..<count { differing |= keys[index] ^ keys[0] }
  let width = 11
  var places = Buffer<Int>(repeating: 0, count: 1 << width)
  var shift = 0
  while shift < bits {
    let digits = UInt64((1 << min(width, bits - shift)) - 1)
    if differing >> UInt64(shift) & digits != 0 {
      for index in 0..<places.count { places[index] = 0 }
      for index in 0..<count {
        places[Int(keys[index] >> UInt64(shift) & digits)] &+= 1
      }
      var start = 0
      for index in 0..<places.count {
        let here = places[index]
        places[index] = start
        start &+= here
      }
      for index in 0..<count {
        let key = keys[index]
        let digit = Int(key >> UInt64(shift) & digits)
        let place = places[digit]
        places[digit] = place &+ 1
        spareKeys[place] = key
        spareValues[place] = values[index]
      }
      swap(&keys, &spareKeys)
      swap(&values, &spareValues)
    }
    shift += width
  }
}

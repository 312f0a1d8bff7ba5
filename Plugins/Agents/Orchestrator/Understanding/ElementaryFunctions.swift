// The two functions training needs from mathematics. Our own, so that every
// platform trains the very same weights and the plugin links no libm.

enum ElementaryFunctions {
    /// e to the power of a number not above zero, right to six digits.
    static func exponential(_ exponent: Float) -> Float {
        guard exponent > -80 else { return 0 }
        let binary = exponent * 1.442_695
        let whole = Int32(binary) - 1
        let part = binary - Float(whole)
        // 2 to the power of `part`, which is in 0...1, by its Taylor series.
        let power =
            1 + part
            * (0.693_147_2 + part
                * (0.240_226_5 + part
                    * (0.055_504_1
                        + part * (0.009_618_1 + part * 0.001_333_6))))
        return power * Float(bitPattern: UInt32(truncatingIfNeeded: whole + 127) << 23)
    }

    /// One over the square root of a normal positive number, by a good first
    /// guess from the exponent bits and two Newton steps, right to five digits.
    static func inverseSquareRoot(_ number: Float) -> Float {
        var guess = Float(bitPattern: 0x5F37_59DF &- (number.bitPattern >> 1))
        for _ in 0..<2 {
            guess *= 1.5 - 0.5 * number * guess * guess
        }
        return guess
    }
}

//! The functions that a network needs of single numbers.

use fearless_simd::{f32x8, i32x8, prelude::*};

/// What is less than the logarithm of the least ordinary number.
const LEAST: f32 = -87.0;

/// e to the power of numbers that are not above 88: right to about two units of the last place (Cephes' polynomial).
#[inline(always)]
pub fn exp<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    const FACTORS: [f32; 6] = [1.987_569_1e-4, 1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5];
    let x = x.max(LEAST);
    let power = (x * std::f32::consts::LOG2_E).round_ties_even();
    let rest = x - power * 0.693_359_4 - power * -2.121_944_4e-4;
    let value = polynomial(simd, rest, &FACTORS) * rest * rest + rest + 1.0;
    let bits: i32x8<S> = (power.to_int::<i32x8<S>>() + 127) << 23;
    value * bits.bitcast::<f32x8<S>>()
}

/// GELU, x times the share of a normal distribution below x, by a quotient of polynomials for the error function (Eigen's);
/// off by no more than two millionths.
#[inline(always)]
pub fn gelu<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    const ABOVE: [f32; 7] = [
        -2.726_142_4e-10,
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906e-4,
        -2.954_600_1e-3,
        -1.609_603_3e-2,
    ];
    const BELOW: [f32; 5] = [-1.456_607_2e-5, -2.133_740_2e-4, -1.682_827e-3, -7.373_329_3e-3, -1.426_479_6e-2];
    // Farther out the error function is one.
    let z = (x * std::f32::consts::FRAC_1_SQRT_2).max(-4.0).min(4.0);
    let square = z * z;
    let erf = z * polynomial(simd, square, &ABOVE) / polynomial(simd, square, &BELOW);
    x * 0.5 * (erf + 1.0)
}

/// The value of a polynomial; its highest factor comes first.
#[inline(always)]
fn polynomial<S: Simd>(simd: S, x: f32x8<S>, factors: &[f32]) -> f32x8<S> {
    let mut value = f32x8::splat(simd, factors[0]);
    for factor in &factors[1..] {
        value = value * x + *factor;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};

    /// erf by its series, in twice the precision.
    fn erf(x: f64) -> f64 {
        let term = |(power, sum): (f64, f64), n: i32| {
            let n = f64::from(n);
            (-power * x * x / n, sum + -power * x * x / n / (2.0 * n + 1.0))
        };
        (1..150).fold((x, x), |state, n| term((state.0, state.1), n)).1 * 2.0 / std::f64::consts::PI.sqrt()
    }

    fn each(function: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64, within: f64) {
        for step in -4000i16..0 {
            let x = f32::from(step) / 1000.0;
            let (found, wanted) = (f64::from(function(x)), exact(f64::from(x)));
            assert!((found - wanted).abs() <= within, "{x}: {found} {wanted}");
        }
    }

    #[test]
    fn functions_are_near_enough() {
        let at = |x: f32| dispatch!(Level::new(), simd => exp(simd, f32x8::splat(simd, x)).to_array()[0]);
        each(at, f64::exp, 2e-7);
        let at = |x: f32| dispatch!(Level::new(), simd => gelu(simd, f32x8::splat(simd, x)).to_array()[3]);
        each(at, |x| x * 0.5 * (1.0 + erf(x / 2f64.sqrt())), 2e-6);
        each(|x| at(-x), |x| -x * 0.5 * (1.0 + erf(-x / 2f64.sqrt())), 2e-6);
    }
}

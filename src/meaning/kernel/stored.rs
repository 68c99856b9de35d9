//! Numbers as they are stored.

/// How many numbers share a scale where they are stored in 4 bits each.
const SHARED: usize = 32;
/// The bytes of these: the scale in two, then all low halves, then all high ones.
const BYTES: usize = 2 + SHARED / 2;

/// Floats from their bytes.
pub fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes))
}

/// How many bytes hold so many numbers of 4 bits.
pub fn packed(numbers: usize) -> usize {
    numbers / SHARED * BYTES
}

/// Expands numbers of 4 bits.
pub fn unpack(bytes: &[u8], out: &mut [f32]) {
    for ([low, high, halves @ ..], out) in bytes.as_chunks::<BYTES>().0.iter().zip(out.as_chunks_mut::<SHARED>().0) {
        let scale = half(u16::from_le_bytes([*low, *high]));
        let (first, second) = out.split_at_mut(SHARED / 2);
        for ((byte, first), second) in halves.iter().zip(first).zip(second) {
            *first = f32::from((byte & 15).cast_signed() - 8) * scale;
            *second = f32::from((byte >> 4).cast_signed() - 8) * scale;
        }
    }
}

/// A row whose numbers are whole, in signed bytes, times a scale: added to another.
pub fn add_scaled(scale: f32, bytes: &[u8], out: &mut [f32]) {
    for (byte, out) in bytes.iter().zip(out) {
        *out += f32::from(byte.cast_signed()) * scale;
    }
}

/// A float of 16 bits.
fn half(bits: u16) -> f32 {
    let (power, rest) = (u32::from(bits >> 10 & 31), u32::from(bits & 1023));
    let size = match power {
        0 => rest as f32 * f32::from_bits(103 << 23),
        power => f32::from_bits((power + 112) << 23 | rest << 13),
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_read() {
        let cases =
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0x0400, 6.103_515_6e-5)];
        for (bits, number) in cases {
            assert_eq!(half(bits), number);
        }
    }

    #[test]
    fn four_bits_are_expanded() {
        let mut bytes = [0u8; BYTES];
        bytes[..2].copy_from_slice(&0x3c00u16.to_le_bytes());
        bytes[2] = 0xf1;
        let mut out = [0.0; SHARED];
        unpack(&bytes, &mut out);
        assert_eq!((out[0], out[16], out[1]), (-7.0, 7.0, -8.0));
    }
}

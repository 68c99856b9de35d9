//! Themes: what each role looks like, read from a small text, fitted to the colours of the terminal.
//!
//! A line is a role and its style: colour words and attributes, such as `#e3c07a underline` or `black on bright-yellow`.
//! Colours are `#rrggbb`, or one of the terminal's sixteen by name. No role is told by colour alone.

use crate::tui::model::ask::Colours;
use crate::tui::model::role::Role;
use ratatui::style::{Color, Modifier, Style};

/// What each role looks like.
#[derive(Clone, PartialEq, Debug)]
pub struct Theme {
    styles: [Style; Role::NAMES.len()],
}

/// The themes that come with the program.
pub const THEMES: [(&str, &str); 5] = [
    ("dark", include_str!("../../assets/themes/dark.theme")),
    ("light", include_str!("../../assets/themes/light.theme")),
    ("contrast", include_str!("../../assets/themes/contrast.theme")),
    ("okabe-ito", include_str!("../../assets/themes/okabe-ito.theme")),
    ("mono", include_str!("../../assets/themes/mono.theme")),
];

impl Theme {
    /// A theme that comes with the program, fitted to the terminal's colours; without colours it is always `mono`.
    pub fn named(name: &str, colours: Colours) -> Self {
        let name = if colours == Colours::None { "mono" } else { name };
        let text = THEMES.iter().find(|(known, _)| *known == name).map_or(THEMES[0].1, |(_, text)| text);
        Self::read(text, colours).unwrap_or(Self { styles: [Style::new(); Role::NAMES.len()] })
    }

    /// Reads a theme; an error names the line and what is wrong with it.
    pub fn read(text: &str, colours: Colours) -> Result<Self, String> {
        let mut styles = [Style::new(); Role::NAMES.len()];
        for (number, line) in text.lines().enumerate() {
            let mut words = line.split_whitespace();
            let Some(name) = words.next().filter(|name| !name.starts_with('#')) else { continue };
            let place = || format!("line {}", number.saturating_add(1));
            let known = Role::NAMES.iter().position(|(_, known)| *known == name);
            let index = known.ok_or_else(|| format!("{}: no role is named {name}", place()))?;
            styles[index] = style(words, colours).map_err(|word| format!("{}: what is {word}?", place()))?;
        }
        Ok(Self { styles })
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The ground on which everything stands, with nothing of what stood there before.
    pub fn ground(&self) -> Style {
        Style::reset().patch(self.style(Role::Ground))
    }
}

fn style<'a>(words: impl Iterator<Item = &'a str>, colours: Colours) -> Result<Style, &'a str> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words {
        let attribute = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            "strike" => Modifier::CROSSED_OUT,
            "on" => {
                ground = true;
                continue;
            }
            _ => {
                let colour = fit(colour(word).ok_or(word)?, colours);
                style = if ground { style.bg(colour) } else { style.fg(colour) };
                continue;
            }
        };
        style = style.add_modifier(attribute);
    }
    Ok(style)
}

/// The terminal's sixteen colours: their names, and the values that most terminals give them.
const SIXTEEN: [(&str, Color, (u8, u8, u8)); 16] = [
    ("black", Color::Black, (0, 0, 0)),
    ("red", Color::Red, (205, 49, 49)),
    ("green", Color::Green, (13, 188, 121)),
    ("yellow", Color::Yellow, (229, 192, 16)),
    ("blue", Color::Blue, (36, 114, 200)),
    ("magenta", Color::Magenta, (188, 63, 188)),
    ("cyan", Color::Cyan, (17, 168, 205)),
    ("white", Color::Gray, (204, 204, 204)),
    ("bright-black", Color::DarkGray, (102, 102, 102)),
    ("bright-red", Color::LightRed, (241, 76, 76)),
    ("bright-green", Color::LightGreen, (35, 209, 139)),
    ("bright-yellow", Color::LightYellow, (245, 245, 67)),
    ("bright-blue", Color::LightBlue, (59, 142, 234)),
    ("bright-magenta", Color::LightMagenta, (214, 112, 214)),
    ("bright-cyan", Color::LightCyan, (41, 184, 219)),
    ("bright-white", Color::White, (255, 255, 255)),
];

fn colour(word: &str) -> Option<Color> {
    if let Some((_, named, _)) = SIXTEEN.iter().find(|(name, ..)| *name == word) {
        return Some(*named);
    }
    let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

/// The nearest colour that the terminal has.
fn fit(colour: Color, colours: Colours) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return if colours == Colours::None { Color::Reset } else { colour };
    };
    let wanted = (red, green, blue);
    match colours {
        // The palette's name of the very same colour takes half the bytes.
        Colours::True => (16..=255u8).find(|&index| palette(index) == wanted).map_or(colour, Color::Indexed),
        Colours::Palette => {
            (16..=255u8).min_by_key(|&index| distance(wanted, palette(index))).map_or(Color::Reset, Color::Indexed)
        }
        // A hue that says something stays a hue: the greys are nearest to most soft colours.
        Colours::Sixteen => {
            let fitting = SIXTEEN.iter().filter(|(_, _, value)| is_hue(*value) == is_hue(wanted));
            fitting.min_by_key(|(_, _, value)| distance(wanted, *value)).map_or(Color::Reset, |c| c.1)
        }
        Colours::None => Color::Reset,
    }
}

/// How far the channels of a colour with a hue are apart, at least.
const LEAST_HUE: u8 = 32;

fn is_hue((red, green, blue): (u8, u8, u8)) -> bool {
    red.max(green).max(blue).saturating_sub(red.min(green).min(blue)) >= LEAST_HUE
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    // Weights of the channels in what the eye takes for brightness, roughly.
    let part = |x: u8, y: u8, weight: u32| weight.saturating_mul(u32::from(x.abs_diff(y)).saturating_pow(2));
    part(a.0, b.0, 3).saturating_add(part(a.1, b.1, 4)).saturating_add(part(a.2, b.2, 2))
}

/// The value of a colour of the palette's cube (16 to 231) or grey ramp (232 to 255).
fn palette(index: u8) -> (u8, u8, u8) {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index.checked_sub(232) {
        Some(step) => {
            let grey = step.saturating_mul(10).saturating_add(8);
            (grey, grey, grey)
        }
        None => {
            let cube = usize::from(index.saturating_sub(16));
            (STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_gives_every_role() {
        for (name, text) in THEMES {
            Theme::read(text, Colours::True).unwrap_or_else(|error| panic!("{name}: {error}"));
            for (role, word) in Role::NAMES {
                let given = text.lines().filter(|line| line.split_whitespace().next() == Some(word)).count();
                assert_eq!(given, 1, "{name} gives {word} once");
                assert_eq!(Role::NAMES[role as usize].1, word, "the order is the enum's");
            }
        }
    }

    #[test]
    fn marks_differ_without_colour() {
        for (name, text) in THEMES {
            let theme = Theme::read(text, Colours::None).unwrap();
            let marks = [Role::Plain, Role::Dim, Role::Accent, Role::Phrase, Role::Common, Role::Hit];
            if name == "mono" {
                for (index, a) in marks.iter().enumerate() {
                    for b in marks.iter().skip(index + 1) {
                        assert_ne!(theme.style(*a), theme.style(*b), "{name}: {a:?} and {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn colours_fit_the_terminal() {
        let cases = [
            ("#ff0001", Colours::True, Color::Rgb(255, 0, 1)),
            ("#ff0000", Colours::True, Color::Indexed(196)),
            ("#ff0000", Colours::Palette, Color::Indexed(196)),
            ("#808080", Colours::Palette, Color::Indexed(244)),
            ("#d03030", Colours::Sixteen, Color::Red),
            ("bright-cyan", Colours::Sixteen, Color::LightCyan),
            ("#ff0000", Colours::None, Color::Reset),
        ];
        for (word, colours, expected) in cases {
            assert_eq!(fit(colour(word).unwrap(), colours), expected, "{word} in {colours:?}");
        }
        assert_eq!(colour("#12345"), None);
        assert!(Theme::read("plain mauve", Colours::True).unwrap_err().contains("line 1: what is mauve?"));
    }
}

//! Finds number expressions in a token stream: digits, words, mixtures, fractions, ratios, ordinals.
//!
//! One left-to-right pass with bounded look-ahead, so time is linear in the tokens. Meanings of
//! words come from the caller's lexicon; characters (digits, `½`, hyphens, signs) are read here.

use rust_decimal::Decimal;

use super::decimal::{DigitShape, parse_digits, power_of_ten, vulgar};
use super::number::{NumberKind, NumberMention, NumberSpec, NumberValue};
use crate::lexis::token::{Shape, Token, WordId};

/// All number expressions in `tokens`, in text order. A ratio (`one in five`) and a number whose
/// one-letter suffix could be a unit (`10m`) come beside the plain numbers they contain.
#[must_use]
pub fn scan_numbers<'s>(
    tokens: &[Token],
    text: &str,
    word_spec: &'s dyn Fn(WordId) -> Option<&'s NumberSpec>,
) -> Vec<NumberMention> {
    let scan = Scan { tokens, text, word_spec };
    let mut found: Vec<NumberMention> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !scan.may_start(i) {
            i += 1;
            continue;
        }
        let Some((value, end)) = scan.expression(i) else {
            i += scan.skip(i);
            continue;
        };
        if value.suffix {
            let bare = Decimal::checked_div(value.low, value.scale).unwrap_or(value.low);
            let mut plain = NumberValue::exact(bare, NumberKind::Cardinal);
            plain.digits = value.digits;
            plain.part = true;
            found.push(NumberMention { start: i as u32, end: end as u32 - 1, value: plain });
        }
        found.push(NumberMention { start: i as u32, end: end as u32, value });
        if let Some(ratio) = scan.ratio(&found) {
            found.push(ratio);
        }
        i = end;
    }
    found.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    found
}

struct Scan<'a, 's> {
    tokens: &'a [Token],
    text: &'a str,
    word_spec: &'s dyn Fn(WordId) -> Option<&'s NumberSpec>,
}

/// Last part of a cardinal in the making.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    None,
    Article,
    Digits,
    Unit,
    Ten,
    Hundred,
    Magnitude,
    And,
    /// Nothing more but a magnitude may follow (`two and a half` million).
    Fraction,
    /// Nothing more may follow.
    Closed,
}

/// Form of a denominator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Fraction,
    Plural,
    Ordinal,
}

struct Cardinal {
    value: NumberValue,
    end: usize,
}

impl<'s> Scan<'_, 's> {
    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    fn spec(&self, i: usize) -> Option<&'s NumberSpec> {
        let token = self.token(i)?;
        if token.word == WordId::UNKNOWN { None } else { (self.word_spec)(token.word) }
    }

    fn str(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| t.span.of(self.text))
    }

    fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape.has(Shape::GLUED))
    }

    fn is_digits(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape.has(Shape::DIGITS)) || self.vulgar(i).is_some()
    }

    /// A slash between numbers, plain or the one for fractions.
    fn slash(&self, i: usize) -> bool {
        matches!(self.str(i), "/" | "⁄")
    }

    fn vulgar(&self, i: usize) -> Option<Decimal> {
        let text = self.str(i);
        let c = text.chars().next()?;
        if c.is_ascii() || c.len_utf8() != text.len() {
            return None;
        }
        let (num, den) = vulgar(c)?;
        Decimal::from(num).checked_div(Decimal::from(den))
    }

    fn digits(&self, i: usize) -> Option<(Decimal, DigitShape)> {
        if self.is_digits(i) { parse_digits(self.str(i)) } else { None }
    }

    /// Index behind a hyphen that ties token `i - 1` to token `i + 1`, else `i`.
    fn past_hyphen(&self, i: usize) -> usize {
        let tied = matches!(self.str(i), "-" | "‐" | "‑") && self.glued(i) && self.glued(i + 1);
        if tied { i + 1 } else { i }
    }

    fn may_start(&self, i: usize) -> bool {
        self.is_digits(i)
            || self.spec(i).is_some_and(|s| {
                !matches!(
                    s,
                    NumberSpec::And
                        | NumberSpec::Of
                        | NumberSpec::Point
                        | NumberSpec::Ratio
                        | NumberSpec::RatioOf
                        | NumberSpec::Over
                        | NumberSpec::Suffix(_)
                        | NumberSpec::Caps(_)
                        | NumberSpec::OrdinalSuffix
                )
            })
            || self.sign(i).is_some()
    }

    /// Tokens to pass over when no number starts at `i`: digits and all that is glued to them by
    /// slashes (`1/2/2003`), so that no number starts in their middle.
    fn skip(&self, i: usize) -> usize {
        let mut n = 1;
        while self.is_digits(i)
            && self.str(i + n) == "/"
            && self.glued(i + n)
            && self.is_digits(i + n + 1)
        {
            n += 2;
        }
        n
    }

    /// A minus sign at `i`: a word, or a dash with a gap before it and a digit glued behind.
    fn sign(&self, i: usize) -> Option<usize> {
        if matches!(self.spec(i), Some(NumberSpec::Minus)) {
            return Some(self.past_hyphen(i + 1));
        }
        let dash = matches!(self.str(i), "-" | "−" | "–");
        let alone = i == 0
            || !self.glued(i)
            || matches!(self.str(i - 1), "(" | "[" | "$" | "€" | "£" | "¥" | "<" | ">" | "=");
        let after_number = i > 0 && self.is_digits(i - 1);
        let money = |j: usize| self.str(j).chars().all(|c| !c.is_alphanumeric());
        (dash && alone && !after_number && self.glued(i + 1) && self.is_digits(i + 1) && money(i))
            .then_some(i + 1)
    }

    fn expression(&self, i: usize) -> Option<(NumberValue, usize)> {
        if self.skip(i) > 3 {
            return None;
        }
        if let Some(j) = self.sign(i) {
            let (mut value, end) = self.unsigned(j)?;
            if matches!(value.kind, NumberKind::Ordinal | NumberKind::Vague) {
                return None;
            }
            (value.low, value.high) = (-value.high, -value.low);
            return Some((value, end));
        }
        self.unsigned(i)
    }

    fn unsigned(&self, i: usize) -> Option<(NumberValue, usize)> {
        match self.spec(i) {
            Some(NumberSpec::Multiple(n)) => {
                return Some((NumberValue::exact(*n, NumberKind::Multiple), i + 1));
            }
            Some(NumberSpec::Vague(..) | NumberSpec::Plural(_) | NumberSpec::Group(..)) => {
                return self.vague(i);
            }
            Some(NumberSpec::One) if matches!(self.spec(i + 1), Some(NumberSpec::Vague(..))) => {
                return self.vague(i + 1);
            }
            _ => {}
        }
        if let Some(found) = self.fraction(i) {
            return Some(found);
        }
        let cardinal = self.cardinal(i)?;
        if cardinal.value.digits.is_none()
            && let Some((value, end)) = self.long_fraction(i, &cardinal)
        {
            return Some((NumberValue::exact(tidy(value), NumberKind::Fraction), end));
        }
        Some((cardinal.value, cardinal.end))
    }

    /// `dozens`, `several hundred`, `tens of thousands`, `a couple of million`.
    fn vague(&self, i: usize) -> Option<(NumberValue, usize)> {
        let (mut low, mut high) = match self.spec(i)? {
            NumberSpec::Vague(low, high) | NumberSpec::Group(_, low, high) => (*low, *high),
            NumberSpec::Plural(n) => (*n, n.checked_mul(Decimal::TEN)?),
            _ => return None,
        };
        let mut scale = Decimal::ONE;
        let mut end = i + 1;
        loop {
            let j = if matches!(self.spec(end), Some(NumberSpec::Of)) { end + 1 } else { end };
            let by = match self.spec(j) {
                Some(NumberSpec::Magnitude(n) | NumberSpec::Plural(n)) => *n,
                _ => break,
            };
            low = low.checked_mul(by)?;
            high = high.checked_mul(by)?;
            scale = by;
            end = j + 1;
        }
        let kind = NumberKind::Vague;
        Some((
            NumberValue { low, high, kind, digits: None, scale, suffix: false, part: false },
            end,
        ))
    }

    /// `two thirds`, `a quarter`, `7/10`, `half a million`, `three quarters of a million`.
    fn fraction(&self, i: usize) -> Option<(NumberValue, usize)> {
        let (mut value, mut end, digits, shape) = self.simple_fraction(i)?;
        let mut scale = Decimal::ONE;
        if digits.is_none() {
            let mut j = end;
            if matches!(self.spec(j), Some(NumberSpec::Of)) {
                j += 1;
            }
            if matches!(self.spec(j), Some(NumberSpec::One)) {
                j += 1;
            }
            j = self.past_hyphen(j);
            let mut any = false;
            while let Some(NumberSpec::Magnitude(n)) = self.spec(j) {
                value = value.checked_mul(*n)?;
                scale = *n;
                j += 1;
                any = true;
            }
            if any {
                end = j;
            }
        }
        let kind = if scale == Decimal::ONE { NumberKind::Fraction } else { NumberKind::Cardinal };
        let mut number = NumberValue::exact(tidy(value), kind);
        number.digits = shape;
        number.scale = scale;
        Some((number, end))
    }

    #[allow(clippy::type_complexity)]
    fn simple_fraction(
        &self,
        i: usize,
    ) -> Option<(Decimal, usize, Option<DigitShape>, Option<DigitShape>)> {
        if let Some((num, shape)) = self.digits(i) {
            if shape == DigitShape::Vulgar {
                return None;
            }
            if self.slash(i + 1) && self.glued(i + 1) && self.glued(i + 2) {
                let (den, den_shape) = self.digits(i + 2)?;
                let more = self.str(i + 3) == "/" && self.glued(i + 3);
                let plain = shape == DigitShape::Plain && den_shape == DigitShape::Plain;
                if plain && !more && num < den && !self.attached(i + 3) {
                    return Some((num.checked_div(den)?, i + 3, Some(shape), Some(shape)));
                }
                return None;
            }
        }
        let (num, hyphen, j) = match self.spec(i) {
            Some(NumberSpec::Fraction { num, den, plural: false }) => {
                // A bare fraction word: `half` of anything, others only before a magnitude.
                let scaled = matches!(self.spec(i + 1), Some(NumberSpec::Magnitude(_)));
                let tied = self.past_hyphen(i + 1) != i + 1;
                let half = *den == Decimal::TWO;
                return (half || scaled || tied)
                    .then(|| Some((num.checked_div(*den)?, i + 1, None, None)))?;
            }
            Some(NumberSpec::One) => (Decimal::ONE, false, i + 1),
            Some(NumberSpec::Unit(n)) => {
                let mut j = self.past_hyphen(i + 1);
                // "one - fourth": a hyphen with spaces.
                if j == i + 1 && self.str(j) == "-" && self.denominator(j + 1).is_some() {
                    j += 1;
                }
                (Decimal::from(*n), j != i + 1, j)
            }
            None if self.is_digits(i) => {
                let (num, shape) = self.digits(i)?;
                if shape != DigitShape::Plain {
                    return None;
                }
                let j = self.past_hyphen(i + 1);
                (num, j != i + 1, j)
            }
            _ => return None,
        };
        let article = matches!(self.spec(i), Some(NumberSpec::One));
        let (top, den, kind, end) = self.denominator(j)?;
        match kind {
            Below::Fraction => {}
            Below::Plural if article || num.is_zero() => return None,
            Below::Plural => {}
            Below::Ordinal => {
                let word_one = num == Decimal::ONE && !article && !self.is_digits(i);
                let closed = !self.token(end).is_some_and(|t| t.shape.has(Shape::WORD))
                    || matches!(self.spec(end), Some(NumberSpec::Of));
                if !(word_one || hyphen || (article && closed)) {
                    return None;
                }
            }
        }
        if num.is_zero() {
            return None;
        }
        let value = num.checked_mul(top)?.checked_div(den)?;
        let digits = self.digits(i).map(|d| d.1);
        Some((value, end, None, digits))
    }

    /// What stands below the line: `thirds`, `twenty-fifth`, `one hundred fifth`.
    fn denominator(&self, i: usize) -> Option<(Decimal, Decimal, Below, usize)> {
        match self.spec(i)? {
            NumberSpec::Fraction { num, den, plural } => {
                let kind = if *plural { Below::Plural } else { Below::Fraction };
                Some((*num, *den, kind, i + 1))
            }
            NumberSpec::Ordinal(n) if *n >= 3 => {
                Some((Decimal::ONE, Decimal::from(*n), Below::Ordinal, i + 1))
            }
            NumberSpec::Ten(ten) => {
                let j = self.past_hyphen(i + 1);
                let (unit, kind) = match self.spec(j)? {
                    NumberSpec::Fraction { den, plural: true, .. } => (*den, Below::Plural),
                    NumberSpec::Ordinal(n) => (Decimal::from(*n), Below::Ordinal),
                    _ => return None,
                };
                let fits = unit < Decimal::TEN;
                fits.then(|| (Decimal::ONE, Decimal::from(*ten) + unit, kind, j + 1))
            }
            NumberSpec::Unit(n) => {
                let NumberSpec::Magnitude(by) = self.spec(i + 1)? else { return None };
                let (top, den, kind, end) = self.denominator(i + 2)?;
                let whole = Decimal::from(*n).checked_mul(*by)?;
                let fits = top == Decimal::ONE && den < *by;
                fits.then(|| Some((Decimal::ONE, whole.checked_add(den)?, kind, end)))?
            }
            _ => None,
        }
    }

    /// A numerator of several words before a plural denominator: `one hundred thirty-two fifths`,
    /// `one hundred thirty fifths` (35ths), `twenty twenty fifths`.
    fn long_fraction(&self, i: usize, cardinal: &Cardinal) -> Option<(Decimal, usize)> {
        let last = cardinal.end.checked_sub(1)?;
        let after = self.past_hyphen(cardinal.end);
        let (top, den, kind, end) = self.denominator(after)?;
        if kind != Below::Plural || cardinal.value.kind != NumberKind::Cardinal {
            return None;
        }
        let value = cardinal.value.low;
        if let Some(NumberSpec::Ten(ten)) = self.spec(last)
            && after == cardinal.end
            && den < Decimal::TEN
            && last > i
            && !matches!(self.spec(last - 1), Some(NumberSpec::And))
        {
            let ten = Decimal::from(*ten);
            return Some((value.checked_sub(ten)?.checked_div(den + ten)?, end));
        }
        Some((value.checked_mul(top)?.checked_div(den)?, end))
    }

    /// Is token `i` glued to what stands before it and part of the same word?
    fn attached(&self, i: usize) -> bool {
        self.glued(i) && self.token(i).is_some_and(|t| t.shape.has(Shape::WORD | Shape::DIGITS))
    }

    fn cardinal(&self, i: usize) -> Option<Cardinal> {
        let mut total = Decimal::ZERO;
        let mut current = Decimal::ZERO;
        let mut limit = Decimal::MAX;
        let mut scale = Decimal::ONE;
        let mut last = Last::None;
        let mut digits = None;
        let mut suffix = false;
        let mut kind = NumberKind::Cardinal;
        // Where the number ends if nothing more fits; `and` and articles do not move it.
        let mut end = i;
        let mut j = i;
        loop {
            if let Some((value, shape)) = self.digits(j).filter(|_| last == Last::None) {
                let (value, next) = self.join_digits(j, value, shape);
                current = value;
                digits = Some(shape);
                last = Last::Digits;
                (j, end) = (next, next);
                continue;
            }
            let mut k = if j > i { self.past_hyphen(j) } else { j };
            // "fifty - two": a hyphen with spaces still ties a ten to its unit.
            if last == Last::Ten
                && k == j
                && self.str(j) == "-"
                && matches!(self.spec(j + 1), Some(NumberSpec::Unit(1..10)))
            {
                k = j + 1;
            }
            let Some(spec) = self.spec(k) else { break };
            match spec {
                NumberSpec::Unit(n) => {
                    let n = *n;
                    let fits = match last {
                        Last::None | Last::Hundred | Last::Magnitude | Last::And => true,
                        Last::Ten => (1..10).contains(&n),
                        _ => false,
                    };
                    if !fits || (digits.is_some() && last != Last::And) {
                        break;
                    }
                    current += Decimal::from(n);
                    last = Last::Unit;
                }
                NumberSpec::Ten(n) => {
                    let fits =
                        matches!(last, Last::None | Last::Hundred | Last::Magnitude | Last::And);
                    if !fits || (digits.is_some() && last != Last::And) {
                        break;
                    }
                    current += Decimal::from(*n);
                    last = Last::Ten;
                }
                NumberSpec::Magnitude(n) | NumberSpec::Plural(n) | NumberSpec::Group(n, ..) => {
                    let n = *n;
                    if matches!(last, Last::Closed | Last::And) {
                        break;
                    }
                    if matches!(last, Last::None | Last::Article) {
                        current = Decimal::ONE;
                    }
                    if n < Decimal::ONE_THOUSAND {
                        if matches!(last, Last::Hundred | Last::Magnitude)
                            || (digits.is_none()
                                && last != Last::Fraction
                                && current >= Decimal::ONE_HUNDRED)
                        {
                            break;
                        }
                        current = current.checked_mul(n)?;
                        last = if n == Decimal::ONE_HUNDRED { Last::Hundred } else { Last::Closed };
                        scale = n;
                    } else if last == Last::Magnitude {
                        if n <= limit {
                            break;
                        }
                        total = total.checked_mul(n)?;
                        (limit, scale) = (n, scale.checked_mul(n)?);
                    } else {
                        if n >= limit {
                            break;
                        }
                        total = total.checked_add(current.checked_mul(n)?)?;
                        current = Decimal::ZERO;
                        (limit, scale, last) = (n, n, Last::Magnitude);
                    }
                }
                NumberSpec::Suffix(n) => {
                    let letter = self.str(k).len() == 1;
                    // A letter apart from its number may be a unit: "8 B" and "2.33 k" are none.
                    let loose = matches!(self.str(k), "B" | "k")
                        || (self.str(k) == "M" && self.str(k - 1).contains(','));
                    if last != Last::Digits || k != j || (letter && !self.glued(k) && !loose) {
                        break;
                    }
                    current = current.checked_mul(*n)?;
                    (scale, suffix, last) = (*n, letter, Last::Closed);
                }
                NumberSpec::Caps(n) => {
                    let caps = self.str(k).bytes().all(|b| b.is_ascii_uppercase());
                    if last != Last::Digits || k != j || !caps {
                        break;
                    }
                    current = current.checked_mul(*n)?;
                    (scale, last) = (*n, Last::Closed);
                }
                NumberSpec::OrdinalSuffix => {
                    if last != Last::Digits || !self.glued(k) {
                        break;
                    }
                    (kind, last) = (NumberKind::Ordinal, Last::Closed);
                }
                NumberSpec::Ordinal(n) => {
                    let n = *n;
                    let fits = match last {
                        Last::None | Last::And => true,
                        Last::Hundred | Last::Magnitude => n < 1000,
                        Last::Ten => n < 10,
                        Last::Unit => n >= 100,
                        _ => false,
                    };
                    if !fits || digits.is_some() {
                        break;
                    }
                    current = if last == Last::Unit {
                        current.checked_mul(Decimal::from(n))?
                    } else {
                        current + Decimal::from(n)
                    };
                    (kind, last) = (NumberKind::Ordinal, Last::Closed);
                }
                NumberSpec::One if last == Last::None => {
                    if !matches!(self.spec(k + 1), Some(NumberSpec::Magnitude(_))) {
                        return None;
                    }
                    last = Last::Article;
                    j = k + 1;
                    continue;
                }
                NumberSpec::Point => {
                    let words = matches!(last, Last::Unit | Last::Ten | Last::Hundred);
                    let Some((part, next)) = words.then(|| self.after_point(k + 1))? else {
                        break;
                    };
                    current += part;
                    last = Last::Fraction;
                    (j, end) = (next, next);
                    continue;
                }
                NumberSpec::And => {
                    if let Some((part, next)) = self.and_fraction(k, last) {
                        if let (Last::Magnitude, Some(NumberSpec::Magnitude(n))) =
                            (last, self.spec(next))
                            && *n < limit
                        {
                            // "two billion and a half million"
                            total = total.checked_add(part.checked_mul(*n)?)?;
                            end = next + 1;
                            break;
                        }
                        if last == Last::Magnitude {
                            total = total.checked_add(part.checked_mul(limit)?)?;
                            last = Last::Closed;
                        } else {
                            current += part;
                            last = Last::Fraction;
                        }
                        (j, end) = (next, next);
                        continue;
                    }
                    // "3 hundred and 21"
                    if last == Last::Hundred
                        && let (Some(_), Some((n, _))) = (digits, self.digits(k + 1))
                        && n < Decimal::ONE_HUNDRED
                        && !matches!(self.spec(k + 2), Some(NumberSpec::Magnitude(_)))
                    {
                        current = current.checked_add(n)?;
                        end = k + 2;
                        break;
                    }
                    if !matches!(last, Last::Hundred | Last::Magnitude)
                        || digits.is_some()
                        || !self.and_remainder(k + 1, last, limit)
                    {
                        break;
                    }
                    last = Last::And;
                    j = self.past_hyphen(k + 1);
                    continue;
                }
                _ => break,
            }
            j = k + 1;
            end = j;
            if last == Last::Closed {
                break;
            }
        }
        if end == i {
            return None;
        }
        let mut value = NumberValue::exact(total.checked_add(current)?, kind);
        (value.digits, value.scale, value.suffix) = (digits, scale, suffix);
        Some(Cardinal { value, end })
    }

    /// `two and a half`, `three and three quarters`; token `i` is the `and`.
    fn and_fraction(&self, i: usize, last: Last) -> Option<(Decimal, usize)> {
        if matches!(last, Last::None | Last::Article | Last::And | Last::Fraction | Last::Closed) {
            return None;
        }
        let j = self.past_hyphen(i + 1);
        let bare = matches!(self.spec(j), Some(NumberSpec::Fraction { .. }));
        if bare && !matches!(self.spec(j + 1), Some(NumberSpec::Magnitude(_))) {
            return None;
        }
        if matches!(self.spec(j), Some(NumberSpec::One)) {
            // "and a-half": the article may itself be tied by a hyphen.
            let k = self.past_hyphen(j + 1);
            if let Some(NumberSpec::Fraction { num, den, plural: false }) = self.spec(k) {
                return Some((num.checked_div(*den)?, k + 1));
            }
        }
        let (value, end, digits, _) = self.simple_fraction(j)?;
        (digits.is_none() && value < Decimal::ONE).then_some((value, end))
    }

    /// Does a remainder below one hundred follow that belongs to the number before the `and`?
    /// "one hundred and five" yes; "one hundred and two hundred", "a million and 3" no.
    fn and_remainder(&self, i: usize, last: Last, limit: Decimal) -> bool {
        let mut j = self.past_hyphen(i);
        match self.spec(j) {
            Some(NumberSpec::Unit(_)) => j += 1,
            Some(NumberSpec::Ten(_)) => {
                let k = self.past_hyphen(j + 1);
                let unit = matches!(self.spec(k), Some(NumberSpec::Unit(1..10)));
                j = if unit { k + 1 } else { j + 1 };
            }
            Some(NumberSpec::Ordinal(n)) => return *n < 100,
            _ => return false,
        }
        match self.spec(self.past_hyphen(j)) {
            // "one thousand and five hundred"
            Some(NumberSpec::Magnitude(n))
                if last == Last::Magnitude
                    && *n == Decimal::ONE_HUNDRED
                    && !matches!(self.spec(j + 1), Some(NumberSpec::Magnitude(_))) =>
            {
                true
            }
            Some(NumberSpec::Magnitude(n) | NumberSpec::Plural(n)) => {
                last == Last::Hundred && *n >= Decimal::ONE_THOUSAND && *n < limit
            }
            Some(NumberSpec::Fraction { plural, .. }) => {
                !plural || matches!(self.spec(j - 1), Some(NumberSpec::Ten(_)))
            }
            _ => true,
        }
    }

    /// Digits in words behind a decimal point.
    fn after_point(&self, i: usize) -> Option<(Decimal, usize)> {
        let mut j = i;
        let mut value = Decimal::ZERO;
        let mut step = Decimal::new(1, 1);
        // "point eleven", "point seventy-one": two places at once.
        match self.spec(j) {
            Some(NumberSpec::Unit(n @ 10..20)) => {
                return Some((Decimal::new(i64::from(*n), 2), j + 1));
            }
            Some(NumberSpec::Ten(n)) => {
                let k = self.past_hyphen(j + 1);
                return match self.spec(k) {
                    Some(NumberSpec::Unit(u @ 1..10)) => {
                        Some((Decimal::new(i64::from(*n + *u), 2), k + 1))
                    }
                    _ => Some((Decimal::new(i64::from(*n), 2), j + 1)),
                };
            }
            _ => {}
        }
        while let Some(NumberSpec::Unit(n @ 0..10)) = self.spec(j) {
            value = value.checked_add(step.checked_mul(Decimal::from(*n))?)?;
            step = step.checked_mul(Decimal::new(1, 1))?;
            j += 1;
        }
        (j > i).then_some((value, j))
    }

    /// Digits in several tokens: `33 970`, `10 1/2`, `2 ½`, `5.5 × 10^-3`.
    fn join_digits(&self, i: usize, value: Decimal, shape: DigitShape) -> (Decimal, usize) {
        let mut value = value;
        let mut j = i + 1;
        let head = self.str(i);
        if shape == DigitShape::Plain && head.len() <= 3 || spaced_groups(head) {
            while self.group_of_three(j) {
                let last = self.str(j).len() > 3;
                let Some(next) = self
                    .digits(j)
                    .and_then(|(d, _)| value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(d))
                else {
                    break;
                };
                value = next;
                j += 1;
                if last {
                    break;
                }
            }
        }
        if matches!(shape, DigitShape::Plain | DigitShape::Grouped) {
            let k = self.past_hyphen(j);
            if let Some(part) = self.vulgar(k) {
                return (value + part, k + 1);
            }
            if (!self.glued(j) || k != j)
                && let Some((part, end, Some(_), _)) = self.simple_fraction(k)
                && part < Decimal::ONE
            {
                return (value + part, end);
            }
        }
        if let Some((value, end)) = self.exponent(j, value) {
            return (value, end);
        }
        if let Some((power, end)) = self.times_power(j)
            && let Some(product) = value.checked_mul(power)
        {
            return (product, end);
        }
        (value, j)
    }

    /// `1e10`, `12.3e+14`, `9.8e-3`, `2^10` behind the number's digits.
    fn exponent(&self, j: usize, value: Decimal) -> Option<(Decimal, usize)> {
        if !self.glued(j) {
            return None;
        }
        let text = self.str(j);
        if let Some(digits) = text.strip_prefix(['e', 'E'])
            && !digits.is_empty()
        {
            let power = power_of_ten(digits.parse().ok()?)?;
            return Some((value.checked_mul(power)?, j + 1));
        }
        let caret = text == "^";
        if !caret && !matches!(text, "e" | "E") {
            return None;
        }
        let mut k = j + 1;
        let mut negative = false;
        while self.glued(k) && matches!(self.str(k), "+" | "-" | "−" | "--") {
            negative ^= matches!(self.str(k), "-" | "−");
            k += 1;
        }
        if !self.glued(k) {
            return None;
        }
        let n = self.str(k).parse::<u32>().ok().filter(|n| *n <= 100)?;
        if !caret {
            let power = power_of_ten(if negative { -(n as i32) } else { n as i32 })?;
            return Some((value.checked_mul(power)?, k + 1));
        }
        let power = (0..n).try_fold(Decimal::ONE, |acc, _| acc.checked_mul(value))?;
        let result = if negative { Decimal::ONE.checked_div(power)? } else { power };
        Some((tidy(result), k + 1))
    }

    /// Exactly three digits behind one space, no more digits or letters glued behind them.
    fn group_of_three(&self, j: usize) -> bool {
        let (Some(before), Some(token)) = (self.token(j - 1), self.token(j)) else { return false };
        let text = token.span.of(self.text);
        let gap = self.text.get(before.span.end as usize..token.span.start as usize);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        whole.len() == 3
            && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
            && matches!(gap, Some(" " | "\u{a0}" | "\u{2009}" | "\u{202f}"))
            && !self.attached(j + 1)
            && !(matches!(self.str(j + 1), "." | "/" | ":") && self.attached(j + 2))
    }

    /// `× 10^6`, `x 10-3`, `x10⁶` at `j`.
    fn times_power(&self, j: usize) -> Option<(Decimal, usize)> {
        if !matches!(self.str(j), "×" | "x" | "·" | "*" | "x10") {
            return None;
        }
        // "x10^6" may come as one word.
        let word = self.str(j) == "x10";
        let j = if word { j - 1 } else { j };
        let base = if word { "10" } else { self.str(j + 1) };
        if base != "10" {
            let power = base.strip_prefix("10").filter(|s| !s.is_empty())?;
            let high = !power.is_ascii() && self.is_digits(j + 1);
            return high.then(|| Some((parse_digits(base)?.0, j + 2)))?;
        }
        let mut k = j + 2;
        if self.str(k) == "^" {
            k += 1;
        }
        let minus = matches!(self.str(k), "-" | "−" | "–") && self.glued(k);
        if minus {
            k += 1;
        }
        if k == j + 2 || !self.glued(k) {
            return None;
        }
        let exponent = self.str(k).parse::<i32>().ok()?;
        Some((power_of_ten(if minus { -exponent } else { exponent })?, k + 1))
    }

    /// A ratio that ends with the last number found: `one in five`, `3 out of 4`.
    fn ratio(&self, found: &[NumberMention]) -> Option<NumberMention> {
        let [.., a, b] = found else { return None };
        if matches!(self.spec(a.end as usize), Some(NumberSpec::Over))
            && a.end + 1 == b.start
            && [a, b].iter().all(|m| m.value.kind == NumberKind::Cardinal)
            && !b.value.low.is_zero()
        {
            let mut value =
                NumberValue::exact(tidy(a.value.low.checked_div(b.value.low)?), NumberKind::Over);
            value.digits = a.value.digits;
            return Some(NumberMention { start: a.start, end: b.end, value });
        }
        let whole = |m: &NumberMention| {
            m.value.kind == NumberKind::Cardinal
                && !m.value.low.is_zero()
                && m.value.digits != Some(DigitShape::Year)
                && value_is_whole(m.value.low)
        };
        if !whole(a) || !whole(b) {
            return None;
        }
        if a.value.low >= b.value.low {
            return None;
        }
        let between = match self.spec(a.end as usize) {
            Some(NumberSpec::Ratio) => 1,
            Some(NumberSpec::RatioOf) => 2,
            _ => return None,
        };
        if a.end + between != b.start {
            return None;
        }
        if between == 2 && !matches!(self.spec(a.end as usize + 1), Some(NumberSpec::Of)) {
            return None;
        }
        let quotient = tidy(a.value.low.checked_div(b.value.low)?);
        let mut value = NumberValue::exact(quotient, NumberKind::Ratio);
        value.digits = a.value.digits;
        Some(NumberMention { start: a.start, end: b.end, value })
    }
}

fn value_is_whole(value: Decimal) -> bool {
    value.fract().is_zero()
}

/// Are these digits in groups of three behind spaces (`1 234`)? Then more groups may follow.
fn spaced_groups(text: &str) -> bool {
    text.contains(['\u{a0}', '\u{2009}', '\u{202f}'])
}

/// Thirds have no end: fifteen significant digits, which every reader of the output keeps.
fn tidy(value: Decimal) -> Decimal {
    value.round_sf(15).unwrap_or(value).normalize()
}

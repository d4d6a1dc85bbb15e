//! Numbers in records: exact decimals, bounds, direction.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

/// An exact decimal. In JSON: a number when it has at most 15 significant digits (which any
/// reader of IEEE doubles gives back digit for digit), otherwise a string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub rust_decimal::Decimal);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let n = self.0.normalize();
        if n.scale() == 0 {
            if let Ok(i) = i64::try_from(n)
                && i.unsigned_abs() < (1 << 53)
            {
                return s.serialize_i64(i);
            }
        } else if n.mantissa().unsigned_abs() < 10_u128.pow(15)
            && let Ok(f) = n.to_string().parse::<f64>()
        {
            return s.serialize_f64(f);
        }
        s.serialize_str(&n.to_string())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let v = serde_json::Value::deserialize(d)?;
        let text = match &v {
            serde_json::Value::String(s) => s.clone(),
            other => other.to_string(),
        };
        text.parse::<rust_decimal::Decimal>()
            .or_else(|_| rust_decimal::Decimal::from_scientific(&text))
            .map(Decimal)
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Exact decimal: a number of at most 15 significant digits, else a string",
            "type": ["number", "string"]
        })
    }
}

/// How the number bounds what it counts. `≥` is not `>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Bound {
    #[default]
    Exactly,
    AtLeast,
    MoreThan,
    About,
    Nearly,
    UpTo,
    FewerThan,
    Between,
}

impl Bound {
    /// `=`, `≥`, `>`, `≈`, `≲`, `≤`, `<`, `–`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Exactly => "=",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::About => "≈",
            Self::Nearly => "≲",
            Self::UpTo => "≤",
            Self::FewerThan => "<",
            Self::Between => "–",
        }
    }
}

/// Does the number say that something rose or fell?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
}

/// A number with its bounds and unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuantityValue {
    /// The number stated; null for a range.
    pub value: Option<Decimal>,
    /// Lower bound, inclusive unless `bound` is `more_than`.
    pub low: Option<Decimal>,
    /// Upper bound, inclusive unless `bound` is `fewer_than`.
    pub high: Option<Decimal>,
    /// Kind of bound.
    pub bound: Bound,
    /// Rose or fell.
    pub direction: Option<Direction>,
    /// Vague words ("dozens"): `low`/`high` are a convention, not a statement.
    pub vague: bool,
    /// `count`, `money`, `percent`, `measure`, `age`, `duration`, `ratio`, `ordinal`, `score`, `multiple`, `number`.
    pub kind: SmolStr,
    /// Normal unit: `kilometre`, `percentage`, `pound sterling`, `mile per hour`; for counts the
    /// singular counted noun; null when none.
    pub unit: Option<SmolStr>,
    /// The unit as written.
    pub unit_text: Option<SmolStr>,
    /// Currency code (ISO 4217), CLDR unit id or null.
    pub unit_code: Option<SmolStr>,
    /// Value in SI base units where the conversion is exact.
    pub si: Option<Decimal>,
    /// That SI unit.
    pub si_unit: Option<SmolStr>,
}

//! Writing an answer as JSON: the bytes that serde_json writes, in a third of the instructions.
//!
//! Names of members are those of our own structs and need no escape, and what comes before a name is
//! always a comma, of which the first becomes the brace. A text is looked at eight bytes at a time;
//! the few that need an escape are left to serde_json, as are fractions.

use std::fmt::{Display, Write as _};

use serde::Serialize;
use serde::ser::{self, Error as _};
use serde_json::Error;

/// Adds a value to `out`.
///
/// # Errors
/// When a map has a key that is no text, or there is raw JSON in it.
pub fn write<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    value.serialize(Writer(out))
}

/// How serde_json calls a struct that is no struct.
const RAW: &str = "$serde_json::private::RawValue";

/// Writes one value.
struct Writer<'o>(&'o mut Vec<u8>);

/// A list or an object that is being written, from where it began.
struct Members<'o> {
    out: &'o mut Vec<u8>,
    start: usize,
    /// What closes it, with what closes the object around a variant.
    close: &'static [u8],
}

impl<'o> Members<'o> {
    #[inline]
    fn new(out: &'o mut Vec<u8>, close: &'static [u8]) -> Self {
        let start = out.len();
        Self { out, start, close }
    }

    /// Puts the opening bracket where the first comma stands.
    #[inline]
    fn end(self) {
        let open = if self.close[0] == b'}' { b'{' } else { b'[' };
        match self.out.get_mut(self.start) {
            Some(comma) => *comma = open,
            None => self.out.push(open),
        }
        self.out.extend_from_slice(self.close);
    }

    #[inline(always)]
    fn named<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        debug_assert!(is_plain(name.as_bytes()));
        self.out.extend_from_slice(b",\"");
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Writer(self.out))
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b',');
        value.serialize(Writer(self.out))
    }
}

/// Whether none of the bytes needs an escape: no quote, no backslash, nothing below the space.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const TOPS: u64 = ONES << 7;
    // The top bit of each byte that is below `limit`, or of a later one.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let odd = |word: u64| {
        below(word, 0x20)
            | below(word ^ (ONES * u64::from(b'"')), 1)
            | below(word ^ (ONES * u64::from(b'\\')), 1)
    };
    let word = |eight: &[u8; 8]| u64::from_le_bytes(*eight);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut found = words
        .iter()
        .fold(0, |found, eight| found | odd(word(eight)));
    if let Some(last) = bytes.last_chunk::<8>() {
        // Overlaps the whole words, and spares a walk over the rest.
        if !rest.is_empty() {
            found |= odd(word(last));
        }
        found & TOPS == 0
    } else {
        rest.iter()
            .all(|&byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
    }
}

#[inline]
fn text(out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
    if is_plain(text.as_bytes()) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        Ok(())
    } else {
        serde_json::to_writer(out, text)
    }
}

macro_rules! integers {
    ($($method:ident $type:ty,)*) => {
        $(
            #[inline]
            fn $method(self, value: $type) -> Result<(), Error> {
                self.0.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
                Ok(())
            }
        )*
    };
}

/// What bytes are taken for, beside values of their own.
struct Shown<'o>(&'o mut Vec<u8>);

impl std::fmt::Write for Shown<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

impl<'o> ser::Serializer for Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Members<'o>;
    type SerializeTuple = Members<'o>;
    type SerializeTupleStruct = Members<'o>;
    type SerializeTupleVariant = Members<'o>;
    type SerializeMap = Members<'o>;
    type SerializeStruct = Members<'o>;
    type SerializeStructVariant = Members<'o>;

    integers! {
        serialize_i8 i8,
        serialize_i16 i16,
        serialize_i32 i32,
        serialize_i64 i64,
        serialize_i128 i128,
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_u64 u64,
        serialize_u128 u128,
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        let word: &[u8] = if value { b"true" } else { b"false" };
        self.0.extend_from_slice(word);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        text(self.0, value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        text(self.0, value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        text(self.0, variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut members = Members::new(self.0, b"}");
        members.named(variant, value)?;
        members.end();
        Ok(())
    }

    #[inline]
    fn serialize_seq(self, _len: Option<usize>) -> Result<Members<'o>, Error> {
        Ok(Members::new(self.0, b"]"))
    }

    fn serialize_tuple(self, _len: usize) -> Result<Members<'o>, Error> {
        Ok(Members::new(self.0, b"]"))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Members<'o>, Error> {
        Ok(Members::new(self.0, b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Members<'o>, Error> {
        inside(self.0, variant);
        Ok(Members::new(self.0, b"]}"))
    }

    #[inline]
    fn serialize_map(self, _len: Option<usize>) -> Result<Members<'o>, Error> {
        Ok(Members::new(self.0, b"}"))
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<Members<'o>, Error> {
        if name == RAW {
            return Err(Error::custom("raw JSON is for serde_json to write"));
        }
        Ok(Members::new(self.0, b"}"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Members<'o>, Error> {
        inside(self.0, variant);
        Ok(Members::new(self.0, b"}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        let start = self.0.len();
        self.0.push(b'"');
        write!(Shown(self.0), "{value}")
            .map_err(|_| Error::custom("a value does not show itself"))?;
        if is_plain(&self.0[start + 1..]) {
            self.0.push(b'"');
            return Ok(());
        }
        self.0.truncate(start);
        serde_json::to_writer(self.0, &value.to_string())
    }
}

/// Opens the object around a variant.
fn inside(out: &mut Vec<u8>, variant: &str) {
    out.extend_from_slice(b"{\"");
    out.extend_from_slice(variant.as_bytes());
    out.extend_from_slice(b"\":");
}

macro_rules! lists {
    ($($trait:ident $method:ident,)*) => {
        $(
            impl ser::$trait for Members<'_> {
                type Ok = ();
                type Error = Error;

                #[inline]
                fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                    self.item(value)
                }

                #[inline]
                fn end(self) -> Result<(), Error> {
                    Members::end(self);
                    Ok(())
                }
            }
        )*
    };
}

lists! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! objects {
    ($($trait:ident,)*) => {
        $(
            impl ser::$trait for Members<'_> {
                type Ok = ();
                type Error = Error;

                #[inline(always)]
                fn serialize_field<T: Serialize + ?Sized>(
                    &mut self,
                    name: &'static str,
                    value: &T,
                ) -> Result<(), Error> {
                    self.named(name, value)
                }

                #[inline]
                fn end(self) -> Result<(), Error> {
                    Members::end(self);
                    Ok(())
                }
            }
        )*
    };
}

objects! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.out.push(b',');
        let start = self.out.len();
        key.serialize(Writer(self.out))?;
        // Numbers and truth values may be keys for serde_json; nothing of ours has them.
        if self.out.get(start) == Some(&b'"') {
            Ok(())
        } else {
            Err(Error::custom("a key is no text"))
        }
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Writer(self.out))
    }

    fn end(self) -> Result<(), Error> {
        Members::end(self);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written<T: Serialize + ?Sized>(value: &T) -> String {
        let mut out = b"before".to_vec();
        write(&mut out, value).unwrap();
        String::from_utf8(out.split_off(6)).unwrap()
    }

    fn same<T: Serialize + ?Sized>(value: &T) {
        assert_eq!(written(value), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn texts_are_escaped_as_serde_json_does_wherever_the_escape_stands() {
        for odd in [
            "\"", "\\", "\n", "\u{0}", "\u{1f}", "\u{7f}", "é", "😀", " ", "",
        ] {
            for before in 0..20 {
                for after in 0..20 {
                    same(&format!("{}{odd}{}", "a".repeat(before), "b".repeat(after)));
                }
            }
        }
    }

    #[test]
    fn every_sort_of_value_has_the_bytes_of_serde_json() {
        #[derive(Serialize)]
        struct Unit;
        #[derive(Serialize)]
        struct New(u8);
        #[derive(Serialize)]
        struct Pair(u8, &'static str);
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        enum Sort {
            Unit,
            New(i64),
            Tuple(u8, u8),
            Struct { some_field: Option<u8> },
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct All {
            no_fields: Vec<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            left_out: Option<u8>,
            numbers: (i8, u16, i32, u64, i128, f64, f32),
            sorts: [Sort; 4],
            unit: Unit,
            new: New,
            pair: Pair,
            letter: char,
            truth: [bool; 2],
            map: std::collections::BTreeMap<String, Option<()>>,
            #[serde(flatten)]
            value: serde_json::Value,
        }
        same(&All {
            no_fields: Vec::new(),
            left_out: None,
            numbers: (-128, 65_535, i32::MIN, u64::MAX, i128::MIN, 0.1, f32::NAN),
            sorts: [
                Sort::Unit,
                Sort::New(-1),
                Sort::Tuple(1, 2),
                Sort::Struct { some_field: None },
            ],
            unit: Unit,
            new: New(1),
            pair: Pair(2, "é\""),
            letter: '"',
            truth: [true, false],
            map: [("a\"b".to_owned(), None), (String::new(), Some(()))].into(),
            value: json!({"x": [], "y": {}, "z": [1.5, -3, "t", null, {"q": [[]]}]}),
        });
        same(&format_args!("{}\"{}", 1, "\u{1}"));
        same(&format_args!("{:09}", 7));
    }

    #[test]
    fn a_key_that_is_no_text_is_refused() {
        let map: std::collections::BTreeMap<u8, u8> = [(1, 2)].into();
        assert!(write(&mut Vec::new(), &map).is_err());
    }

    #[test]
    fn raw_json_is_refused() {
        let raw: &serde_json::value::RawValue = serde_json::from_str("[ 1 ]").unwrap();
        assert!(write(&mut Vec::new(), raw).is_err());
    }
}
